#include <algorithm>
#include <map>
#include <set>

#include <libcase/rules/award_draft.hpp>
#include <libcase/vocabulary/errors.hpp>

#include "rules/find_record.hpp"

namespace libcase {

namespace {

/// What the known lines of a person, of the unit or of all come to.
struct Sum {
  Money cash;
  Money all;
  bool is_known = true; ///< no line without amount or ceiling, and none of which more may be given
};

class Draft {
public:
  Draft(const Assessment& assessment, const CaseFile& file, Date on)
      : assessment_(assessment), file_(file) {
    draft_.award = {.case_id = file.id(), .on = on};
    const auto* application = last_of<Application>(file, [&](const Application& made) {
      return made.programme == assessment.programme && made.on <= on;
    });
    if (application != nullptr) {
      draft_.award.application_id = application->id;
    }
    draft_.basis = {.award_id = {},
                    .programme = assessment.programme,
                    .version = assessment.version,
                    .rules_digest = assessment.rules_digest,
                    .readings = readings(),
                    .assessed_on = assessment.on};
  }

  AwardDraft take() {
    for (const EntitlementLine& line : assessment_.entitlement.lines) {
      const auto until = until_of(line);
      const bool grants_no_day = until && *until <= draft_.award.on;
      const bool comes_to_nothing = line.amount && line.amount->cents() == 0;
      if (grants_no_day || (comes_to_nothing && !line.is_open())) {
        continue;
      }
      if (comes_to_nothing) { // more may be given than is known
        EntitlementLine unknown = line;
        unknown.amount.reset();
        add_line(unknown);
      } else {
        add_line(line);
        add_places(line);
      }
    }
    add_sums();
    return std::move(draft_);
  }

private:
  std::optional<std::string> readings() const {
    std::set<std::string> named;
    for (const EntitlementLine& line : assessment_.entitlement.lines) {
      if (!line.reading.empty()) {
        named.insert(line.benefit + "=" + line.reading);
      }
    }
    std::string text;
    for (const std::string& one : named) {
      text += (text.empty() ? "" : ", ") + one;
    }
    return text.empty() ? std::nullopt : std::optional{text};
  }

  void add_line(const EntitlementLine& line) {
    draft_.lines.push_back({.award_id = {},
                            .person_id = line.person_id,
                            .programme = assessment_.programme,
                            .support = line.support,
                            .amount = line.amount});
    if (line.is_uncapped) {
      draft_.lines.back().is_uncapped = true;
    }
    draft_.lines.back().until = until_of(line);
    if (line.support == Support::service) {
      return;
    }
    const Money nothing{0, assessment_.entitlement.total.currency()};
    Sum& sum =
        sums_.try_emplace(line.person_id, Sum{.cash = nothing, .all = nothing}).first->second;
    sum.is_known = sum.is_known && line.amount && !line.is_open();
    if (line.amount) {
      sum.all += *line.amount;
      sum.cash += line.support == Support::cash ? *line.amount : nothing;
    }
  }

  /// The birthday by the youngest reading: nobody loses support by a birth date that is not known.
  std::optional<Date> until_of(const EntitlementLine& line) const {
    const Person* person = line.person_id ? file_.person(*line.person_id) : nullptr;
    if (!line.uncapped_until_age || person == nullptr || !person->born) {
      return std::nullopt;
    }
    return person->born->latest().anniversary(static_cast<int>(*line.uncapped_until_age));
  }

  /// "At least half there" is "at most the rest elsewhere".
  void add_places(const EntitlementLine& line) {
    const auto elsewhere = [](SpendingPlace place) {
      return place == SpendingPlace::host_country ? SpendingPlace::country_of_origin
                                                  : SpendingPlace::host_country;
    };
    for (const SpendingLimit& share : line.spending) {
      if (share.at_most) {
        add_limit({.award_id = {},
                   .person_id = line.person_id,
                   .support = line.support,
                   .place = share.place,
                   .at_most = *share.at_most});
      }
      if (share.at_least && line.amount) {
        add_limit({.award_id = {},
                   .person_id = line.person_id,
                   .support = line.support,
                   .place = elsewhere(share.place),
                   .at_most = *line.amount - *share.at_least});
      }
    }
  }

  /// Limits of each person, and of all where a cap was put on them together or the unit has lines
  /// of its own: what is known, and where that is not all, the caps.
  void add_sums() {
    const Money nothing{0, assessment_.entitlement.total.currency()};
    Sum all{.cash = nothing, .all = nothing};
    for (const auto& [person, sum] : sums_) {
      all.cash += sum.cash;
      all.all += sum.all;
      all.is_known = all.is_known && sum.is_known;
      if (!person) {
        continue;
      }
      if (sum.is_known) {
        add_sum(person, sum);
      } else {
        add_ceilings(person);
      }
    }
    const bool is_capped_together =
        std::ranges::any_of(assessment_.entitlement.lines, [](const EntitlementLine& line) {
          return line.cap() == CapOf::family || line.cap() == CapOf::package;
        });
    if (!all.is_known) {
      add_ceilings(std::nullopt);
    } else if (sums_.contains(std::nullopt)) {
      add_sum(std::nullopt, all);
    } else if (is_capped_together) {
      add_limit({.award_id = {}, .at_most = all.all});
    }
  }

  void add_sum(std::optional<PersonId> person, const Sum& sum) {
    add_limit({.award_id = {}, .person_id = person, .at_most = sum.all});
    if (sum.cash != sum.all) {
      add_limit(
          {.award_id = {}, .person_id = person, .support = Support::cash, .at_most = sum.cash});
    }
  }

  void add_ceilings(std::optional<PersonId> person) {
    for (const Ceiling& ceiling : assessment_.entitlement.ceilings) {
      if (ceiling.person_id == person) {
        add_limit({.award_id = {},
                   .person_id = person,
                   .support = ceiling.support,
                   .at_most = ceiling.at_most});
      }
    }
  }

  void add_limit(Limit limit) {
    limit.programme = assessment_.programme;
    const auto is_same = [&](const Limit& other) {
      return other.person_id == limit.person_id && other.support == limit.support &&
             other.place == limit.place && other.at_most == limit.at_most;
    };
    if (std::ranges::none_of(draft_.limits, is_same)) {
      draft_.limits.push_back(limit);
    }
  }

  const Assessment& assessment_;
  const CaseFile& file_;
  AwardDraft draft_;
  std::map<std::optional<PersonId>, Sum> sums_;
};

} // namespace

AwardDraft award_from(const Assessment& assessment, const CaseFile& file, Date on) {
  if (assessment.outcome != Outcome::eligible) {
    throw InvalidValue("not_eligible", "expected an assessment with the outcome eligible, found " +
                                           std::string{to_text(assessment.outcome)});
  }
  if (on < assessment.on) {
    throw InvalidValue("award_before_assessment",
                       "expected an award on the day of the assessment, " +
                           assessment.on.to_string() + ", or later, found " + on.to_string());
  }
  return Draft{assessment, file, on}.take();
}

} // namespace libcase
