// One act of writing: one transaction, one row in `recordings`, one link of the audit chain.
#ifndef LIBCASE_REGISTER_RECORDING_HPP
#define LIBCASE_REGISTER_RECORDING_HPP

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe/class.hpp>

#include <libcase/describe/shown_members.hpp>
#include <libcase/records/all.hpp>
#include <libcase/rules/guards.hpp>
#include <libcase/vocabulary/errors.hpp>
#include <libcase/vocabulary/instant.hpp>

namespace libcase {

/// 16 bytes of BLAKE2b.
using Digest = std::array<std::uint8_t, 16>;

/// In hexadecimal, 32 characters.
std::string to_hex(const Digest& digest);
/// Throws InvalidValue (`invalid_digest`).
Digest digest_from_hex(std::string_view text);

/// What a recording says of itself.
struct RecordingHeader {
  std::int64_t number = 0; ///< 1, 2, 3, ... without gaps
  Instant at{};            ///< when the office came to know it; never before the one before
  std::string by;
  std::string why;
  bool is_historical = false;     ///< its time was given by an import, not by the clock
  std::optional<Digest> source{}; ///< of the published table it expands
  Digest digest{};
};
BOOST_DESCRIBE_STRUCT(RecordingHeader, (), (number, at, by, why, is_historical, source, digest))
template <>
inline constexpr MemberNames shown_members<RecordingHeader>{"number",        "at",     "by",
                                                            "is_historical", "source", "digest"};

/// How a recording is begun.
struct RecordingOptions {
  std::string why{};
  /// Historical: when the office learned it. Throws InvalidValue (`time_goes_back`) where it is
  /// before the last recording, or later than now.
  std::optional<Instant> at{};
  /// Takes the time of the last recording where `at` is before it, instead of throwing.
  bool waits_for_last = false;
  /// The digest of the published table it expands. Throws Conflict (`already_imported`).
  std::optional<Digest> source{};
};

/// Several writes that become known together. Nothing of it is kept unless it is committed.
///
/// One at a time for a Register, and not outliving it. A write that is refused with InvalidValue,
/// NotFound, Conflict or WrongState leaves the recording as it was before that write; after any
/// other exception, and after one from `commit`, it is over and the register as before. A
/// recording that is over throws WrongState (`recording_over`).
class Recording {
public:
  Recording(Recording&&) noexcept;
  Recording& operator=(Recording&&) = delete;
  ~Recording(); ///< rolls back unless committed

  template <DescribedStruct R>
  Id<R> record(const R& record) {
    return {record_any(AnyRecord{record}).value};
  }
  /// Throws WrongState (`written_by_register`) for a DepartureGate; so do `replace_any` and
  /// `withdraw_any`.
  RecordId record_any(const AnyRecord& record);
  /// Writes a new case `copies` times. `group` holds a case and the records around it; their links
  /// to each other are -1 for the group's first record, -2 for its second, and so on. The guards
  /// judge the group once; the safeguards of minors judge no rows of a published table. Throws
  /// InvalidValue: `copies_on_budget` where an award of it draws on a budget line;
  /// `copies_of_minors` where it is of no published table, and a minor of it leaves alone, a family
  /// is split, or somebody is in a facility.
  void record_copies(std::span<const AnyRecord> group, std::int64_t copies);
  void replace_any(RecordId id, const AnyRecord& record, std::int64_t expected_version);
  void withdraw_any(RecordId id, std::string why);
  /// Keeps the office's own reference to a record, sealed. Throws Conflict (`reference_taken`),
  /// InvalidValue (`reference_missing`; `link_to_nothing` where no such record of that kind is).
  void refer(const RecordKind& kind, std::string_view reference, RecordId id);

  /// What the guards say of every file that was touched so far.
  std::vector<Violation> violations() const;
  /// Lets the guards judge every file that was touched, chains the recording and makes it
  /// durable. Throws Refused. Returns its header.
  RecordingHeader commit();

private:
  friend class Register;
  struct State;
  explicit Recording(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

} // namespace libcase

#endif // LIBCASE_REGISTER_RECORDING_HPP
