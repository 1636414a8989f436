// Files of cases made in memory, without a register. All invented.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include <libcase/records/case_file.hpp>

namespace libcase::testing {

/// Builds the file of a case, record by record. Each record is a version of its own, in a recording
/// of its own: row, id and recording count up together.
class CaseFileBuilder {
public:
  explicit CaseFileBuilder(CaseId id = {1}, std::int64_t known_at = 1) : file_(id, known_at) {}
  explicit CaseFileBuilder(CaseFile file) : file_(std::move(file)) {}

  template <class R>
  CaseFileBuilder& with(const R& record) {
    ++last_;
    return with(last_, record);
  }
  /// A record under a number of the test's own choice.
  template <class R>
  CaseFileBuilder& with(std::int64_t number, const R& record) {
    file_.add(Recorded<R>{.id = {number}, .row = number, .recording = number, .record = record});
    return *this;
  }
  /// A person under that number, born on a day that is known as the text says (not at all where it
  /// is empty), and their membership from a day on.
  CaseFileBuilder& with_member(std::int64_t person, std::string_view born, Role role, Date from,
                               std::optional<Date> until = std::nullopt) {
    with(person,
         Person{.born = born.empty() ? std::nullopt : std::optional{BirthDate::parse(born)}});
    return with(UnitMember{
        .case_id = file_.id(), .person_id = {person}, .role = role, .from = from, .until = until});
  }
  /// What is added next counts on from a number.
  CaseFileBuilder& count_on_from(std::int64_t number) {
    last_ = number;
    return *this;
  }

  const CaseFile& file() const { return file_; }
  operator const CaseFile&() const { return file_; }
  std::int64_t last() const { return last_; }

private:
  CaseFile file_;
  std::int64_t last_ = 0;
};

} // namespace libcase::testing
