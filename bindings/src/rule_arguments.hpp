// What Python hands to the rules: catalogues, and which values count.
#pragma once

#include "casters.hpp"

#include <memory>
#include <string>

#include <libcase/rules/catalogue.hpp>
#include <libcase/rules/evaluation.hpp>

namespace libcase::python {

/// A catalogue as Python holds it. Whoever works with one keeps what it was when they began.
struct SharedCatalogue {
  std::shared_ptr<const Catalogue> catalogue = std::make_shared<const Catalogue>();
};

/// `readings`: names of readings by the names of disputes.
inline RuleOptions rule_options(const py::dict& readings, bool stated_only) {
  RuleOptions options{.stated_only = stated_only};
  for (const auto& [dispute, reading] : readings) {
    options.readings[std::string{text_from_python(dispute)}] = text_from_python(reading);
  }
  return options;
}

} // namespace libcase::python
