#include <algorithm>
#include <array>
#include <vector>

#include <libcase/records/attachment.hpp>
#include <libcase/register/unit_columns.hpp>

#include "compute/parallel.hpp"
#include "register/departure_rows.hpp"
#include "register/file_assembly.hpp"
#include "register/known_rows.hpp"
#include "register/register_access.hpp"

namespace libcase {

namespace {

/// What compositions rest on, beside persons, cases and memberships.
const std::array read_kinds{&record_kind<Relation>(), &record_kind<Guardianship>(),
                            &record_kind<Departure>(), &record_kind<Reappearance>()};

void add_unit(const CaseFile& file, UnitColumns& units) {
  const UnitReading unit{file, units.on, units.definition};
  if (unit.members().empty()) {
    return;
  }
  const auto minors = std::ranges::count_if(unit.members(), [&](const Member& member) {
    return is_minor(file, member.person_id, units.on, BirthReading::interval, units.definition) ==
           Verdict::met;
  });
  units.case_id.push_back(static_cast<std::uint32_t>(file.id().value));
  units.composition.push_back(code_number(unit.composition()));
  units.rests_on.push_back(code_number(unit.rests_on()));
  units.is_here.push_back(code_number(unit.is_here()));
  units.members.push_back(static_cast<std::uint32_t>(unit.members().size()));
  units.minors.push_back(static_cast<std::uint32_t>(minors));
}

} // namespace

UnitColumns read_units(const Register& reg, Date on, MinorityDefinition definition,
                       std::optional<Instant> as_known_at, int threads) {
  Connection& connection = connection_of(reg);
  connection.require_no_recording();
  const std::int64_t known_at = reg.last_recording_at(as_known_at);
  require_room_in_columns(last_row_of(connection, known_at));
  UnitColumns units;
  units.on = on;
  units.definition = definition;
  units.known_at_recording = known_at;
  if (known_at > 0) {
    units.known_at = reg.recording_header(known_at).at;
  }
  const std::vector<ExpandedRows> expansions = read_expansions(connection, known_at);
  const FileAssembly files{
      read_known_records(connection, kinds_to_read(read_kinds), known_at, std::max(threads, 1)),
      read_kinds, known_at};
  std::vector<UnitColumns> parts(
      std::clamp<std::size_t>(files.size(), 1, static_cast<std::size_t>(std::max(threads, 1))),
      units);
  in_parallel(parts.size(), files.size(),
              [&](std::size_t part, std::size_t from, std::size_t until) {
                for (std::size_t at = from; at < until; ++at) {
                  if (!is_expanded(expansions, files.id(at).value)) {
                    add_unit(files.file(at), parts[part]);
                  }
                }
              });
  for (const UnitColumns& part : parts) {
    append_rows(units, part);
  }
  return units;
}

} // namespace libcase
