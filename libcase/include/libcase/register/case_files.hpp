// All case files of a register at once, read kind by kind: for questions to a whole caseload.
#ifndef LIBCASE_REGISTER_CASE_FILES_HPP
#define LIBCASE_REGISTER_CASE_FILES_HPP

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include <libcase/register/register.hpp>

namespace libcase {

/// The case files of a register as known at a moment, held in memory.
class CaseFiles {
public:
  /// Reads the records of these kinds (all where empty), with `threads` connections. Persons,
  /// cases and memberships are always read.
  explicit CaseFiles(const Register& reg, std::span<const RecordKind* const> kinds = {},
                     std::optional<Instant> as_known_at = {}, int threads = 2);
  CaseFiles(CaseFiles&&) noexcept;
  CaseFiles& operator=(CaseFiles&&) noexcept;
  ~CaseFiles();

  /// How many cases there are, in order of writing.
  std::size_t size() const noexcept;
  CaseId id(std::size_t at) const;
  /// The file of a case, of the kinds that were read.
  CaseFile file(std::size_t at) const;
  /// The files of the other cases of its members, as `earlier_files` gives them.
  std::vector<CaseFile> earlier_files(std::size_t at) const;

private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The files of the other cases in which members of a case are, or were: what `assess` takes as
/// their history. Throws NotFound (`no_such_case`).
std::vector<CaseFile> earlier_files(const Register& reg, CaseId id,
                                    std::optional<Instant> as_known_at = {});
/// The same for a file that was read, as known at its recording.
std::vector<CaseFile> earlier_files(const Register& reg, const CaseFile& file);

} // namespace libcase

#endif // LIBCASE_REGISTER_CASE_FILES_HPP
