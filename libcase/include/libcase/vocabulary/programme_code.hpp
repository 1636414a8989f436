// The code of a return or reintegration programme, for instance HRT, REAN or AVR-FC.
//
// Only the code: what a programme grants, to whom and when, stands in the programme's rules.
#ifndef LIBCASE_VOCABULARY_PROGRAMME_CODE_HPP
#define LIBCASE_VOCABULARY_PROGRAMME_CODE_HPP

#include <compare>
#include <string>
#include <string_view>

namespace libcase {

/// 1 to 24 characters of A-Z, 0-9 and hyphen, beginning with a letter.
class ProgrammeCode {
public:
  /// Not set.
  ProgrammeCode() = default;
  /// Throws InvalidValue (`invalid_programme`).
  explicit ProgrammeCode(std::string_view code);

  bool is_set() const noexcept { return !code_.empty(); }
  const std::string& code() const noexcept { return code_; }

  friend bool operator==(const ProgrammeCode&, const ProgrammeCode&) = default;
  friend std::strong_ordering operator<=>(const ProgrammeCode&, const ProgrammeCode&) = default;

private:
  std::string code_;
};

} // namespace libcase

#endif // LIBCASE_VOCABULARY_PROGRAMME_CODE_HPP
