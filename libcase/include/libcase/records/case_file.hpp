// All that is recorded about one case, as known at a moment: a pure value.
//
// Who is in the unit on a day, whether somebody is a minor, what is left of an award: each is a
// function of this and a date. Nothing of it is stored, so nothing can disagree with the records.
#ifndef LIBCASE_RECORDS_CASE_FILE_HPP
#define LIBCASE_RECORDS_CASE_FILE_HPP

#include <cstdint>
#include <span>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include <boost/describe/enum.hpp>
#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/tuple.hpp>

#include <libcase/records/all.hpp>
#include <libcase/vocabulary/instant.hpp>

namespace libcase {

/// A record with what the register wrote in its header.
template <class R>
struct Recorded {
  Id<R> id;                   ///< what the record is about; stable across corrections
  std::int64_t row = 0;       ///< this version of it
  std::int64_t recording = 0; ///< the act of writing that brought this version
  R record;

  const R* operator->() const noexcept { return &record; }
  /// Whether it was never corrected.
  bool is_first_version() const noexcept { return row == id.value; }
};

/// What a return unit is on a day, by the ages of its members and what they are to each other.
enum class Composition : std::uint8_t {
  single_adult,
  adults,
  family_with_children,     ///< a minor with an adult parent, or a guardian appointed abroad
  unaccompanied_minors,     ///< minors and no adult
  minors_with_other_adults, ///< minors and adults, none of them in the place of a parent
  unknown,
};
BOOST_DESCRIBE_ENUM(Composition, single_adult, adults, family_with_children, unaccompanied_minors,
                    minors_with_other_adults, unknown)

/// A member of the unit on a day.
struct Member {
  PersonId person_id;
  Role role = Role::unset;
};

/// What other cases say of whether persons of this one are here: of members who were found here
/// again, and of who is to receive a minor.
struct Elsewhere {
  std::vector<Recorded<Departure>> departures{};       ///< theirs
  std::vector<Recorded<Reappearance>> reappearances{}; ///< of who receives and is no member here
  std::vector<Recorded<UnitMember>> memberships{};     ///< of who receives
};

/// The records of one case, what is recorded about its members, and whom and what all of these link
/// to: persons, and the projects in which they take part. See `Attachment`.
class CaseFile {
public:
  /// The case that all of it is about.
  CaseId id() const noexcept { return id_; }
  /// As known at the end of this recording.
  std::int64_t known_at_recording() const noexcept { return known_at_; }

  /// All records of a kind, in the order in which they were first written. Withdrawals are not
  /// among them: what they name is gone from the file.
  template <class R>
  const std::vector<Recorded<R>>& all() const noexcept {
    return std::get<std::vector<Recorded<R>>>(records_);
  }
  /// What other cases say of whether persons of this one are here. Empty in a file without
  /// departures and reappearances, and of who receives also in one without arrangements.
  const Elsewhere& elsewhere() const noexcept { return elsewhere_; }
  /// The person; nullptr where the file does not hold them.
  const Person* person(PersonId id) const noexcept;
  /// The members of the unit on a day, in the order of their memberships in the file.
  std::vector<Member> members_on(Date day) const;

  CaseFile();
  CaseFile(CaseId id, std::int64_t known_at);
  CaseFile(const CaseFile&);
  CaseFile(CaseFile&&) noexcept;
  CaseFile& operator=(const CaseFile&);
  CaseFile& operator=(CaseFile&&) noexcept;
  ~CaseFile();

  /// Adds a record behind those of its kind. Throws InvalidValue (`field_missing`) where a code or
  /// a required date of it was not set: of what nobody said rules know nothing.
  template <class R>
  void add(Recorded<R> record) {
    if (const Column* unset = find_unset(record.record)) {
      refuse_unset(record_kind<R>(), *unset);
    }
    std::get<std::vector<Recorded<R>>>(records_).push_back(std::move(record));
  }
  /// Keeps what other cases say.
  void add(Elsewhere elsewhere) { elsewhere_ = std::move(elsewhere); }
  /// Adds a record of any kind, as the other `add` does.
  void add(std::int64_t row, std::int64_t id, std::int64_t recording, AnyRecord record);

  /// Calls `visit(record)` with each record of each kind.
  template <class Visitor>
  void for_each(Visitor&& visit) const {
    boost::mp11::tuple_for_each(records_, [&](const auto& rows) {
      for (const auto& recorded : rows) {
        visit(recorded);
      }
    });
  }

private:
  [[noreturn]] static void refuse_unset(const RecordKind& kind, const Column& column);

  template <class R>
  using Rows = std::vector<Recorded<R>>;

  CaseId id_{};
  std::int64_t known_at_ = 0;
  boost::mp11::mp_rename<boost::mp11::mp_transform<Rows, AllRecords>, std::tuple> records_;
  Elsewhere elsewhere_;
};

/// What the unit is on a day (see UnitReading). It is unknown where the birth date of a member
/// leaves open whether they are a minor, where nothing says whether an adult is the parent of a
/// minor, or where a date leaves open who is there, unless the others already make it a family
/// either way.
Composition composition_on(const CaseFile& file, Date day);
/// What some of its members are together on a day, all of them taken to be there.
Composition composition_of(const CaseFile& file, std::span<const Member> members, Date day);

} // namespace libcase

#endif // LIBCASE_RECORDS_CASE_FILE_HPP
