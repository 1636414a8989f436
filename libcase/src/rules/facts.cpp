#include <algorithm>
#include <type_traits>

#include <libcase/records/all.hpp>
#include <libcase/records/case_file.hpp>
#include <libcase/rules/facts.hpp>
#include <libcase/vocabulary/errors.hpp>

namespace libcase {

namespace {

using enum FactName;

template <class R>
constexpr std::string_view table_of() {
  return record_kind<R>().table;
}

/// The codes of an enum in Dutch, in its order.
template <class E>
constexpr std::array<std::string_view, code_names<E>.size()> dutch_codes{};
template <>
constexpr auto dutch_codes<Composition> = std::to_array<std::string_view>(
    {"alleenstaande volwassene", "volwassenen", "gezin met kinderen", "alleenstaande minderjarigen",
     "onbekend"});
template <>
constexpr auto dutch_codes<Role> = std::to_array<std::string_view>({"hoofdpersoon", "partner",
                                                                    "kind", "ander familielid"});
template <>
constexpr auto dutch_codes<AsylumDecision> =
    std::to_array<std::string_view>({"ingewilligd", "afgewezen", "niet in behandeling genomen"});
template <>
constexpr auto
    dutch_codes<PermitKind> = std::to_array<std::string_view>({"geen", "categoriale bescherming",
                                                               "alleenstaande minderjarige",
                                                               "andere tijdelijke", "permanent"});
template <>
constexpr auto dutch_codes<ConvictionKind> = std::to_array<std::string_view>(
    {"geen", "zedendelict", "mensenhandel", "mensensmokkel", "andere"});
template <>
constexpr auto dutch_codes<DocumentStatus> =
    std::to_array<std::string_view>({"in bezit", "te verkrijgen", "niet te verkrijgen"});
template <>
constexpr auto dutch_codes<PlaceKind> = std::to_array<std::string_view>(
    {"opvangcentrum", "gemeentelijke opvang", "gezinslocatie", "vrijheidsbeperkende locatie",
     "vertrekcentrum", "detentie", "eigen adres", "onbekend"});

/// What the codes of a fact stand for, in two languages.
struct Codes {
  std::span<const std::string_view> names{};
  std::span<const std::string_view> nl{};
};

template <class E>
constexpr Codes codes_of() {
  static_assert(dutch_codes<E>.size() == code_names<E>.size());
  return {code_names<E>, dutch_codes<E>};
}

constexpr Fact of_unit(FactName name, FactKind kind, std::string_view evidence_table,
                       std::string_view en, std::string_view nl, Codes codes = {}) {
  return {name, FactOf::unit, kind, codes.names, evidence_table, en, nl, codes.nl};
}
constexpr Fact of_person(FactName name, FactKind kind, std::string_view evidence_table,
                         std::string_view en, std::string_view nl, Codes codes = {}) {
  return {name, FactOf::person, kind, codes.names, evidence_table, en, nl, codes.nl};
}

/// Tables that a fact is found from beside the one that settles it.
template <class... R>
constexpr std::array<std::string_view, sizeof...(R)> tables_of{table_of<R>()...};

template <class... R>
constexpr Fact also_from(Fact fact) {
  fact.also_from = tables_of<R...>;
  return fact;
}

constexpr FactKind yes_no = FactKind::yes_no;
constexpr FactKind date = FactKind::date;

constexpr std::array<Fact, fact_count> all_facts{
    of_unit(assessed_on, date, {}, "assessed on", "beoordeeld op"),
    of_unit(application_on, date, table_of<Application>(), "application", "aanvraag"),
    also_from<AwardLine>(of_unit(award_on, date, table_of<Award>(), "award", "toekenning")),
    also_from<Application, Reappearance>(
        of_unit(departure_on, date, table_of<Departure>(), "departure", "vertrek")),
    also_from<Project>(of_unit(grant_on, date, table_of<Participation>(), "grant of the project",
                               "subsidieverlening aan het project")),
    of_unit(composition, FactKind::code, table_of<Person>(), "composition of the unit",
            "samenstelling van de eenheid", codes_of<Composition>()),
    of_unit(permission, yes_no, table_of<Permission>(), "permission of the immigration service",
            "toestemming van de immigratiedienst"),
    of_unit(can_pay_journey, yes_no, table_of<Means>(), "can pay the journey",
            "kan de reis zelf betalen"),
    also_from<Departure, Reappearance>(of_unit(
        destination, FactKind::country, table_of<Application>(), "destination", "bestemming")),
    also_from<AwardLine, Participation, Project>(of_unit(other_programmes, FactKind::programmes,
                                                         table_of<Award>(), "other programmes",
                                                         "andere regelingen")),
    also_from<Application, Reappearance>(of_unit(has_left_before, yes_no, table_of<Departure>(),
                                                 "left before the application",
                                                 "vertrokken voor de aanvraag")),
    of_person(role, FactKind::code, table_of<UnitMember>(), "role in the unit", "rol in de eenheid",
              codes_of<Role>()),
    of_person(principal, yes_no, table_of<UnitMember>(), "principal", "hoofdpersoon"),
    of_person(adult, yes_no, table_of<Person>(), "adult", "meerderjarig"),
    of_person(minor, yes_no, table_of<Person>(), "minor", "minderjarig"),
    of_person(further_adult, yes_no, table_of<Person>(), "further adult", "volgende meerderjarige"),
    of_person(child_in_family, yes_no, table_of<Person>(), "child in the family",
              "kind in het gezin"),
    of_person(unaccompanied_minor, yes_no, table_of<Person>(), "unaccompanied minor",
              "alleenstaande minderjarige"),
    of_person(age, FactKind::count, table_of<Person>(), "age", "leeftijd"),
    of_person(child_rank, FactKind::count, table_of<Person>(), "place among the children",
              "plaats onder de kinderen"),
    of_person(adult_rank, FactKind::count, table_of<Person>(), "place among the adults",
              "plaats onder de volwassenen"),
    of_person(born_on, date, table_of<Person>(), "born", "geboren"),
    of_person(nationality, FactKind::country, table_of<Person>(), "nationality", "nationaliteit"),
    of_person(first_claim_on, date, table_of<AsylumProcedure>(), "first asylum claim",
              "eerste asielaanvraag"),
    of_person(first_decision, FactKind::code, table_of<AsylumProcedure>(),
              "decision on the first asylum claim", "beslissing op de eerste asielaanvraag",
              codes_of<AsylumDecision>()),
    of_person(first_negative_decision_on, date, table_of<AsylumProcedure>(),
              "negative decision on the first asylum claim",
              "afwijzing van de eerste asielaanvraag"),
    of_person(procedure_withdrawn, yes_no, table_of<AsylumProcedure>(),
              "first asylum claim withdrawn", "eerste asielaanvraag ingetrokken"),
    of_person(return_decision_on, date, table_of<ReturnDecision>(), "return decision",
              "terugkeerbesluit"),
    of_person(permit, FactKind::code, table_of<ResidencePermit>(), "residence permit",
              "verblijfsvergunning", codes_of<PermitKind>()),
    of_person(accepts_permit_withdrawal, yes_no, table_of<ResidencePermit>(),
              "accepts the withdrawal of the permit", "stemt in met intrekking van de vergunning"),
    of_person(entry_ban_months, FactKind::count, table_of<EntryBan>(), "entry ban in months",
              "inreisverbod in maanden"),
    of_person(convictions, FactKind::codes, table_of<Conviction>(), "convictions", "veroordelingen",
              codes_of<ConvictionKind>()),
    of_person(dublin_claimant, yes_no, table_of<DublinClaim>(), "Dublin claimant",
              "Dublinclaimant"),
    of_person(travel_document, FactKind::code, table_of<TravelDocument>(), "travel document",
              "reisdocument", codes_of<DocumentStatus>()),
    of_person(ends_procedures, yes_no, table_of<Consent>(), "consents to the end of procedures",
              "stemt in met beëindiging van procedures"),
    of_person(allows_data_exchange, yes_no, table_of<Consent>(), "consents to data exchange",
              "stemt in met uitwisseling van gegevens"),
    of_person(place, FactKind::code, table_of<Stay>(), "place of stay", "verblijfplaats",
              codes_of<PlaceKind>()),
    of_person(places, FactKind::codes, table_of<Stay>(), "places of stay so far",
              "verblijfplaatsen tot nu toe", codes_of<PlaceKind>()),
    also_from<Application, Reappearance>(of_person(last_assisted_departure_on, date,
                                                   table_of<Departure>(),
                                                   "last assisted or government-run departure",
                                                   "laatste vertrek met IOM of door de overheid")),
    also_from<Project, Award, AwardLine>(of_person(other_in_kind, yes_no, table_of<Participation>(),
                                                   "other support in kind",
                                                   "andere ondersteuning in natura")),
    also_from<Project>(of_person(participation_on, date, table_of<Participation>(),
                                 "submitted for verification", "voorgelegd ter verificatie")),
    also_from<Project>(of_person(participation_approved, yes_no, table_of<Participation>(),
                                 "participation approved", "deelname goedgekeurd")),
    also_from<Project>(of_person(participation_approved_on, date, table_of<Participation>(),
                                 "participation approved on", "deelname goedgekeurd op")),
};

struct Words {
  std::string_view yes, no, unknown, none, and_more, before, after;
};
constexpr Words english{"yes", "no", "unknown", "none", "perhaps more", "before", "from"};
constexpr Words dutch{"ja", "nee", "onbekend", "geen", "mogelijk meer", "voor", "vanaf"};

std::string days_in_words(Days days, const Words& words) {
  const auto text = [](std::int32_t day) { return Date::from_days_since_epoch(day).to_string(); };
  if (days.is_none()) {
    return std::string{words.none};
  }
  const bool has_first = days.earliest != Days::unknown().earliest;
  const bool has_last = days.latest != Days::unknown().latest;
  if (days.is_exact()) {
    return text(days.earliest);
  }
  if (has_first && has_last) {
    return text(days.earliest) + ".." + text(days.latest);
  }
  if (has_first) {
    return std::string{words.after} + " " + text(days.earliest);
  }
  return has_last ? std::string{words.before} + " " + text(days.latest + 1)
                  : std::string{words.unknown};
}

std::string set_in_words(std::uint64_t set, std::span<const std::string> names, const Words& words,
                         bool is_sorted) {
  std::vector<std::string> found;
  for (std::size_t bit = 0; bit < names.size(); ++bit) {
    if ((set >> bit & 1U) != 0) {
      found.push_back(names[bit]);
    }
  }
  if (is_sorted) {
    std::ranges::sort(found);
  }
  std::string text;
  for (const std::string& name : found) {
    text += (text.empty() ? "" : "+") + name;
  }
  if ((set & unknown_more) != 0) {
    return text.empty() ? std::string{words.unknown} : text + ", " + std::string{words.and_more};
  }
  return text.empty() ? std::string{words.none} : text;
}

template <class Column>
bool has_kind(FactKind kind) {
  switch (kind) {
  case FactKind::yes_no:
    return std::is_same_v<Column, VerdictColumn>;
  case FactKind::code:
    return std::is_same_v<Column, CodeColumn>;
  case FactKind::codes:
  case FactKind::programmes:
    return std::is_same_v<Column, SetColumn>;
  case FactKind::country:
    return std::is_same_v<Column, CountryColumn>;
  case FactKind::count:
    return std::is_same_v<Column, CountColumn>;
  case FactKind::date:
    return std::is_same_v<Column, DateColumn>;
  }
  return false;
}

} // namespace

std::span<const Fact> facts() {
  return all_facts;
}

const Fact& fact(FactName name) {
  return all_facts[static_cast<std::size_t>(name)];
}

Days FactColumns::days(FactName name, std::size_t row) const {
  const auto* dates = std::get_if<DateColumn>(&column(name));
  return dates == nullptr ? Days::unknown() : Days{dates->earliest[row], dates->latest[row]};
}

std::uint64_t FactColumns::programme_bit(const ProgrammeCode& code) {
  const auto found = std::ranges::find(programmes, code);
  const auto bit = static_cast<std::size_t>(found - programmes.begin());
  if (found == programmes.end()) {
    if (bit >= 63) {
      throw InvalidValue("too_many_programmes",
                         "expected at most 63 programmes in the facts of one set of columns");
    }
    programmes.push_back(code);
  }
  return std::uint64_t{1} << bit;
}

void check(const FactColumns& columns) {
  if (columns.first_person.empty() || columns.first_person.front() != 0 ||
      !std::ranges::is_sorted(columns.first_person)) {
    throw InvalidValue("invalid_columns",
                       "expected where the persons of each unit begin, from 0 on and rising");
  }
  for (const Fact& asked : all_facts) {
    const std::size_t rows =
        asked.of == FactOf::unit ? columns.unit_count() : columns.person_count();
    std::visit(
        [&]<class Column>(const Column& column) {
          if constexpr (!std::is_same_v<Column, std::monostate>) {
            std::size_t size = 0;
            if constexpr (std::is_same_v<Column, DateColumn>) {
              size = column.earliest.size();
              if (column.latest.size() != size) {
                throw InvalidValue("invalid_columns", "expected as many latest days as earliest "
                                                      "ones of the fact " +
                                                          std::string{to_text(asked.name)});
              }
            } else {
              size = column.size();
            }
            if (!has_kind<Column>(asked.kind) || size != rows) {
              throw InvalidValue("invalid_columns",
                                 "expected " + std::to_string(rows) + " values of kind " +
                                     std::string{to_text(asked.kind)} + " for the fact " +
                                     std::string{to_text(asked.name)} + ", found " +
                                     std::to_string(size));
            }
          }
        },
        columns.column(asked.name));
  }
}

FactColumns take(const FactColumns& columns, std::span<const std::uint32_t> units) {
  FactColumns taken;
  taken.programmes = columns.programmes;
  taken.first_person.reserve(units.size() + 1);
  std::vector<std::uint32_t> persons;
  for (const std::uint32_t unit : units) {
    for (std::uint32_t person = columns.first_person[unit]; person < columns.first_person[unit + 1];
         ++person) {
      persons.push_back(person);
    }
    taken.first_person.push_back(static_cast<std::uint32_t>(persons.size()));
  }
  const auto gather = [](const auto& from, std::span<const std::uint32_t> rows, auto& into) {
    if (!from.empty()) {
      into.reserve(rows.size());
      for (const std::uint32_t row : rows) {
        into.push_back(from[row]);
      }
    }
  };
  gather(columns.cases, units, taken.cases);
  gather(columns.persons, persons, taken.persons);
  for (const Fact& asked : all_facts) {
    const std::span<const std::uint32_t> rows = asked.of == FactOf::unit ? units : persons;
    std::visit(
        [&]<class Column>(const Column& column) {
          if constexpr (std::is_same_v<Column, DateColumn>) {
            auto& into = taken.column(asked.name).template emplace<Column>();
            gather(column.earliest, rows, into.earliest);
            gather(column.latest, rows, into.latest);
          } else if constexpr (!std::is_same_v<Column, std::monostate>) {
            gather(column, rows, taken.column(asked.name).template emplace<Column>());
          }
        },
        columns.column(asked.name));
  }
  return taken;
}

namespace {

template <class Column>
constexpr auto unknown_in() {
  if constexpr (std::is_same_v<Column, VerdictColumn>) {
    return Verdict::unknown;
  } else if constexpr (std::is_same_v<Column, CodeColumn>) {
    return unknown_code;
  } else if constexpr (std::is_same_v<Column, CountryColumn>) {
    return std::uint16_t{0};
  } else if constexpr (std::is_same_v<Column, CountColumn>) {
    return unknown_count;
  } else {
    return unknown_more;
  }
}

/// Puts as many unknown values behind those of a column.
template <class Column>
void append_unknown(Column& column, std::size_t rows) {
  if constexpr (std::is_same_v<Column, DateColumn>) {
    column.earliest.resize(column.earliest.size() + rows, Days::unknown().earliest);
    column.latest.resize(column.latest.size() + rows, Days::unknown().latest);
  } else if constexpr (!std::is_same_v<Column, std::monostate>) {
    column.resize(column.size() + rows, unknown_in<Column>());
  }
}

template <class T>
void append_all(std::vector<T>& to, const std::vector<T>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

/// Ids that only some of the columns have are 0 for the others.
void append_ids(std::vector<std::int64_t>& to, std::size_t to_rows,
                const std::vector<std::int64_t>& from, std::size_t from_rows) {
  if (!to.empty() || !from.empty()) {
    to.resize(to_rows);
    append_all(to, from);
    to.resize(to_rows + from_rows);
  }
}

} // namespace

void append(FactColumns& to, FactColumns&& from) {
  if (to.unit_count() == 0) {
    to = std::move(from);
    return;
  }
  std::vector<std::uint64_t> bits;
  for (const ProgrammeCode& code : from.programmes) {
    bits.push_back(to.programme_bit(code));
  }
  const auto renumbered = [&](std::uint64_t set) {
    std::uint64_t found = set & unknown_more;
    for (std::size_t bit = 0; bit < bits.size(); ++bit) {
      found |= (set >> bit & 1U) != 0 ? bits[bit] : 0;
    }
    return found;
  };
  const auto rows_of = [](const FactColumns& columns, const Fact& asked) {
    return asked.of == FactOf::unit ? columns.unit_count() : columns.person_count();
  };
  for (const Fact& asked : all_facts) {
    FactColumn& column = to.column(asked.name);
    FactColumn& more = from.column(asked.name);
    if (std::holds_alternative<std::monostate>(more)) {
      std::visit([&](auto& values) { append_unknown(values, rows_of(from, asked)); }, column);
      continue;
    }
    std::visit(
        [&]<class Column>(Column& values) {
          if (!std::holds_alternative<Column>(column)) {
            append_unknown(column.emplace<Column>(), rows_of(to, asked));
          }
          if constexpr (std::is_same_v<Column, DateColumn>) {
            append_all(std::get<Column>(column).earliest, values.earliest);
            append_all(std::get<Column>(column).latest, values.latest);
          } else if constexpr (!std::is_same_v<Column, std::monostate>) {
            if (asked.kind == FactKind::programmes) {
              if constexpr (std::is_same_v<Column, SetColumn>) {
                std::ranges::transform(values, values.begin(), renumbered);
              }
            }
            append_all(std::get<Column>(column), values);
          }
        },
        more);
    more = {};
  }
  append_ids(to.cases, to.unit_count(), from.cases, from.unit_count());
  append_ids(to.persons, to.person_count(), from.persons, from.person_count());
  const std::uint32_t persons = to.first_person.back();
  to.first_person.reserve(to.first_person.size() + from.unit_count());
  for (std::size_t unit = 1; unit < from.first_person.size(); ++unit) {
    to.first_person.push_back(persons + from.first_person[unit]);
  }
  from = {};
}

bool is_known(const FactColumns& columns, FactName name, std::size_t row) {
  return std::visit(
      [&]<class Column>(const Column& column) {
        if constexpr (std::is_same_v<Column, VerdictColumn>) {
          return column[row] != Verdict::unknown;
        } else if constexpr (std::is_same_v<Column, CodeColumn>) {
          return column[row] != unknown_code;
        } else if constexpr (std::is_same_v<Column, CountryColumn>) {
          return column[row] != 0;
        } else if constexpr (std::is_same_v<Column, CountColumn>) {
          return column[row] != unknown_count;
        } else if constexpr (std::is_same_v<Column, SetColumn>) {
          return (column[row] & unknown_more) == 0;
        } else if constexpr (std::is_same_v<Column, DateColumn>) {
          return column.earliest[row] >= column.latest[row];
        } else {
          return false;
        }
      },
      columns.column(name));
}

std::string code_in_words(const Fact& fact, std::size_t code, bool in_dutch) {
  std::string words{in_dutch ? fact.codes_nl[code] : fact.codes[code]};
  std::ranges::replace(words, '_', ' ');
  return words;
}

std::string value_in_words(const FactColumns& columns, FactName name, std::size_t row,
                           bool in_dutch) {
  const Words& words = in_dutch ? dutch : english;
  const Fact& asked = fact(name);
  return std::visit(
      [&]<class Column>(const Column& column) -> std::string {
        if constexpr (std::is_same_v<Column, VerdictColumn>) {
          switch (column[row]) {
          case Verdict::met:
            return std::string{words.yes};
          case Verdict::not_met:
            return std::string{words.no};
          case Verdict::unknown:
            break;
          }
        } else if constexpr (std::is_same_v<Column, CodeColumn>) {
          if (column[row] != unknown_code) {
            return code_in_words(asked, column[row], in_dutch);
          }
        } else if constexpr (std::is_same_v<Column, CountryColumn>) {
          if (column[row] != 0) {
            const Country country = Country::from_index(column[row]);
            return std::string{in_dutch ? country.name_nl() : country.name_en()};
          }
        } else if constexpr (std::is_same_v<Column, CountColumn>) {
          if (column[row] != unknown_count) {
            return std::to_string(column[row]);
          }
        } else if constexpr (std::is_same_v<Column, SetColumn>) {
          std::vector<std::string> names;
          if (asked.kind == FactKind::programmes) {
            for (const ProgrammeCode& code : columns.programmes) {
              names.push_back(code.code());
            }
          } else {
            for (std::size_t code = 0; code < asked.codes.size(); ++code) {
              names.push_back(code_in_words(asked, code, in_dutch));
            }
          }
          // Bits of programmes have no order that means something.
          return set_in_words(column[row], names, words, asked.kind == FactKind::programmes);
        } else if constexpr (std::is_same_v<Column, DateColumn>) {
          return days_in_words(columns.days(name, row), words);
        }
        return std::string{words.unknown};
      },
      columns.column(name));
}

} // namespace libcase
