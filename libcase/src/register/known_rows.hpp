// The records of whole kinds as known at a moment, read on several connections.
#pragma once

#include <cstddef>
#include <cstdint>
#include <tuple>
#include <vector>

#include <libcase/records/case_file.hpp>

#include "register/connection.hpp"

namespace libcase {

template <class R>
using RecordsOf = std::vector<Recorded<R>>;
/// The records of each kind, in the order in which they were first written.
using RecordsByKind =
    boost::mp11::mp_rename<boost::mp11::mp_transform<RecordsOf, AllRecords>, std::tuple>;

/// Calls `visit(index)` with the index of each kind, a constant.
template <class Visit>
void for_each_kind(Visit&& visit) {
  boost::mp11::mp_for_each<boost::mp11::mp_iota<boost::mp11::mp_size<AllRecords>>>(visit);
}

/// The last row that any recording up to that one wrote.
std::int64_t last_row_of(Connection& connection, std::int64_t recording);

/// The records of those kinds as known at the end of a recording, read by so many threads.
RecordsByKind read_known_records(Connection& connection, const std::vector<bool>& is_read,
                                 std::int64_t known_at, int threads);

} // namespace libcase
