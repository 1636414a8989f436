// A return unit and its members on a day, as the functions see them that read facts.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include <boost/mp11/algorithm.hpp>

#include <libcase/records/case_file.hpp>
#include <libcase/records/family.hpp>
#include <libcase/rules/case_facts.hpp>

namespace libcase {

/// Kinds of records, a bit each.
class Kinds {
public:
  constexpr Kinds() = default;
  constexpr explicit Kinds(std::size_t kind_index) {
    words_[kind_index / 64] = 1ULL << kind_index % 64;
  }

  constexpr Kinds& operator|=(const Kinds& more) {
    for (std::size_t word = 0; word < words_.size(); ++word) {
      words_[word] |= more.words_[word];
    }
    return *this;
  }
  constexpr bool has_all(Kinds kinds) const { return (kinds |= *this) == *this; }
  constexpr bool operator==(const Kinds&) const = default;

private:
  std::array<std::uint64_t, boost::mp11::mp_size<AllRecords>::value / 64 + 1> words_{};
};
template <class... R>
inline constexpr Kinds kinds_of = [] {
  Kinds kinds;
  ((kinds |= Kinds{boost::mp11::mp_find<AllRecords, R>::value}), ...);
  return kinds;
}();

/// A case file that notes the kinds of records that are looked at.
class NotingFile {
public:
  NotingFile(const CaseFile& file, Kinds& looked_at) : file_(file), looked_at_(looked_at) {}

  CaseId id() const { return file_.id(); }
  template <class R>
  const std::vector<Recorded<R>>& all() const {
    looked_at_ |= kinds_of<R>;
    return file_.all<R>();
  }
  const Person* person(PersonId id) const {
    looked_at_ |= kinds_of<Person>;
    return file_.person(id);
  }

private:
  const CaseFile& file_;
  Kinds& looked_at_;
};

/// The unit of a case on the day of assessment, under the programme that is assessed.
class UnitOnDay {
public:
  UnitOnDay(const ProgrammeCode& programme, const CaseFile& file, Date on, const History& history);
  UnitOnDay(const UnitOnDay&) = delete;
  UnitOnDay& operator=(const UnitOnDay&) = delete;

  const ProgrammeCode& programme() const { return programme_; }
  const NotingFile& file() const { return file_; }
  Date on() const { return on_; }
  /// Its members, the principal first.
  std::span<const Member> members() const { return members_; }
  /// Whether a member is a minor: unknown where the birth date leaves it open.
  Verdict minority(std::size_t member) const {
    looked_at_ |= kinds_of<Relation>;
    return family_.is_minor(member);
  }
  /// Whether a member has an adult parent, or a guardian appointed abroad, in the unit.
  Verdict has_carer_along(std::size_t member) const {
    looked_at_ |= family_kinds;
    return family_.has_carer_along(member);
  }
  /// Whether a member has one in the unit or elsewhere in the country.
  Verdict has_carer_here(std::size_t member) const {
    looked_at_ |= family_kinds;
    looked_at_ |= kinds_of<Stay>;
    return family_.has_carer_here(member);
  }
  /// Whether a member is gone since before the application.
  Verdict is_gone(std::size_t member) const {
    looked_at_ |= kinds_of<Departure, Reappearance, Application>;
    return family_.is_gone(member);
  }
  /// What a member is in the unit.
  MemberCategory category(std::size_t member) const {
    looked_at_ |= family_kinds;
    return family_.category(member);
  }
  Composition composition() const {
    looked_at_ |= family_kinds;
    return family_.composition();
  }
  Verdict is_of_single_parent() const {
    looked_at_ |= family_kinds;
    return family_.is_of_single_parent();
  }

  /// The latest application for the programme; nullptr where there is none.
  const Application* application() const {
    looked_at_ |= kinds_of<Application>;
    return application_;
  }
  /// Its day; that of assessment where there is none.
  Date applied_on() const { return application() == nullptr ? on_ : application_->on; }

  /// Whether a person was found here between two days, both included.
  bool was_seen(PersonId person, Date from, Date by) const;
  /// Whether a person who left on that day was found here again by the application.
  bool was_back(PersonId person, Date left_on) const {
    return was_seen(person, left_on, applied_on());
  }
  /// Whether a departure belongs to the return that is assessed: none before the application, or
  /// none that somebody came back from where none is recorded.
  bool is_of_this_return(const Departure& departure) const;

  /// Whether who left is a member of the unit, or was one then. Whose membership ended with leaving
  /// was.
  bool is_of_member(const Departure& departure) const;

  bool has_history() const { return history_.has_value(); }
  /// Calls `look(file)` with the case's own file, then with each earlier one of its members.
  template <class Look>
  void each_file(const Look& look) const {
    look(file_);
    for (const CaseFile& earlier : history_.value_or(std::span<const CaseFile>{})) {
      if (earlier.id() != file_.id()) {
        look(NotingFile{earlier, looked_at_});
      }
    }
  }

  /// The kinds of records that were looked at since this was asked last.
  Kinds take_looked_at() const { return std::exchange(looked_at_, {}); }

private:
  static constexpr Kinds family_kinds =
      kinds_of<Relation, Guardianship, Departure, Reappearance, Application>;

  const ProgrammeCode& programme_;
  mutable Kinds looked_at_;
  NotingFile file_;
  Date on_;
  const History& history_;
  std::vector<Member> members_;
  const Application* application_;
  Family family_;
};

/// One of its members.
struct MemberOnDay {
  const UnitOnDay& unit;
  std::size_t index;

  PersonId id() const { return unit.members()[index].person_id; }
  Role role() const { return unit.members()[index].role; }
  bool is_principal() const { return role() == Role::principal; }
  Verdict minority() const { return unit.minority(index); }
  Verdict is_gone() const { return unit.is_gone(index); }
  const Person* person() const { return unit.file().person(id()); }
};

/// The days on which a departure may have been.
Days days_of(const Departure& departure);

/// The latest of the records of a kind that were so by the day and that count; nullptr where there
/// is none. Of two of one day it is the one that stands last in the file.
template <class R, class Counts>
const R* latest(const UnitOnDay& unit, Date R::*date, const Counts& counts) {
  const R* found = nullptr;
  for (const auto& recorded : unit.file().all<R>()) {
    const R& record = recorded.record;
    if (record.*date <= unit.on() && counts(record) &&
        (found == nullptr || found->*date <= record.*date)) {
      found = &record;
    }
  }
  return found;
}
template <class R>
const R* latest(const UnitOnDay& unit, Date R::*date) {
  return latest(unit, date, [](const R&) { return true; });
}
/// The same of a person's records.
template <class R, class Counts>
const R* latest(const MemberOnDay& member, Date R::*date, const Counts& counts) {
  return latest(member.unit, date,
                [&](const R& record) { return record.person_id == member.id() && counts(record); });
}
template <class R>
const R* latest(const MemberOnDay& member, Date R::*date) {
  return latest(member, date, [](const R&) { return true; });
}

} // namespace libcase
