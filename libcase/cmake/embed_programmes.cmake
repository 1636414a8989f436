# Writes the source of shipped_programmes(): cmake -D OUTPUT=... -D FILES="a.json|b.json" -P this.
# Files are cut into literals of a size that every compiler takes.
string(REPLACE "|" ";" files "${FILES}")
set(entries "")
foreach(file IN LISTS files)
  cmake_path(GET file FILENAME name)
  file(READ ${file} text)
  string(LENGTH "${text}" length)
  set(literals "")
  set(at 0)
  while(at LESS length)
    string(SUBSTRING "${text}" ${at} 8000 piece)
    string(APPEND literals "R\"json(${piece})json\"\n")
    math(EXPR at "${at} + 8000")
  endwhile()
  string(APPEND entries "{\"${name}\",\n${literals}},\n")
endforeach()
file(WRITE ${OUTPUT} "// Written by the build from libcase/programmes/.
#include <vector>

#include \"rules/shipped_programmes.hpp\"

namespace libcase {

std::span<const std::pair<std::string_view, std::string_view>> shipped_programmes() {
  static const std::vector<std::pair<std::string_view, std::string_view>> files{
${entries}};
  return files;
}

} // namespace libcase
")
