#include "register/table_mapping.hpp"

#include <algorithm>
#include <charconv>

#include <libcase/vocabulary/birth_date.hpp>
#include <libcase/vocabulary/errors.hpp>
#include <libcase/vocabulary/kind_and_length.hpp>
#include <libcase/vocabulary/period.hpp>

namespace libcase {

namespace {

constexpr std::int64_t most_persons_a_row = 10'000'000;
constexpr char label_end = '\x1f';
constexpr std::size_t most_kept = std::size_t{1} << 16; // looked-up values of a target
constexpr std::size_t longest_kept = 256;               // their labels, in bytes
constexpr std::string_view any_label = "*";

std::optional<Date> date_from(TableDateFormat format, std::string_view text) {
  constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  try {
    switch (format) {
    case TableDateFormat::iso_date:
      return Date::parse(text);
    case TableDateFormat::iso_date_time:
      if (text.size() != 20 || text[10] != 'T' || text[19] != 'Z') {
        return std::nullopt;
      }
      return Date::parse(text.substr(0, 10));
    case TableDateFormat::month_year: {
      const auto month = std::ranges::find(months, text.substr(0, 3));
      if (text.size() != 8 || text[3] != ' ' || month == months.end()) {
        return std::nullopt;
      }
      std::string iso{text.substr(4)};
      const auto number = month - months.begin() + 1;
      iso += (number < 10 ? "-0" : "-") + std::to_string(number) + "-01";
      return Date::parse(iso);
    }
    }
  } catch (const InvalidValue&) {
    return std::nullopt;
  }
  return std::nullopt;
}

std::optional<std::int64_t> count_from(std::string_view text) {
  std::int64_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  const bool is_number = error == std::errc{} && end == text.data() + text.size();
  return is_number && count >= 0 && count <= most_persons_a_row ? std::optional{count}
                                                                : std::nullopt;
}

CsvFinding unmapped(const TableTarget& target, std::span<const std::string_view> fields) {
  std::string shown;
  for (const auto& label : target.labels) {
    shown += (shown.empty() ? "" : " with ") + kind_and_length(label.of(fields));
  }
  const TableLabel& last = target.labels.back();
  return {.column = last.column,
          .value = {}, // where columns are shifted it may be anything
          .code = "unmapped_value",
          .reason = "expected a value that the mapping knows for " +
                    std::string{target.column->name} + ", found " + shown,
          .unsafe_value = shortened(fields[last.position])};
}

} // namespace

std::string_view TableLabel::of(std::span<const std::string_view> fields) const {
  const std::string_view text = fields[position];
  return before.empty() ? text : text.substr(0, text.find(before));
}

void TableMapping::bind(std::span<const std::string> header) {
  const auto bind_label = [&](TableLabel& label) {
    const auto found = std::ranges::find(header, label.column);
    if (found == header.end()) {
      throw InvalidValue("missing_column",
                         "expected a column '" + label.column + "' in the table, found none",
                         {.record = {}, .id = 0, .field = label.column});
    }
    label.position = static_cast<std::size_t>(found - header.begin());
  };
  bind_label(count_);
  bind_label(on_);
  for (auto* targets : {&person_, &departure_}) {
    for (auto& target : *targets) {
      std::ranges::for_each(target.labels, bind_label);
    }
  }
}

std::optional<TableValue> TableMapping::look_up(const TableTarget& target,
                                                std::span<const std::string_view> fields,
                                                Date on) const {
  if (target.form == TableTarget::Form::ages) {
    const auto band = target.ages.find(target.labels.front().of(fields));
    if (band == target.ages.end()) {
      return std::nullopt;
    }
    return band->second
               ? TableValue{.cell = BirthDate::aged(band->second->first, band->second->second, on)}
               : TableValue{};
  }
  std::string key;
  for (const auto& label : target.labels) {
    key += label.of(fields);
    key += label_end;
  }
  if (const auto exact = target.values.find(key); exact != target.values.end()) {
    return exact->second;
  }
  if (target.form == TableTarget::Form::country) {
    const std::string_view name = target.labels.front().of(fields);
    if (const auto country = Country::from_name(name, on)) {
      const bool is_possible = !is_destination(*target.column) || country->is_territory();
      return is_possible ? std::optional{TableValue{.cell = *country}} : std::nullopt;
    }
    return Country::is_unknown_name(name) ? std::optional{TableValue{}} : std::nullopt;
  }
  // from the last column on, a label may be any: the more labels fit, the better
  for (std::size_t fitting = target.labels.size(); fitting-- > 0;) {
    key.clear();
    for (std::size_t at = 0; at < target.labels.size(); ++at) {
      key += at < fitting ? target.labels[at].of(fields) : any_label;
      key += label_end;
    }
    if (const auto found = target.values.find(key); found != target.values.end()) {
      return found->second;
    }
  }
  return std::nullopt;
}

const std::optional<TableValue>&
TableMapping::value_of(TableTarget& target, std::span<const std::string_view> fields, Date on) {
  key_.clear();
  for (const auto& label : target.labels) {
    key_ += label.of(fields);
    key_ += label_end;
  }
  if (target.form != TableTarget::Form::values) { // these depend on the day, too
    const std::int32_t day = on.days_since_epoch();
    key_.append(reinterpret_cast<const char*>(&day), sizeof day);
  }
  const auto known = target.known.find(key_);
  if (known != target.known.end()) {
    return known->second;
  }
  if (key_.size() > longest_kept) {
    unkept_ = look_up(target, fields, on);
    return unkept_;
  }
  if (target.known.size() >= most_kept) {
    target.known.clear();
  }
  return target.known.emplace(key_, look_up(target, fields, on)).first->second;
}

void TableMapping::apply(TableTarget& target, void* record,
                         std::span<const std::string_view> fields, const TableRow& row,
                         std::vector<CsvFinding>& findings) {
  const TableValue* value = &target.constant;
  if (target.form != TableTarget::Form::constant) {
    const auto& found = value_of(target, fields, row.departure.on);
    if (!found) {
      findings.push_back(unmapped(target, fields));
      return;
    }
    value = &*found;
  }
  if (value->copy == nullptr) {
    target.column->set(record, value->cell);
    return;
  }
  const Cell copied = value->copy->get(&row.person);
  const auto* country = std::get_if<Country>(&copied);
  const bool is_nowhere =
      country != nullptr && is_destination(*target.column) && !country->is_territory();
  target.column->set(record, is_nowhere ? Cell{} : copied); // nobody travels to "stateless"
}

void TableMapping::read(std::span<const std::string_view> fields, TableRow& row,
                        std::vector<CsvFinding>& findings) {
  const auto refuse = [&](const TableLabel& label, const char* code, const char* expected) {
    const std::string_view found = fields[label.position];
    findings.push_back(
        {.column = label.column,
         .code = code,
         .reason = std::string{"expected "} + expected + ", found " + kind_and_length(found),
         .unsafe_value = shortened(found)});
  };
  const auto count = count_from(count_.of(fields));
  row.count = count.value_or(0);
  if (!count) {
    refuse(count_, "invalid_count", "a whole number from 0 to 10,000,000");
  }
  const auto on = date_from(on_format_, on_.of(fields));
  if (!on) {
    refuse(on_, "invalid_date", "a date in the format of the mapping");
  }
  if (!count || !on) { // what stands in the other columns may be anything: it is not repeated
    return;
  }
  row.departure.precision = precision_;
  try {
    row.departure.on = first_day_of(precision_, *on);
    static_cast<void>(last_day_of(precision_, *on));
    for (auto& target : person_) {
      apply(target, &row.person, fields, row, findings);
    }
    for (auto& target : departure_) {
      apply(target, &row.departure, fields, row, findings);
    }
  } catch (const InvalidValue&) { // the period ends, or somebody was born, on no day there is
    refuse(on_, "invalid_date", "a date that is not at the edge of the calendar");
  }
}

} // namespace libcase
