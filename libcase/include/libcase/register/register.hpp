// The register: all cases of an office in one file, nothing ever overwritten.
//
// Every act of writing is a recording: one transaction with a time, an author and a digest that
// is chained to the one before. A correction is a new version of a record, a mistake is
// withdrawn, and the register can be read as it was known at any moment since.
//
// A Register is one connection, for one thread at a time. Other threads and processes open their
// own; readers do not wait for a writer. A second writer waits, then gets StorageError (`busy`).
#ifndef LIBCASE_REGISTER_REGISTER_HPP
#define LIBCASE_REGISTER_REGISTER_HPP

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <libcase/records/all.hpp>
#include <libcase/records/case_file.hpp>
#include <libcase/register/recording.hpp>
#include <libcase/rules/safeguard_rules.hpp>
#include <libcase/vocabulary/instant.hpp>

namespace libcase {

/// How a register is opened.
struct OpenOptions {
  std::string actor{}; ///< who writes; every recording keeps it. Needed for writing
  /// In a folder that one may not write to, a register that nobody has open is read as a file that
  /// nobody changes: open it anew once somebody has written to it.
  bool read_only = false;
  /// The time of recordings; the system's clock where empty. For tests.
  std::function<Instant()> clock{};
  /// That the clock is right, however far it is from the last recording and the file's times.
  /// Without it a recording, and the opening of an older register for writing, throws WrongState
  /// where the clock is more than two years ahead of both (`clock_ahead`), or behind the last
  /// recording (`clock_behind`): a bound of the library's own. Not asked in memory.
  bool trusts_clock = false;
  /// How long a writer waits for another one; at most 24 days. Below 0 is an InvalidValue
  /// (`invalid_timeout`).
  std::chrono::milliseconds busy_timeout{5000};
  /// By which the departures of minors are judged; those of libcase where empty.
  std::shared_ptr<const SafeguardRules> safeguards{};
};

/// One version of a record.
struct Version {
  std::int64_t row = 0;
  RecordingHeader recording;                   ///< the act of writing that brought it
  std::optional<std::int64_t> superseded_by{}; ///< the recording that corrected or withdrew it
  AnyRecord record;
};

/// What a register is and holds.
struct RegisterInfo {
  std::string path;
  int schema_version = 0;
  std::int64_t recording_count = 0;
  std::int64_t row_count = 0;
  std::string head_digest; ///< of the newest recording, in hexadecimal; keep it elsewhere
  std::optional<Instant> last_recorded_at{};
  /// How many rows each table has, of all versions.
  std::vector<std::pair<std::string, std::int64_t>> rows_by_table{};
};
BOOST_DESCRIBE_STRUCT(RegisterInfo, (),
                      (path, schema_version, recording_count, row_count, head_digest,
                       last_recorded_at, rows_by_table))
template <>
inline constexpr MemberNames shown_members<RegisterInfo>{
    "path", "schema_version", "recording_count", "row_count", "head_digest", "last_recorded_at"};

/// All cases of an office, in one file.
class Register {
public:
  /// Opens the file, creates it where there is none, or migrates an older one. ":memory:" keeps
  /// everything in memory. Throws FormatError (`not_a_register`, `newer_schema`,
  /// `schema_mismatch`) for a file that is not ours, which stays untouched, and StorageError
  /// (`cannot_open`, `busy`, `no_plain_file`). A new file is its owner's alone to read and write.
  ///
  /// A writer that finds the file moved, removed or replaced gets StorageError (`moved`); one that
  /// cannot be sure to have written alone gets (`lock_lost`): what it recorded was not kept, and
  /// the register is to be closed before it is opened anew. That comes from another program library
  /// that opens and closes the file in this process: give it a `backup`, or what Arrow hands over.
  /// In a process that was forked from the one that opened it, every call is a WrongState
  /// (`other_process`).
  static Register open(const std::filesystem::path& path, OpenOptions options = {});

  Register(Register&&) noexcept;
  Register& operator=(Register&&) noexcept;
  ~Register();

