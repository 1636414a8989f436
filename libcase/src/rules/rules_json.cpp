#include <algorithm>

#include <boost/json.hpp>

#include <libcase/rules/fact_words.hpp>
#include <libcase/rules/rules_json.hpp>
#include <libcase/rules/words.hpp>
#include <libcase/vocabulary/errors.hpp>

#include "text/joined.hpp"

namespace libcase {

namespace {

namespace json = boost::json;

json::string text_json(std::string_view text) {
  return json::string{text};
}

json::value date_json(const std::optional<Date>& date) {
  return date ? json::value(text_json(date->to_string())) : json::value(nullptr);
}

json::array texts_json(const std::vector<std::string>& texts) {
  json::array array;
  for (const std::string& text : texts) {
    array.push_back(text_json(text));
  }
  return array;
}

json::object localized_json(const LocalizedText& wording) {
  json::object texts;
  for (const Language language : languages()) {
    texts.emplace(language.code(), text_json(wording.in(language)));
  }
  return texts;
}

void add_source(json::object& to, const Sourced& sourced) {
  to["source"] = text_json(sourced.source);
  to["certainty"] = text_json(to_text(sourced.certainty));
  if (sourced.reason) {
    to["reason"] = localized_json(*sourced.reason);
  }
}

json::value day_json(const std::optional<SourcedDate>& date) {
  return date ? json::value(text_json(date->date.to_string())) : json::value(nullptr);
}

json::value share_json(const std::optional<Share>& part) {
  return part ? json::value(
                    text_json(std::to_string(part->part) + "/" + std::to_string(part->whole)))
              : json::value(nullptr);
}

json::value support_json(const std::optional<Support>& support) {
  return support ? json::value(text_json(to_text(*support))) : json::value(nullptr);
}

/// Says of which dispute a reading is, and where it comes from.
void add_reading(json::object& to, const Amount& amount, const Reading& reading) {
  add_source(to, reading);
  if (!reading.name.empty()) {
    to["dispute"] = text_json(amount.dispute);
    to["reading"] = text_json(reading.name);
    to["reading_text"] = reading.text ? json::value(localized_json(*reading.text)) : nullptr;
    to["is_default"] = reading.name == amount.default_reading;
  }
}

json::array readings_json(const Amount& amount) {
  json::array readings;
  for (const Reading& reading : amount.readings) {
    json::object made{{"amount", text_json(reading.amount.decimal())},
                      {"currency", text_json(reading.amount.currency().code())}};
    add_reading(made, amount, reading);
    readings.push_back(std::move(made));
  }
  return readings;
}

json::object amount_json(const Programme& programme, const Benefit& benefit,
                         const Reading* reading) {
  json::object made{{"benefit", text_json(benefit.name)},
                    {"text", localized_json(benefit.text)},
                    {"amount", reading != nullptr
                                   ? json::value(text_json(reading->amount.decimal()))
                                   : json::value(nullptr)},
                    {"currency", text_json(programme.currency.code())},
                    {"support", text_json(to_text(benefit.support))},
                    {"per", text_json(to_text(benefit.per))},
                    {"who", localized_json(in_words(benefit.who))}};
  if (reading != nullptr) {
    add_reading(made, *benefit.amount, *reading);
  } else {
    add_source(made, benefit);
    if (benefit.uncapped_until_age) {
      made["uncapped_until_age"] = *benefit.uncapped_until_age;
    }
  }
  if (benefit.cash_at_most) {
    made["cash_at_most"] = text_json(benefit.cash_at_most->usual().amount.decimal());
    made["cash_at_most_readings"] = readings_json(*benefit.cash_at_most);
  }
  if (benefit.monthly) {
    const MonthlyRule& monthly = *benefit.monthly;
    json::object rule{
        {"from", localized_json(noun(monthly.from))},
        {"until", localized_json(noun(monthly.until))},
        {"counted", text_json(to_text(monthly.counted))},
        {"at_most", monthly.at_most ? json::value(*monthly.at_most) : json::value(nullptr)}};
    add_source(rule, monthly);
    made["monthly"] = std::move(rule);
  }
  json::array periods;
  for (const PeriodRule& period : benefit.periods) {
    json::object rule{{"text", localized_json(in_words(period))},
                      {"place", period.place ? json::value(text_json(to_text(*period.place)))
                                             : json::value(nullptr)}};
    add_source(rule, period);
    periods.push_back(std::move(rule));
  }
  made["periods"] = std::move(periods);
  json::array spending;
  for (const SpendingRule& rule : benefit.spending) {
    json::object limit{{"place", text_json(to_text(rule.place))},
                       {"at_least", share_json(rule.at_least)},
                       {"at_most", share_json(rule.at_most)}};
    add_source(limit, rule);
    spending.push_back(std::move(limit));
  }
  made["spending"] = std::move(spending);
  json::array instalments;
  for (const InstalmentRule& instalment : benefit.instalments) {
    json::object part{{"share", share_json(instalment.share)},
                      {"when", localized_json(instalment.when)}};
    add_source(part, instalment);
    instalments.push_back(std::move(part));
  }
  made["instalments"] = std::move(instalments);
  return made;
}

json::array amounts_json(const Programme& programme, const ProgrammeVersion& version) {
  json::array amounts;
  for (const Benefit& benefit : version.benefits) {
    if (!benefit.amount) {
      amounts.push_back(amount_json(programme, benefit, nullptr));
      continue;
    }
    for (const Reading& reading : benefit.amount->readings) {
      amounts.push_back(amount_json(programme, benefit, &reading));
    }
  }
  return amounts;
}

/// Caps, or minimums.
json::array limits_json(const auto& limits) {
  json::array caps;
  for (const Cap& cap : limits) {
    for (const Reading& reading : cap.amount.readings) {
      json::object made{{"of", text_json(to_text(cap.of))},
                        {"support", support_json(cap.support)},
                        {"benefits", texts_json(cap.benefits)},
                        {"when", cap.when ? json::value(localized_json(in_words(*cap.when)))
                                          : json::value(nullptr)},
                        {"amount", text_json(reading.amount.decimal())},
                        {"currency", text_json(reading.amount.currency().code())}};
      add_reading(made, cap.amount, reading);
      caps.push_back(std::move(made));
    }
  }
  return caps;
}

json::array volumes_json(const ProgrammeVersion& version) {
  json::array volumes;
  for (const Volume& volume : version.volumes) {
    json::object made{{"kind", text_json(to_text(volume.kind))},
                      {"text", localized_json(volume.text)}};
    if (volume.amount) {
      const Money amount = volume.amount->usual().amount;
      made["amount"] = text_json(amount.decimal());
      made["currency"] = text_json(amount.currency().code());
      add_reading(made, *volume.amount, volume.amount->usual());
    }
    made["is_yearly"] = volume.is_yearly;
    if (volume.count) {
      made["count"] = *volume.count;
    }
    if (volume.source) {
      add_source(made, *volume.source);
    }
    volumes.push_back(std::move(made));
  }
  return volumes;
}

json::array combinations_json(const std::vector<Combination>& combinations) {
  json::array list;
  for (const Combination& combination : combinations) {
    json::object made{{"programme", text_json(combination.programme.code())},
                      {"from", date_json(combination.from)},
                      {"until", date_json(combination.until)}};
    add_source(made, combination);
    list.push_back(std::move(made));
  }
  return list;
}

json::object remark_json(const SourcedText& remark) {
  json::object made{{"text", localized_json(remark.text)}};
  add_source(made, remark);
  return made;
}

json::array remarks_json(const std::vector<SourcedText>& remarks) {
  json::array list;
  for (const SourcedText& remark : remarks) {
    list.push_back(remark_json(remark));
  }
  return list;
}

} // namespace

std::string to_json(const Catalogue& catalogue) {
  json::array list;
  for (const Programme& programme : catalogue.programmes()) {
    for (const ProgrammeVersion& version : programme.versions) {
      list.push_back(json::object{{"code", text_json(programme.code.code())},
                                  {"name", localized_json(programme.name)},
                                  {"currency", text_json(programme.currency.code())},
                                  {"version", text_json(version.name)},
                                  {"from", day_json(version.from)},
                                  {"until", day_json(version.until)},
                                  {"is_open", version.is_open},
                                  {"attested_from", day_json(version.attested_from)},
                                  {"attested_until", day_json(version.attested_until)}});
    }
  }
  return json::serialize(list);
}

std::string to_json(const Programme& programme, Date day) {
  const Date on = programme.frozen_on.value_or(day);
  const ProgrammeVersion* version = version_on(programme, on);
  if (version == nullptr) {
    throw NotFound("no_version", "no rules of " + programme.code.code() + " are in force on " +
                                     on.to_string() + ": there are those of " +
                                     joined(programme.versions, &ProgrammeVersion::name));
  }
  json::array criteria;
  for (const Criterion& criterion : version->criteria) {
    json::object made{
        {"name", text_json(criterion.name)},
        {"text", localized_json(criterion.text)},
        {"scope", text_json(to_text(criterion.scope))},
        {"among", criterion.among ? json::value(localized_json(in_words(*criterion.among)))
                                  : json::value(nullptr)},
        {"when", localized_json(in_words(criterion.when))},
        {"provided", criterion.provided ? json::value(localized_json(*criterion.provided))
                                        : json::value(nullptr)},
        {"provided_by_reader", criterion.provided_by_reader
                                   ? json::value(localized_json(*criterion.provided_by_reader))
                                   : json::value(nullptr)},
        {"attested_from", date_json(criterion.attested_from)}};
    add_source(made, criterion);
    criteria.push_back(std::move(made));
  }
  json::object picked{{"date", text_json(to_text(programme.version_by.date))}};
  add_source(picked, programme.version_by);
  return json::serialize(json::object{
      {"code", text_json(programme.code.code())},
      {"name", localized_json(programme.name)},
      {"implementer", text_json(programme.implementer)},
      {"funder", programme.funder ? json::value(text_json(*programme.funder)) : nullptr},
      {"decision", programme.decision ? json::value(remark_json(*programme.decision)) : nullptr},
      {"target_group", localized_json(programme.target_group)},
      {"currency", text_json(programme.currency.code())},
      {"movement", text_json(to_text(programme.movement))},
      {"goals", remarks_json(programme.goals)},
      {"version", text_json(version->name)},
      {"version_text", localized_json(in_words(*version))},
      {"from", day_json(version->from)},
      {"until", day_json(version->until)},
      {"is_open", version->is_open},
      {"attested_from", day_json(version->attested_from)},
      {"attested_until", day_json(version->attested_until)},
      {"on", text_json(on.to_string())},
      {"is_in_force", text_json(to_text(in_force(*version, on)))},
      {"version_by", picked},
      {"criteria", criteria},
      {"amounts", amounts_json(programme, *version)},
      {"minimums", limits_json(version->minimums)},
      {"caps", limits_json(version->caps)},
      {"volumes", volumes_json(*version)},
      {"combines_with", combinations_json(version->combines_with)},
      {"excludes", combinations_json(version->excludes)},
      {"notes", remarks_json(version->notes)},
      {"background", remarks_json(version->background)}});
}

} // namespace libcase
