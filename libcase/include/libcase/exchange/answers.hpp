// Answers as JSON and CSV, by their descriptions.
//
// Keys and columns are the names of members. Codes, dates, moments and periods are texts, an amount
// is a text in euro ("1750.00") or names its currency ("1750.00 USD"), a link is the id of a
// record; what is empty is null in JSON and nothing in CSV. A
// sentence is an object in JSON, of its texts by language, and a column for each language in CSV.
#ifndef LIBCASE_EXCHANGE_ANSWERS_HPP
#define LIBCASE_EXCHANGE_ANSWERS_HPP

#include <string>
#include <vector>

#include <libcase/describe/answer.hpp>

namespace libcase {

/// An answer as a JSON object. Bytes that are no UTF-8, as a file's name may hold, are shown as
/// \xff.
std::string answer_to_json(const AnswerKind& kind, const void* answer);

/// A value of an answer as JSON: of a list an array.
std::string value_to_json(const ValueType& type, const void* value);

/// A list of answers as CSV with a header: lines end by CRLF. The members of a nested answer are
/// columns of their own, named by both: `a_cases`. Lists and maps are left out. Texts are
/// `escaped_cell`s.
std::string answers_to_csv(const ValueType& list, const void* value);

/// An answer as a JSON object.
template <DescribedStruct A>
std::string answer_to_json(const A& answer) {
  return answer_to_json(answer_kind<A>(), &answer);
}

/// Answers as a JSON array.
template <DescribedStruct A>
std::string answers_to_json(const std::vector<A>& answers) {
  return value_to_json(value_type<std::vector<A>>(), &answers);
}

/// Answers as CSV, one row each.
template <DescribedStruct A>
std::string answers_to_csv(const std::vector<A>& answers) {
  return answers_to_csv(value_type<std::vector<A>>(), &answers);
}

} // namespace libcase

#endif // LIBCASE_EXCHANGE_ANSWERS_HPP
