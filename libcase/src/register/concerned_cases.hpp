// Which cases a record concerns: those in whose files it stands, or stood until it was written.
#pragma once

#include <cstdint>
#include <set>

#include "register/connection.hpp"

namespace libcase {

/// The ids of the cases in whose files a record stands, by what is known now: those its links lead
/// to, or, for a kind that is attached by links, those of the records that link to it.
std::set<std::int64_t> cases_of(Connection& connection, const AnyRecord& record, std::int64_t id);

} // namespace libcase
