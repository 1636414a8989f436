#include "register/departure_rows.hpp"

#include <cstring>
#include <tuple>

#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>

#include "register/birth_dictionary.hpp"
#include "register/case_reader.hpp"
#include "register/reported_age.hpp"
#include "register/row_visit.hpp"
#include "register/schema.hpp"

namespace libcase {

namespace {

std::uint16_t country_of(std::string_view code) {
  return code.empty() ? std::uint16_t{0} : Country{code}.index();
}

/// `code_of`, where nothing is `unknown` if the enum has that.
template <DescribedEnum E>
std::uint8_t code_or_unknown(std::string_view text) {
  if constexpr (requires { E::unknown; }) {
    if (text.empty()) {
      return static_cast<std::uint8_t>(E::unknown);
    }
  }
  return code_of<E>(text);
}

/// Reads the texts of a column. Neighbours are mostly equal: the last one is remembered.
template <auto read>
class TextReader {
public:
  auto operator()(const char* text) {
    if (std::strcmp(text, last_text_.c_str()) != 0) {
      last_value_ = value_of(text);
      last_text_ = text;
    }
    return last_value_;
  }

private:
  /// What the vocabulary refuses somebody wrote: its own refusal would be taken for a usage error.
  static auto value_of(const char* text) {
    try {
      return read(text);
    } catch (const InvalidValue&) {
      throw FormatError("damaged",
                        "the file is damaged: a value of a person or a departure is none "
                        "of its column's kind: verify it");
    }
  }

  std::string last_text_ = "\n"; // the text of no value
  decltype(read("")) last_value_{};
};

/// Reads the values of a column from the field of the same name. `takes_nothing`: whether the
/// column can say that the field is empty.
template <class Column>
struct FieldReader;
template <DescribedEnum E>
struct FieldReader<columns::Codes<E>> {
  static constexpr bool takes_nothing = requires { E::unknown; };
  TextReader<code_or_unknown<E>> read{};
  std::uint8_t operator()(const VisitedRow& row, std::size_t at, std::size_t) {
    return read(row.text(at));
  }
};
template <>
struct FieldReader<columns::Days> {
  static constexpr bool takes_nothing = false;
  TextReader<days_of> read{};
  std::int32_t operator()(const VisitedRow& row, std::size_t at, std::size_t) {
    return read(row.text(at));
  }
};
template <>
struct FieldReader<columns::Countries> {
  static constexpr bool takes_nothing = true;
  TextReader<country_of> read{};
  std::uint16_t operator()(const VisitedRow& row, std::size_t at, std::size_t) {
    return read(row.text(at));
  }
};
template <class R>
struct FieldReader<columns::Ids<R>> {
  static constexpr bool takes_nothing = false;
  std::uint32_t operator()(const VisitedRow& row, std::size_t at, std::size_t id_end) {
    return static_cast<std::uint32_t>(index_of_id(row.integer(at), id_end));
  }
};

/// The field of a departure that has the name of a column; nullptr where none has.
constexpr const Column* field_of(std::string_view column) {
  constexpr auto& fields = record_kind<Departure>().columns;
  const auto found = std::ranges::find(fields, column, &Column::name);
  return found == fields.end() ? nullptr : &*found;
}

template <class Descriptor>
using IsField = std::bool_constant<field_of(Descriptor::name) != nullptr>;
template <class Descriptor>
using ReaderOf = FieldReader<column_type<DepartureColumns, Descriptor>>;

using Fields = boost::mp11::mp_copy_if<members_of<DepartureColumns>, IsField>;
using FieldReaders =
    boost::mp11::mp_rename<boost::mp11::mp_transform<ReaderOf, Fields>, std::tuple>;

template <class Descriptor>
using IsReadable =
    std::bool_constant<field_of(Descriptor::name)->required || ReaderOf<Descriptor>::takes_nothing>;
static_assert(boost::mp11::mp_all_of<Fields, IsReadable>::value,
              "a field that may be empty has a column of countries, or of an enum with `unknown`");

constexpr std::array<std::string_view, 7> filled_otherwise = {
    "sex", "nationality", "born", "composition", "package", "programmes", "weight"};
static_assert(
    std::ranges::none_of(filled_otherwise, field_of),
    "a column that tells of the person or the unit has the name of a field of a departure");

std::string field_names() {
  std::string names;
  boost::mp11::mp_for_each<Fields>([&](auto field) {
    names += (names.empty() ? "\"" : ", \"") + std::string{field.name} + '"';
  });
  return names;
}

/// Visits the rows of a kind in a range. No later recording wrote to the range: a row of it is
/// known unless something took its place.
template <class Visit>
void visit_known(const Connection& connection, const RecordKind& kind, const std::string& columns,
                 const KnownRows& rows, Visit visit) {
  visit_rows(connection, columns,
             sql_name(kind.table) + R"( NOT INDEXED WHERE "row" >= ?1 AND "row" < ?2
                 AND ("superseded_by" IS NULL OR "superseded_by" > ?3))",
             {rows.from, rows.until, rows.known_at}, visit);
}

} // namespace

