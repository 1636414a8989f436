// Which cases the records of a recording concern: those in whose files they stand, or stood until
// then.
#pragma once

#include <array>
#include <cstdint>
#include <set>
#include <utility>
#include <vector>

#include <libcase/records/attachment.hpp>

#include "register/connection.hpp"

namespace libcase {

/// Collects records, and finds the cases of all of them together.
///
/// A link that no longer leads where it did when its record was added is one of a record that was
/// superseded since and added itself: so that it is enough to follow links in the end.
class ConcernedCases {
public:
  explicit ConcernedCases(Connection& connection) : connection_(connection) {}

  /// A record that is new: nothing links to it but what is added too.
  void add_new(const AnyRecord& record, std::int64_t id);
  /// A version of a record that was written, or no longer stands.
  void add_changed(const AnyRecord& record, std::int64_t id);
  /// A person, and with them the cases that they are or were a member of.
  void add_person(std::int64_t id);
  /// The ids of the cases that all of them concern, by what is known now.
  const std::set<std::int64_t>& find();

private:
  static constexpr std::size_t kind_count = boost::mp11::mp_size<AllRecords>::value;
  using Ids = std::vector<std::int64_t>;

  void add(std::size_t kind, const void* record, std::int64_t id);
  void add_linking(const AttachingLink& link, std::int64_t id);
  void follow(std::size_t kind, const Ids& ids);

  Connection& connection_;
  std::set<std::int64_t> cases_;
  Ids new_;                           ///< those of new records, in order
  std::array<Ids, kind_count> found_; ///< whose cases are still to be found, by kind
  std::vector<std::pair<std::size_t, std::int64_t>> linked_; ///< those attached by links, likewise
};

} // namespace libcase
