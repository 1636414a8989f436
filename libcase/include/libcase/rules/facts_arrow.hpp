// Facts from Arrow columns that somebody brings.
#ifndef LIBCASE_RULES_FACTS_ARROW_HPP
#define LIBCASE_RULES_FACTS_ARROW_HPP

#include <libcase/exchange/arrow.hpp>
#include <libcase/rules/fact_columns.hpp>

namespace libcase {

/// Facts from a stream with one row a person: `unit`, a whole number that the persons of one unit
/// share (their rows stand together), and columns by the names of facts. `assessed_on` is needed;
/// what is left out is unknown. Facts of the unit are read from its first row.
///
/// Yes and no are booleans, counts are whole numbers, codes and countries are texts (plain or
/// dictionary-coded), sets are texts joined by "+", "" for none. Dates are date32, or texts, which
/// say more: "2013-03-01"; "none" where there is no such day, as of a departure where nobody left;
/// "2013-03-01/2013-03-31" for one of the days between these two, with ".." in place of one that is
/// not known. Null is unknown, and so is "unknown" in texts. Takes the stream. Throws InvalidValue
/// (`invalid_columns`, `unknown_code`, `unknown_country`, `invalid_date`, `invalid_programme`) with
/// the column and the row.
FactColumns facts_from_arrow(ArrowArrayStream* stream);

} // namespace libcase

#endif // LIBCASE_RULES_FACTS_ARROW_HPP
