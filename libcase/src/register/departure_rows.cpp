#include "register/departure_rows.hpp"

#include <cstring>

#include "register/case_reader.hpp"
#include "register/row_visit.hpp"
#include "register/schema.hpp"

namespace libcase {

namespace {

std::uint16_t country_of(std::string_view code) {
  return code.empty() ? std::uint16_t{0} : Country{code}.index();
}

/// Reads the texts of a column. Neighbours are mostly equal: the last one is remembered.
template <auto read>
class ColumnReader {
public:
  auto operator()(const char* text) {
    if (std::strcmp(text, last_text_.c_str()) != 0) {
      last_value_ = read(text);
      last_text_ = text;
    }
    return last_value_;
  }

private:
  std::string last_text_ = "\n"; // the text of no value
  decltype(read("")) last_value_{};
};

/// Visits the rows of a kind in a range. No later recording wrote to the range: a row of it is
/// known unless something took its place.
template <class Visit>
void visit_known(const Store& store, const RecordKind& kind, const std::string& columns,
                 const KnownRows& rows, Visit visit) {
  visit_rows(store, columns, sql_name(kind.table) + R"( NOT INDEXED WHERE "row" >= ?1 AND "row" < ?2
                 AND ("superseded_by" IS NULL OR "superseded_by" > ?3))",
             {rows.from, rows.until, rows.known_at}, visit);
}

} // namespace

std::int32_t days_of(std::string_view text) {
  const auto number = [&](std::size_t at, std::size_t width) {
    int value = 0;
    for (std::size_t digit = at; digit < at + width; ++digit) {
      value = value * 10 + (text[digit] - '0');
    }
    return value;
  };
  if (text.size() != 10) {
    return Date::parse(text).days_since_epoch();
  }
  const int month = number(5, 2);
  const int year = number(0, 4) - (month <= 2 ? 1 : 0);
  const int era = year / 400;
  const int year_of_era = year - era * 400;
  const int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + number(8, 2) - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

BirthDate birth_date(std::int32_t earliest, std::int32_t latest) {
  return {Date::from_days_since_epoch(earliest), Date::from_days_since_epoch(latest)};
}

std::size_t place_of(std::int64_t id, std::size_t end) {
  if (id < 1 || static_cast<std::size_t>(id) >= end) {
    throw FormatError("damaged", "a link in the register leads to no row: verify it");
  }
  return static_cast<std::size_t>(id);
}

Statement select_known(const Store& store, const RecordKind& kind, const std::string& columns,
                       std::int64_t known_at, const std::string& rest) {
  Statement statement = store.prepare("SELECT " + columns + " FROM " + sql_name(kind.table) +
                                      " WHERE " + known_at_condition(1) + rest);
  statement.bind(1, known_at);
  return statement;
}

void read_persons(const Store& store, const KnownRows& rows, std::span<PersonRow> persons) {
  ColumnReader<code_of<Sex>> sex;
  ColumnReader<days_of> born_earliest;
  ColumnReader<days_of> born_latest;
  ColumnReader<country_of> nationality;
  visit_known(store, record_kind<Person>(),
              R"("id", "sex", "born_earliest", "born_latest", "nationality")", rows,
              [&](const VisitedRow& row) {
                PersonRow& person = persons[place_of(row.integer(0), persons.size())];
                person.sex = sex(row.text(1));
                if (!row.is_null(2)) {
                  person.born_earliest = born_earliest(row.text(2));
                  person.born_latest = born_latest(row.text(3));
                }
                person.nationality = nationality(row.text(4));
              });
}

DeparturePart read_departure_rows(const Store& store, const KnownRows& rows,
                                  std::span<const PersonRow> persons) {
  DeparturePart part;
  DepartureColumns& columns = part.columns;
  ColumnReader<code_of<DatePrecision>> precision;
  ColumnReader<code_of<DepartureMode>> mode;
  ColumnReader<code_of<AssistedBy>> assisted_by;
  ColumnReader<code_of<EstablishedBy>> established_by;
  ColumnReader<code_of<PlaceKind>> left_from;
  ColumnReader<days_of> on;
  ColumnReader<country_of> destination;
  visit_known(
      store, record_kind<Departure>(),
      R"("case_id", "person_id", "on", "precision", "destination", "mode", "assisted_by",
                 "established_by", "left_from")",
      rows, [&](const VisitedRow& row) {
        part.ids.push_back({row.integer(0), row.integer(1)});
        columns.on.push_back(on(row.text(2)));
        columns.precision.push_back(precision(row.text(3)));
        columns.destination.push_back(destination(row.text(4)));
        columns.mode.push_back(mode(row.text(5)));
        columns.assisted_by.push_back(assisted_by(row.text(6)));
        columns.established_by.push_back(established_by(row.text(7)));
        columns.left_from.push_back(left_from(row.text(8)));
        const PersonRow& person = persons[place_of(part.ids.back().person_id, persons.size())];
        columns.sex.push_back(person.sex);
        columns.nationality.push_back(person.nationality);
        columns.birth.push_back(
            person.has_birth() ? part.births.number(person.born_earliest, person.born_latest) : 0);
      });
  return part;
}

} // namespace libcase
