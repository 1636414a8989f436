#include <algorithm>
#include <set>

#include <libcase/records/attachment.hpp>
#include <libcase/register/case_files.hpp>

#include "register/case_reader.hpp"
#include "register/file_assembly.hpp"
#include "register/known_rows.hpp"
#include "register/register_access.hpp"
#include "register/schema.hpp"

namespace libcase {

struct CaseFiles::State {
  FileAssembly assembly;
};

CaseFiles::CaseFiles(const Register& reg, std::span<const RecordKind* const> kinds,
                     std::optional<Instant> as_known_at, int threads) {
  Connection& connection = connection_of(reg);
  connection.require_no_recording();
  const std::int64_t known_at = reg.last_recording_at(as_known_at);
  state_ = std::make_unique<State>(
      State{{read_known_records(connection, kinds_to_read(kinds), known_at, std::max(threads, 1)),
             kinds, known_at}});
}

CaseFiles::CaseFiles(CaseFiles&&) noexcept = default;
CaseFiles& CaseFiles::operator=(CaseFiles&&) noexcept = default;
CaseFiles::~CaseFiles() = default;

std::size_t CaseFiles::size() const noexcept {
  return state_->assembly.size();
}

CaseId CaseFiles::id(std::size_t at) const {
  return state_->assembly.id(at);
}

CaseFile CaseFiles::file(std::size_t at) const {
  return state_->assembly.file(at);
}

std::vector<CaseFile> CaseFiles::earlier_files(std::size_t at) const {
  std::vector<CaseFile> files;
  for (const std::uint32_t other : state_->assembly.other_cases(at)) {
    files.push_back(file(other));
  }
  return files;
}

std::vector<CaseFile> earlier_files(const Register& reg, const CaseFile& file) {
  const std::int64_t known_at = file.known_at_recording();
  const std::string cases = R"(SELECT "case_id" FROM )" +
                            sql_name(record_kind<UnitMember>().table) +
                            R"( WHERE "person_id" = ?1 AND )";
  const auto [current, later] = known_at_halves(2);
  Statement& statement =
      connection_of(reg).statement(cases + current + " UNION ALL " + cases + later);
  std::set<std::int64_t> others;
  for (const auto& member : file.all<UnitMember>()) {
    Rows rows{statement};
    statement.bind(1, member->person_id.value);
    statement.bind(2, known_at);
    while (rows.next()) {
      others.insert(statement.integer(0));
    }
  }
  others.erase(file.id().value);
  std::vector<CaseFile> files;
  for (const std::int64_t other : others) {
    files.push_back(read_case_file(connection_of(reg), {other}, known_at));
  }
  return files;
}

std::vector<CaseFile> earlier_files(const Register& reg, CaseId id,
                                    std::optional<Instant> as_known_at) {
  return earlier_files(reg, reg.file(id, as_known_at));
}

} // namespace libcase
