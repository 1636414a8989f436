// What is known of one person of a case by the end of a day: of each status, since when it is so.
#pragma once

#include <optional>
#include <vector>

#include <libcase/records/case_file.hpp>

#include "rules/find_record.hpp"

namespace libcase {

using Since = std::optional<Date>;

/// What is known of one person of a case by the end of a day. Of nobody in particular, what is of
/// the unit.
class Standing {
public:
  Standing(const CaseFile& file, PersonId person, Date on) : file_(file), person_(person), on_(on) {
    find_departure();
  }

  Since closed() const;
  Since completed() const;
  Since reintegrating() const;
  Since departed() const { return departed_ ? Since{departed_->on} : Since{}; }
  Since lapsed() const;
  Since booked() const;
  Since preparing() const;
  Since awarded() const;
  Since refused() const;
  Since applied() const;
  Since registered() const;

  /// The departure that stands; nullptr where there is none.
  const Departure* departure() const { return departed_; }
  /// Whether something happened by the day, and not before the person was last found here again.
  bool counts(Date day) const { return day <= on_ && (!came_back_on_ || *came_back_on_ <= day); }
  /// Whether a journey counts that is not over: it has no outcome, or nobody was found here since.
  bool stands(const Recorded<Booking>& booking) const;

private:
  /// Those of the person, where records of the kind are somebody's.
  template <class R, class Visit>
  void each(Visit&& visit) const {
    for (const Recorded<R>& it : file_.all<R>()) {
      if constexpr (requires { PersonId{it->person_id}; }) {
        if (it->person_id != person_) {
          continue;
        }
      }
      visit(it);
    }
  }

  void find_departure();
  /// What the unit gets as a whole is theirs too.
  bool is_theirs(const std::optional<PersonId>& person) const {
    return !person || *person == person_;
  }
  Since plan_completed() const;
  /// How an award ended.
  struct End {
    Date on;
    AwardEndKind kind;
  };
  /// Calls `visit(award, end)` with each award that counts and has a line for them, or none yet.
  template <class Visit>
  void for_each_award(Visit&& visit) const;
  /// Empty while the award, or one of their lines of it, is in force.
  std::optional<End> end_of(AwardId award, const std::vector<const AwardLine*>& theirs) const;
  Since in_force() const;
  /// The last day on which an award of theirs ended so.
  Since ended(AwardEndKind kind) const;
  /// The day of the last application that counts and is undecided.
  Since undecided_since() const;

  const CaseFile& file_;
  PersonId person_;
  Date on_;
  const Departure* departed_ = nullptr;
  Since came_back_on_; ///< when they were last found here after a departure
  Since seen_on_;      ///< when they were last found here at all
};

/// The earlier of both; the other one where there is none.
inline Since earlier(Since one, Since other) {
  return !one ? other : !other ? one : std::min(one, other);
}
/// The later of both; none is the least.
inline Since later(Since one, Since other) {
  return std::max(one, other);
}

} // namespace libcase
