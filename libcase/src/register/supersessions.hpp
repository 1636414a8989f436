// What every `superseded_by` must be: it follows from the later versions and the withdrawals.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "register/audited_rows.hpp"
#include "register/connection.hpp"

namespace libcase {

class Supersessions {
public:
  explicit Supersessions(Connection& connection);

  /// A row that was put in or changed must not cast doubt on the one it names: it is enough to
  /// agree with all rows, or with those that are intact.
  bool allow(const AuditedRow& row) const;

private:
  struct Step {
    std::int64_t id; ///< of what is superseded
    std::int64_t row;
    std::int64_t recording;
    bool is_version;
    bool is_intact;
    auto operator<=>(const Step&) const = default;
  };
  using ByRow = std::unordered_map<std::int64_t, std::int64_t>;

  static void read_steps(RecordTable& table, const char* condition, std::vector<Step>& steps);
  static ByRow follow(const std::vector<Step>& steps);

  ByRow by_all_;
  ByRow by_intact_;
};

} // namespace libcase
