#include "rules/work_items.hpp"

#include <libcase/rules/award_use.hpp>

#include "rules/line_end.hpp"
#include "text/all_words.hpp"

namespace libcase {

WorkItem& WorkItems::add(std::string_view code, Date on, const Named& named) {
  const auto said_of = [](const std::optional<Money>& amount) {
    return amount ? LocalizedText{*amount} : LocalizedText{};
  };
  WorkItem item{
      .code = std::string{code}, .on = on, .person_id = named.person, .programme = named.programme};
  item.text = said(
      "work", code,
      {{"person", named.person ? member_in_words(file_, *named.person) : said("persons", "unit")},
       {"programme", named.programme ? LocalizedText::same(std::string{named.programme->code()})
                                     : LocalizedText{}},
       {"amount", said_of(named.amount)},
       {"other_amount", said_of(named.other_amount)},
       {"what", named.what},
       {"other", named.other}});
  return add(std::move(item));
}

WorkItem& WorkItems::add(WorkItem item) {
  item.kind = kind_;
  return found_.emplace_back(std::move(item));
}

std::vector<WorkItem> WorkItems::take() {
  std::ranges::stable_sort(found_, {}, &WorkItem::on);
  return std::move(found_);
}

std::vector<std::string_view> work_codes() {
  std::vector<std::string_view> codes = words_in(Language::en).keys("work");
  std::erase(codes, "majority_from"); // other words for `majority`
  return codes;
}

std::vector<AwardedLine> awarded_lines(const CaseFile& file, Date on) {
  std::vector<AwardedLine> found;
  for (const auto& line : file.all<AwardLine>()) {
    const auto* award = find_record(file, line->award_id);
    if (award == nullptr || on < (*award)->on) {
      continue;
    }
    found.push_back({*award, line, !line_has_ended(file, line.record, on)});
  }
  return found;
}

bool is_closed(const CaseFile& file, Date on) {
  return Standing{file, {}, on}.closed().has_value();
}

bool is_replaced(const CaseFile& file, const Recorded<ReintegrationPlan>& plan, Date on) {
  return std::ranges::any_of(file.all<PlanApproval>(), [&](const auto& approval) {
    const auto* other = find_record(file, approval->reintegration_plan_id);
    return approval->on <= on && other != nullptr && (*other)->replaces_id == plan.id;
  });
}

Since left_on(const CaseFile& file, const std::optional<PersonId>& person, Date on) {
  if (person) {
    return Standing{file, *person, on}.departed();
  }
  Since first;
  for (const auto& member : file.all<UnitMember>()) {
    first = earlier(first, Standing{file, member->person_id, on}.departed());
  }
  return first;
}

Since all_left_on(const CaseFile& file, const std::optional<PersonId>& person, Date on) {
  if (person) {
    return left_on(file, person, on);
  }
  Since last;
  for (const auto& member : file.all<UnitMember>()) {
    const Since left = Standing{file, member->person_id, on}.departed();
    const bool is_present = member->from <= on && (!member->until || on < *member->until);
    if (is_present && !left) {
      return {};
    }
    last = later(last, left);
  }
  return last;
}

Money open_of(const CaseFile& file, const Recorded<Claim>& claim, Date on) {
  Money open = claim->amount;
  const auto take = [&](const auto& recorded) {
    if (recorded->claim_id == claim.id && recorded->on <= on &&
        recorded->amount.currency() == open.currency()) {
      open -= recorded->amount;
    }
  };
  std::ranges::for_each(file.all<Repayment>(), take);
  for (const auto& write_off : file.all<WriteOff>()) {
    if (is_confirmed(file, {write_off.id.value}, write_off.recording, on)) {
      take(write_off);
    }
  }
  return open;
}

bool counts_for(const CaseFile& file, const std::optional<PersonId>& person, Date day, Date on) {
  const auto& members = file.all<UnitMember>();
  if (person || members.empty()) {
    return Standing{file, person.value_or(PersonId{}), on}.counts(day);
  }
  return std::ranges::any_of(members, [&](const auto& member) {
    return Standing{file, member->person_id, on}.counts(day);
  });
}

std::vector<const Recorded<Application>*> undecided(const CaseFile& file, Date on) {
  std::vector<const Recorded<Application>*> found;
  const std::vector<AwardedLine> lines = awarded_lines(file, on);
  for (const auto& application : file.all<Application>()) {
    const bool is_refused = std::ranges::any_of(file.all<Refusal>(), [&](const auto& refusal) {
      return refusal->application_id == application.id && refusal->on <= on;
    });
    const bool is_awarded = std::ranges::any_of(file.all<Award>(), [&](const auto& award) {
      return award->application_id == application.id && award->on <= on;
    });
    const bool is_followed = std::ranges::any_of(lines, [&](const AwardedLine& awarded) {
      return awarded.line->programme == application->programme &&
             application->on <= awarded.award->on;
    });
    if (application->on <= on && !is_refused && !is_awarded && !is_followed &&
        counts_for(file, {}, application->on, on)) {
      found.push_back(&application);
    }
  }
  return found;
}

} // namespace libcase
