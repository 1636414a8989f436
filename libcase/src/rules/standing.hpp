// What is known of one person of a case by the end of a day: of each status, since when it is so.
#pragma once

#include <optional>

#include <libcase/records/case_file.hpp>

#include "rules/find_record.hpp"

namespace libcase {

using Since = std::optional<Date>;

/// What is known of one person of a case by the end of a day.
class Standing {
public:
  Standing(const CaseFile& file, PersonId person, Date on) : file_(file), person_(person), on_(on) {
    find_departure();
  }

  Since closed() const;
  Since completed() const;
  Since reintegrating() const;
  Since departed() const { return departed_; }
  Since lapsed() const;
  Since booked() const;
  Since preparing() const;
  Since awarded() const;
  Since refused() const;
  Since applied() const;
  Since registered() const;

private:
  static Since earlier(Since one, Since other);
  static Since later(Since one, Since other) { return std::max(one, other); } // none is the least

  template <class R, class Holds>
  bool any(Holds&& holds) const {
    return std::ranges::any_of(file_.all<R>(),
                               [&](const Recorded<R>& it) { return holds(it.record); });
  }
  /// Those of the person, where records of the kind are somebody's.
  template <class R, class Visit>
  void each(Visit&& visit) const {
    for (const Recorded<R>& it : file_.all<R>()) {
      if constexpr (requires { PersonId{it->person_id}; }) {
        if (it->person_id != person_) {
          continue;
        }
      }
      visit(it.record);
    }
  }

  /// Whether something happened by the day, and after the departure from which they came back.
  bool counts(Date day) const { return day <= on_ && (!came_back_from_ || *came_back_from_ < day); }
  /// What the unit gets as a whole is theirs too.
  bool is_theirs(const std::optional<PersonId>& person) const;

  void find_departure();

  /// The last plan was completed.
  Since plan_completed() const;

  /// Calls `visit` with each award that has a line for them, or none yet.
  template <class Visit>
  void for_each_award(Visit&& visit) const {
    for (const auto& award : file_.all<Award>()) {
      bool has_lines = false;
      bool is_of_them = false;
      for (const auto& line : file_.all<AwardLine>()) {
        if (line->award_id == award.id) {
          has_lines = true;
          is_of_them = is_of_them || is_theirs(line->person_id);
        }
      }
      if (counts(award->on) && (is_of_them || !has_lines)) {
        visit(award);
      }
    }
  }
  const AwardEnd* end_of(AwardId award) const;
  /// The last day on which an award of theirs ended so.
  Since ended(AwardEndKind kind) const;

  const Recorded<Application>* last_application() const;
  const Refusal* refusal_of_last() const;
  bool applied_after_awards() const;

  bool stands(const Recorded<Booking>& booking) const;

  const CaseFile& file_;
  PersonId person_;
  Date on_;
  Since departed_;
  Since came_back_from_;
};

} // namespace libcase