namespace {

/// Whether its digits can be read as a day: of a month to 12, and a day to 28, or as `Date` says.
bool has_form_of_date(std::string_view text) {
  constexpr std::string_view form = "0000-00-00";
  if (text.size() != form.size()) {
    return false;
  }
  for (std::size_t at = 0; at < form.size(); ++at) {
    const bool is_digit = text[at] >= '0' && text[at] <= '9';
    if (is_digit != (form[at] == '0') || (!is_digit && text[at] != '-')) {
      return false;
    }
  }
  const std::string_view month = text.substr(5, 2);
  const std::string_view day = text.substr(8, 2);
  return month >= "01" && month <= "12" && day >= "01" && day <= "28";
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
  if (!has_form_of_date(text)) {
    return Date::parse(text).days_since_epoch(); // which says what is wrong
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

std::size_t index_of_id(std::int64_t id, std::size_t end) {
  if (id < 1 || static_cast<std::size_t>(id) >= end) {
    throw FormatError("damaged", "a link in the register leads to no row: verify it");
  }
  return static_cast<std::size_t>(id);
}

void require_room_in_columns(std::int64_t row_count) {
  if (row_count > most_rows_in_columns) {
    throw InvalidValue("too_many_rows", "expected a register of at most " +
                                            std::to_string(most_rows_in_columns) + " rows, found " +
                                            std::to_string(row_count));
  }
}

Statement select_known(const Connection& connection, const RecordKind& kind,
                       const std::string& columns, std::int64_t known_at, const std::string& rest) {
  Statement statement = connection.prepare("SELECT " + columns + " FROM " + sql_name(kind.table) +
                                           " WHERE " + known_at_condition(1) + rest);
  statement.bind(1, known_at);
  return statement;
}

std::vector<ExpandedRows> read_expansions(Connection& connection, std::int64_t known_at) {
  Statement rows = connection.prepare(R"(SELECT "first_row", "first_row" + "row_count"
                                    FROM "recordings"
                                    WHERE "source" IS NOT NULL AND "number" <= ?
                                    ORDER BY "number")");
  rows.bind(1, known_at);
  std::vector<ExpandedRows> expansions;
  while (rows.step()) {
    expansions.push_back({.from = rows.integer(0), .until = rows.integer(1)});
  }
  return expansions;
}

bool is_expanded(std::span<const ExpandedRows> expansions, std::int64_t row) {
  const auto after = std::ranges::upper_bound(expansions, row, {}, &ExpandedRows::from);
  return after != expansions.begin() && row < std::prev(after)->until;
}

void read_persons(const Connection& connection, const KnownRows& rows,
                  std::span<const ExpandedRows> expansions, std::span<PersonRow> persons) {
  TextReader<code_of<Sex>> sex;
  TextReader<days_of> born_earliest;
  TextReader<days_of> born_latest;
  TextReader<country_of> nationality;
  visit_known(connection, record_kind<Person>(),
              R"("id", "sex", "born_earliest", "born_latest", "nationality", "row")", rows,
              [&](const VisitedRow& row) {
                PersonRow& person = persons[index_of_id(row.integer(0), persons.size())];
                person.sex = sex(row.text(1));
                if (!row.is_null(2)) {
                  person.born_earliest = born_earliest(row.text(2));
                  person.born_latest = born_latest(row.text(3));
                }
                person.nationality = nationality(row.text(4));
                person.is_expanded = is_expanded(expansions, row.integer(5));
              });
}

DepartureColumns read_departure_rows(const Connection& connection, const KnownRows& rows,
                                     std::span<const PersonRow> persons) {
  DepartureColumns columns;
  BirthDictionary births;
  FieldReaders readers;
  visit_known(
      connection, record_kind<Departure>(), field_names(), rows, [&](const VisitedRow& row) {
        boost::mp11::mp_for_each<boost::mp11::mp_iota<boost::mp11::mp_size<Fields>>>([&](auto at) {
          using Field = boost::mp11::mp_at<Fields, decltype(at)>;
          (columns.*Field::pointer)
              .push_back(std::get<decltype(at)::value>(readers)(row, at, persons.size()));
        });
        const PersonRow& person = persons[columns.person_id.back()];
        columns.sex.push_back(person.sex);
        columns.nationality.push_back(person.nationality);
        columns.born.push_back(person.has_birth()
                                   ? births.number({.earliest = person.born_earliest,
                                                    .latest = person.born_latest,
                                                    .is_expanded = person.is_expanded})
                                   : 0);
      });
  for (const auto& [earliest, latest, is_expanded] : births.births()) {
    const BirthDate birth = birth_date(earliest, latest);
    columns.born.values.push_back(
        {birth, is_expanded ? month_of_reported_age(birth) : std::uint8_t{0}});
  }
  return columns;
}

} // namespace libcase
