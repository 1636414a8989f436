// Reads the records of one case, following the links that the descriptions declare.
#pragma once

#include <cstdint>
#include <set>
#include <string>

#include <libcase/records/case_file.hpp>

#include "register/store.hpp"

namespace libcase {

/// The file of a case as known at the end of a recording. Empty where no such case is known.
CaseFile read_case_file(Store& store, CaseId id, std::int64_t known_at);

/// The ids of the cases that hang together with a record: those it links towards, those of the
/// person it is about, or those of the records that link to it where it stands by itself.
std::set<std::int64_t> cases_of(Store& store, const AnyRecord& record, std::int64_t id);

/// A condition on the header: known at the end of recording ?N.
std::string known_at_condition(int parameter);

} // namespace libcase
