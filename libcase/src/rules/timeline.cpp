#include <algorithm>
#include <map>
#include <utility>

#include <libcase/records/attachment.hpp>
#include <libcase/rules/timeline.hpp>
#include <libcase/vocabulary/birth_date.hpp>

#include "rules/line_end.hpp"
#include "rules/member_words.hpp"
#include "text/all_words.hpp"

namespace libcase {

namespace {

/// A word of a group; the key itself, where no file of words has it, as of a kind that a program
/// adds.
LocalizedText word_or_key(std::string_view group, std::string_view key) {
  return words_in(Language::en).find(group, key) == nullptr ? LocalizedText::same(std::string{key})
                                                            : said(group, key);
}

/// The group of words of the codes of an enum.
std::string_view group_of_codes(std::string_view code_type) {
  static const std::map<std::string_view, std::string> groups = [] {
    std::map<std::string_view, std::string> made;
    for (const RecordKind* kind : record_kinds()) {
      for (const Column& column : kind->columns) {
        if (column.kind == ColumnKind::code) {
          made.emplace(column.code_type, "codes." + std::string{column.code_type});
        }
      }
    }
    return made;
  }();
  return groups.at(code_type);
}

/// What a field of a record tells; nothing of links, dates and texts.
LocalizedText detail_of(const Column& column, const Cell& cell) {
  switch (column.kind) {
  case ColumnKind::code:
    return word_or_key(group_of_codes(column.code_type),
                       column.codes[std::get<CodeIndex>(cell).value]);
  case ColumnKind::programme:
    return LocalizedText::same(std::string{std::get<std::string_view>(cell)});
  case ColumnKind::country:
    return std::get<Country>(cell);
  case ColumnKind::money:
    return std::get<Money>(cell);
  case ColumnKind::boolean:
    return said("findings", "value",
                {{"fact", word_or_key("flags", column.name)},
                 {"value", said("values", std::get<bool>(cell) ? "yes" : "no")}});
  case ColumnKind::integer:
  case ColumnKind::text:
  case ColumnKind::date:
  case ColumnKind::birth_date:
  case ColumnKind::link:
    return {};
  }
  return {};
}

class Timeline {
public:
  explicit Timeline(const CaseFile& file) : file_(file) {
    file.for_each([&](const auto& recorded) {
      using R = std::decay_t<decltype(recorded.record)>;
      records_.emplace(recorded.id.value, Any{&record_kind<R>(), &recorded.record});
    });
  }

  std::vector<TimelineEvent> make(std::optional<Date> until) {
    for (const auto& [id, record] : records_) {
      add(id, record);
    }
    if (!until && !events_.empty()) {
      until = std::ranges::max(events_, {}, &TimelineEvent::on).on;
    }
    if (until) {
      add_majorities(*until);
      add_ends_of_support(*until);
      std::erase_if(events_, [&](const TimelineEvent& event) { return *until < event.on; });
    }
    std::ranges::stable_sort(events_, {}, &TimelineEvent::on);
    return std::move(events_);
  }

private:
  struct Any {
    const RecordKind* kind;
    const void* data;
  };

  void add(std::int64_t id, const Any& record) {
    if (is_withheld(*record.kind)) {
      return;
    }
    bool has_dates = false;
    for (const Column& column : record.kind->columns) {
      if (column.kind == ColumnKind::date && !column.options.is_plan) {
        has_dates = true;
        if (const Cell cell = column.get(record.data); !is_empty(cell)) {
          add_event(id, record, std::get<Date>(cell), &column);
        }
      }
    }
    if (!has_dates) {
      if (const Date day = day_of_whole(record); day.is_set()) {
        add_event(id, record, day, nullptr);
      }
    }
  }

  void add_majorities(Date until) {
    std::vector<PersonId> persons;
    for (const auto& member : file_.all<UnitMember>()) {
      if (std::ranges::find(persons, member->person_id) == persons.end()) {
        persons.push_back(member->person_id);
        add_majority(member->person_id, until);
      }
    }
  }

  void add_majority(PersonId id, Date until) {
    const Person* person = file_.person(id);
    if (person == nullptr || !person->born || until < person->born->latest() ||
        person->born->latest().year() > 9999 - age_of_majority) {
      return;
    }
    const Date first = person->born->earliest().anniversary(age_of_majority);
    const Date last = person->born->latest().anniversary(age_of_majority);
    if (first <= until && is_member_around(id, first, last)) {
      events_.push_back({.on = first,
                         .table = std::string{record_kind<Person>().table},
                         .record_id = {id.value},
                         .person_id = id,
                         .who = member_in_words(file_, id),
                         .text = first == last
                                     ? said("timeline", "comes_of_age")
                                     : said("timeline", "comes_of_age_between", {{"day", last}})});
    }
  }

