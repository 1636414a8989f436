#include <algorithm>

#include <libcase/records/case_file.hpp>
#include <libcase/vocabulary/errors.hpp>

namespace libcase {

// For each kind of record; compiled here and not wherever a file of a case is used.
CaseFile::CaseFile() = default;
CaseFile::CaseFile(CaseId id, std::int64_t known_at) : id_(id), known_at_(known_at) {}
CaseFile::CaseFile(const CaseFile&) = default;
CaseFile::CaseFile(CaseFile&&) noexcept = default;
CaseFile& CaseFile::operator=(const CaseFile&) = default;
CaseFile& CaseFile::operator=(CaseFile&&) noexcept = default;
CaseFile::~CaseFile() = default;

void CaseFile::refuse_unset(const RecordKind& kind, const Column& column) {
  throw InvalidValue(
      "field_missing",
      "expected a value in " + std::string{kind.table} + "." + std::string{column.name},
      {.record = std::string{kind.table}, .id = 0, .field = std::string{column.name}});
}

const Person* CaseFile::person(PersonId id) const noexcept {
  const auto& persons = all<Person>();
  const auto found = std::ranges::find(persons, id, &Recorded<Person>::id);
  return found == persons.end() ? nullptr : &found->record;
}

std::vector<Member> CaseFile::members_on(Date day) const {
  std::vector<Member> members;
  for (const auto& member : all<UnitMember>()) {
    if (member->from <= day && (!member->until || day < *member->until)) {
      members.push_back({member->person_id, member->role});
    }
  }
  return members;
}

void CaseFile::add(std::int64_t row, std::int64_t id, std::int64_t recording, AnyRecord record) {
  std::visit(
      [&]<class R>(R& body) {
        add(Recorded<R>{.id = {id}, .row = row, .recording = recording, .record = std::move(body)});
      },
      record);
}

} // namespace libcase
