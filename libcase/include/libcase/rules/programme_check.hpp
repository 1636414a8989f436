// All that is wrong or doubtful in rule files, for whoever writes them.
#ifndef LIBCASE_RULES_PROGRAMME_CHECK_HPP
#define LIBCASE_RULES_PROGRAMME_CHECK_HPP

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <libcase/rules/catalogue.hpp>

namespace libcase {

/// How much a finding about a rule file weighs.
enum class RuleFileSeverity : std::uint8_t {
  error,   ///< the file cannot be loaded
  warning, ///< it can be, but may not say what was meant
};
BOOST_DESCRIBE_ENUM(RuleFileSeverity, error, warning)

/// Something wrong or doubtful in a rule file.
struct RuleFileFinding {
  RuleFileSeverity severity = RuleFileSeverity::error;
  std::string file{};                 ///< empty where the text came from none
  std::string path{};                 ///< "$.versions[0].from"; empty where line and column say it
  std::optional<std::int64_t> line{}; ///< of what is no JSON, or a key that stands twice
  std::optional<std::int64_t> column{}; ///< likewise, in letters from 1 on
  std::string sentence{};               ///< what was expected and what stands there
};
BOOST_DESCRIBE_STRUCT(RuleFileFinding, (), (severity, file, path, line, column, sentence))

/// The finding as a line: "harbour.json: $.code: expected ...".
std::string to_text(const RuleFileFinding& finding);

/// The findings about a rule file, or about all those of a folder, in the order of the files:
/// errors, then warnings. A programme that is named, in a combination or a condition, and that
/// neither the files nor `others` define is a warning, and so are benefits whose age bands overlap.
///
/// Throws StorageError (`cannot_open`), and InvalidValue (`file_too_large`) above 16 MiB.
std::vector<RuleFileFinding> check_programmes(const std::filesystem::path& file_or_folder,
                                              const Catalogue& others = Catalogue::shipped());

} // namespace libcase

#endif // LIBCASE_RULES_PROGRAMME_CHECK_HPP
