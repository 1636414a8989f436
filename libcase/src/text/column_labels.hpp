// The texts that the codes of a column stand for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <libcase/describe/column_set.hpp>

#include "text/country_labels.hpp"
#include "text/joined.hpp"

namespace libcase {

inline constexpr std::string_view none_label = "none";

/// "HRT+REAN", or "none".
inline std::string label_of(const std::vector<ProgrammeCode>& programmes) {
  return programmes.empty() ? std::string{none_label}
                            : joined(programmes, &ProgrammeCode::code, "+");
}

/// The labels of a column, by code.
template <DescribedEnum E>
std::vector<std::string> labels_of(const columns::Codes<E>&) {
  return {code_names<E>.begin(), code_names<E>.end()};
}
inline std::vector<std::string> labels_of(const columns::Countries&) {
  return *country_labels();
}
inline std::vector<std::string> labels_of(const columns::ProgrammeSets& column) {
  std::vector<std::string> labels;
  for (const auto& programmes : column.values) {
    labels.push_back(label_of(programmes));
  }
  return labels;
}

} // namespace libcase
