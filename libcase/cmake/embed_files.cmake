# Writes the source of a function that gives files by name, as shipped_programmes() does:
#   cmake -D OUTPUT=... -D FUNCTION=... -D HEADER=... -D FILES="a.json|b.json" -P this
# Files are cut between lines into literals of a size that every compiler takes.
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
    string(FIND "${piece}" "\n" last REVERSE)
    math(EXPR size "${last} + 1")
    string(SUBSTRING "${text}" ${at} ${size} piece)
    string(APPEND literals "R\"json(${piece})json\"\n")
    math(EXPR at "${at} + ${size}")
  endwhile()
  string(APPEND entries "{\"${name}\",\n${literals}},\n")
endforeach()
file(WRITE ${OUTPUT} "// Written by the build.
#include <vector>

#include \"${HEADER}\"

namespace libcase {

std::span<const std::pair<std::string_view, std::string_view>> ${FUNCTION}() {
  static const std::vector<std::pair<std::string_view, std::string_view>> files{
${entries}};
  return files;
}

} // namespace libcase
")