  /// Of lines that ran out before their award ended.
  void add_ends_of_support(Date until) {
    for (const auto& line : file_.all<AwardLine>()) {
      if (has_run_out(line.record, until) && !award_has_ended(file_, line->award_id, line->until)) {
        add_event(line.id.value, {&record_kind<AwardLine>(), &line.record}, *line->until, nullptr);
        events_.back().text =
            said("timeline", is_at_18(line.record) ? "support_ended_at_18" : "support_ended");
      }
    }
  }

  /// Whether the person of a line is 18 when it runs out, by the latest day of their birth date.
  bool is_at_18(const AwardLine& line) const {
    const Person* person = line.person_id ? file_.person(*line.person_id) : nullptr;
    return person != nullptr && person->born &&
           age_on(person->born->latest(), *line.until) == age_of_majority;
  }

  /// Whether somebody joined before the last of the days on which they may turn 18, and was a
  /// member on the first one or later.
  bool is_member_around(PersonId id, Date first, Date last) const {
    bool was_minor = false;
    bool is_still_member = false;
    for (const auto& member : file_.all<UnitMember>()) {
      if (member->person_id == id) {
        was_minor = was_minor || member->from < last;
        is_still_member = is_still_member || !member->until || first < *member->until;
      }
    }
    return was_minor && is_still_member;
  }

  /// Whether that there is such a record already tells what is nobody's to read in passing.
  static bool is_withheld(const RecordKind& kind) {
    return &kind == &record_kind<Vulnerability>() || &kind == &record_kind<Conviction>();
  }

  /// The day of the record that this one is part of; not set where there is none.
  Date day_of_whole(const Any& part) const {
    for (const Column& column : part.kind->columns) {
      const Cell cell = column.get(part.data);
      if (column.kind != ColumnKind::link || is_empty(cell)) {
        continue;
      }
      const auto whole = records_.find(std::get<std::int64_t>(cell));
      if (whole != records_.end() && is_of_case(*whole->second.kind)) {
        const Date day = whole->second.kind->valid_on(whole->second.data);
        return day.is_set() ? day : day_of_whole(whole->second);
      }
    }
    return {};
  }

  /// Whether records of a kind are about a case, rather than the case itself or a person.
  static bool is_of_case(const RecordKind& kind) {
    return attachment_of(kind).by == Attachment::cases;
  }

  void add_event(std::int64_t id, const Any& record, Date on, const Column* date) {
    TimelineEvent event{.on = on, .table = std::string{record.kind->table}, .record_id = {id}};
    if (const Column* person = record.kind->find("person_id")) {
      if (const Cell cell = person->get(record.data); !is_empty(cell)) {
        event.person_id = PersonId{std::get<std::int64_t>(cell)};
        event.who = member_in_words(file_, *event.person_id);
      }
    }
    event.text = text_of(record, date);
    events_.push_back(std::move(event));
  }

  static LocalizedText text_of(const Any& record, const Column* date) {
    LocalizedText what = name_of(*record.kind);
    if (date != nullptr && date != record.kind->valid_date()) {
      what = said("timeline", "with_date",
                  {{"what", what}, {"date", word_or_key("dates", date->name)}});
    }
    std::vector<LocalizedText> details;
    const Column* of = nullptr; // the date that a field belongs to
    for (const Column& column : record.kind->columns) {
      if (column.kind == ColumnKind::date && !column.options.is_plan) {
        of = &column;
      }
      const Cell cell = column.get(record.data);
      const bool is_told = of == nullptr || of == date || is_last_date(*record.kind, *of);
      if (is_told && column.options.is_shown() && !is_empty(cell) &&
          cell != column.default_value()) {
        libcase::add(details, labelled(column, detail_of(column, cell)));
      }
    }
    return details.empty()
               ? what
               : said("timeline", "with_details",
                      {{"what", what},
                       {"details", LocalizedText::listed("comma", std::move(details))}});
  }

  /// What stands behind the last of several dates belongs to all of them, as what stands before the
  /// first; behind another one, to that alone.
  static bool is_last_date(const RecordKind& kind, const Column& date) {
    const Column* last = nullptr;
    for (const Column& column : kind.columns) {
      if (column.kind == ColumnKind::date && !column.options.is_plan) {
        last = &column;
      }
    }
    return last == &date;
  }

  /// "left from: reception centre", of a field that has a label.
  static LocalizedText labelled(const Column& column, LocalizedText detail) {
    return words_in(Language::en).find("labels", column.name) == nullptr || detail.empty()
               ? detail
               : said("findings", "value",
                      {{"fact", said("labels", column.name)}, {"value", std::move(detail)}});
  }

  const CaseFile& file_;
  std::map<std::int64_t, Any> records_; ///< by id, which is the order of recording
  std::vector<TimelineEvent> events_;
};

} // namespace

std::vector<TimelineEvent> timeline(const CaseFile& file, std::optional<Date> until) {
  return Timeline{file}.make(until);
}

LocalizedText name_of(const RecordKind& kind) {
  return word_or_key("events", kind.table);
}

} // namespace libcase
