// How doctest prints the codes of records when a check fails.
#pragma once

#include <string>

#include <doctest/doctest.h>

#include <libcase/records/case_file.hpp>

#include "support/printing.hpp"

/// doctest prints an enum by its number unless a plain function of its own namespace says else.
#define LIBCASE_PRINTABLE_CODE(Code)                                                               \
  inline doctest::String toString(Code code) {                                                     \
    return std::string{to_text(code)}.c_str();                                                     \
  }

namespace libcase {

LIBCASE_PRINTABLE_CODE(AssistedBy)
LIBCASE_PRINTABLE_CODE(AsylumDecision)
LIBCASE_PRINTABLE_CODE(ClosureReason)
LIBCASE_PRINTABLE_CODE(Composition)
LIBCASE_PRINTABLE_CODE(ConvictionKind)
LIBCASE_PRINTABLE_CODE(DatePrecision)
LIBCASE_PRINTABLE_CODE(DepartureMode)
LIBCASE_PRINTABLE_CODE(DocumentStatus)
LIBCASE_PRINTABLE_CODE(EstablishedBy)
LIBCASE_PRINTABLE_CODE(PermitKind)
LIBCASE_PRINTABLE_CODE(PlaceKind)
LIBCASE_PRINTABLE_CODE(PlanCategory)
LIBCASE_PRINTABLE_CODE(ReappearanceCause)
LIBCASE_PRINTABLE_CODE(Role)
LIBCASE_PRINTABLE_CODE(Sex)
LIBCASE_PRINTABLE_CODE(Support)

} // namespace libcase