  /// Opens a case under the office's own reference, which must be new: Conflict
  /// (`reference_taken`) where any record of a case has it, or had it before it was withdrawn.
  CaseId open_case(std::string_view reference, Date on);
  /// Adds a person, under the office's own reference where it has one.
  PersonId add_person(const Person& person, std::string_view reference = {});
  /// Records one fact. Throws InvalidValue for a field that is not set or a link to nothing,
  /// Refused where a guard says no; the register is then as before.
  template <DescribedStruct R>
  Id<R> record(const R& record) {
    return {record_all(std::array<AnyRecord, 1>{AnyRecord{record}}).front().value};
  }
  /// Records several facts in one recording; all or none.
  std::vector<RecordId> record_all(std::span<const AnyRecord> records, std::string why = {});
  /// Corrects a record: a new version under the same id. `expected_version` is the row of the
  /// version that the caller has read; throws Conflict (`newer_version`) where a newer one stands.
  template <DescribedStruct R>
  void replace(Id<R> id, const R& record, std::int64_t expected_version, std::string why = {}) {
    replace_any({id.value}, AnyRecord{record}, expected_version, std::move(why));
  }
  void replace_any(RecordId id, const AnyRecord& record, std::int64_t expected_version,
                   std::string why = {});
  /// Withdraws a record that was a mistake. Throws WrongState (`still_linked`) while other
  /// records rest on it, for a withdrawal (`withdrawal_stays`), and for a gate of a departure
  /// (`written_by_register`).
  template <class R>
  void withdraw(Id<R> id, std::string why) {
    withdraw_any({id.value}, std::move(why));
  }
  void withdraw_any(RecordId id, std::string why);
  /// Begins a recording of several writes; nothing is kept unless it is committed.
  Recording recording(RecordingOptions options = {});

  /// The records of a case, as known at a moment (now where empty): those of some kinds, or of all
  /// where none is named. Persons, the case and memberships are always among them. Throws NotFound.
  CaseFile file(CaseId id, std::optional<Instant> as_known_at = {},
                std::span<const RecordKind* const> kinds = {}) const;
  /// All versions of a record, oldest first. Throws NotFound.
  std::vector<Version> history(RecordId id) const;
  template <class R>
  std::vector<Version> history(Id<R> id) const {
    return history(RecordId{id.value});
  }
  /// The id behind an office's own reference to a record of that kind, as known at a moment (now
  /// where empty); empty where there is none. A record that was withdrawn is no longer found, but
  /// keeps its reference: no other record gets it.
  std::optional<RecordId> find(const RecordKind& kind, std::string_view reference,
                               std::optional<Instant> as_known_at = {}) const;
  std::optional<CaseId> find_case(std::string_view reference,
                                  std::optional<Instant> as_known_at = {}) const;
  std::optional<PersonId> find_person(std::string_view reference,
                                      std::optional<Instant> as_known_at = {}) const;
  /// The office's own reference to a record, as known at a moment (now without one): the first
  /// where it was given several, empty where it had none yet. A record that was withdrawn keeps its
  /// reference. One that was erased is gone for all moments.
  std::optional<std::string> reference_of(RecordId id,
                                          std::optional<Instant> as_known_at = {}) const;
  /// The same of a record of one kind.
  template <class R>
  std::optional<std::string> reference_of(Id<R> id, std::optional<Instant> as_known_at = {}) const {
    return reference_of(RecordId{id.value}, as_known_at);
  }
  /// The cases that are open on a day: opened, and not closed without a later reopening.
  std::vector<CaseId> cases_open_on(Date day, std::optional<Instant> as_known_at = {}) const;

  /// The number of the last recording known at a moment (now where empty); 0 before the first.
  std::int64_t last_recording_at(std::optional<Instant> as_known_at) const;
  /// The header of a recording. Throws NotFound.
  RecordingHeader recording_header(std::int64_t number) const;
  /// As of the last recording that was committed: what is under way on this connection is not in
  /// it.
  RegisterInfo info() const;

  /// Copies the register to another file while others may write to it; only its owner may read the
  /// copy. Throws StorageError (`exists`, `cannot_open`, `busy`, `disk_full`), WrongState
  /// (`recording_under_way`).
  void backup(const std::filesystem::path& copy) const;
  /// What SQLite finds wrong with the file and its links; empty when it is sound.
  std::vector<std::string> integrity_problems() const;

private:
  friend struct RegisterAccess;
  explicit Register(std::unique_ptr<class Connection> connection);
  std::unique_ptr<class Connection> connection_;
};

} // namespace libcase

#endif // LIBCASE_REGISTER_REGISTER_HPP
