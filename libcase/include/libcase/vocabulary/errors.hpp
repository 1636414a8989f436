// What can go wrong, sorted by what the caller can do next.
//
// Every exception that leaves libcase derives from Error. Its class (one a category) says what
// to do; `code()` is the stable reason within it, fit for comparing in programs; the message is
// for people. No message ever holds a name, a document number or an office's reference.
#ifndef LIBCASE_VOCABULARY_ERRORS_HPP
#define LIBCASE_VOCABULARY_ERRORS_HPP

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace libcase {

/// What a caller can do about an error.
enum class Category {
  invalid_value, ///< mend the input
  not_found,     ///< ask for something that exists
  conflict,      ///< reload, then try again
  wrong_state,   ///< do something else first
  refused,       ///< a guard of money, children or facts says no
  not_permitted, ///< ask somebody who may
  storage,       ///< the file or the disk; `busy` may pass by itself
  format,        ///< another version of the file, or not a register at all
};

/// What an error is about: the kind of record, the record and the field, as far as known.
struct ErrorPlace {
  std::string record{}; ///< table of the record, for instance "departures"; empty when unknown
  std::int64_t id = 0;  ///< id of the record; 0 when it has none yet
  std::string field{};  ///< column, for instance "on"; empty when it is about the whole record
};

/// Base of all exceptions of libcase.
class Error : public std::runtime_error {
public:
  Error(Category category, std::string code, const std::string& message, ErrorPlace place = {})
      : std::runtime_error(message), category_(category), code_(std::move(code)),
        place_(std::move(place)) {}

  /// What the caller can do next.
  Category category() const noexcept { return category_; }
  /// The stable reason within the category, for instance "payment_above_award".
  const std::string& code() const noexcept { return code_; }
  /// What it is about.
  const ErrorPlace& place() const noexcept { return place_; }

private:
  Category category_;
  std::string code_;
  ErrorPlace place_;
};

/// An Error of one category, so that it can be caught by its class.
template <Category category_value>
class ErrorOf : public Error {
public:
  ErrorOf(std::string code, const std::string& message, ErrorPlace place = {})
      : Error(category_value, std::move(code), message, std::move(place)) {}
};

using InvalidValue = ErrorOf<Category::invalid_value>;
using NotFound = ErrorOf<Category::not_found>;
using Conflict = ErrorOf<Category::conflict>;
using WrongState = ErrorOf<Category::wrong_state>;
using Refused = ErrorOf<Category::refused>;
using NotPermitted = ErrorOf<Category::not_permitted>;
using StorageError = ErrorOf<Category::storage>;
using FormatError = ErrorOf<Category::format>;

} // namespace libcase

#endif // LIBCASE_VOCABULARY_ERRORS_HPP
