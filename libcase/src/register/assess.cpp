#include <algorithm>
#include <array>

#include <libcase/register/assess.hpp>
#include <libcase/vocabulary/errors.hpp>

#include "compute/parallel.hpp"

namespace libcase {

namespace {

/// The facts of the cases for which `day_of(file)` gives a day, in order.
template <class DayOf>
FactColumns collect(const CaseFiles& files, const Programme& programme, int threads,
                    const DayOf& day_of) {
  const std::size_t parts = std::clamp<std::size_t>(static_cast<std::size_t>(std::max(threads, 1)),
                                                    1, std::max<std::size_t>(files.size(), 1));
  const std::vector<FactName> wanted = facts_of(programme);
  std::vector<FactColumns> collected(parts);
  in_parallel(parts, files.size(), [&](std::size_t part, std::size_t from, std::size_t until) {
    FactCollector collector{programme.code, wanted};
    for (std::size_t at = from; at < until; ++at) {
      const CaseFile file = files.file(at);
      if (const std::optional<Date> day = day_of(file)) {
        const std::vector<CaseFile> earlier = files.earlier_files(at);
        collector.add(file, *day, History{earlier});
      }
    }
    collected[part] = collector.take();
  });
  FactColumns all;
  for (FactColumns& columns : collected) {
    append(all, std::move(columns));
  }
  return all;
}

/// The first day in a period on which one of these records is dated, of those that count.
template <class R, class Counts>
std::optional<Date> first_day_in(const Period& period, const std::vector<Recorded<R>>& records,
                                 const Counts& counts) {
  std::optional<Date> first;
  for (const auto& recorded : records) {
    if (period.contains(recorded->on) && (!first || recorded->on < *first) &&
        counts(recorded.record)) {
      first = recorded->on;
    }
  }
  return first;
}

/// The references of the members of a unit.
PersonReferences references_of(const Register& reg, const CaseFile& file,
                               std::optional<Instant> as_known_at) {
  PersonReferences references;
  for (const auto& member : file.all<UnitMember>()) {
    if (auto reference = reg.reference_of(member->person_id, as_known_at)) {
      references.emplace(member->person_id.value, std::move(*reference));
    }
  }
  return references;
}

} // namespace

Assessment assess(const Register& reg, CaseId id, const Programme& programme, Date on,
                  const RuleOptions& options, std::optional<Instant> as_known_at) {
  const CaseFile file = reg.file(id, as_known_at);
  const std::vector<CaseFile> earlier = earlier_files(reg, file);
  return assess(programme, file, on, History{earlier}, options,
                references_of(reg, file, as_known_at));
}

std::vector<Offer> allowed_combinations(const Register& reg, CaseId id, const Catalogue& catalogue,
                                        Date on, const RuleOptions& options,
                                        std::optional<Instant> as_known_at) {
  const CaseFile file = reg.file(id, as_known_at);
  const std::vector<CaseFile> earlier = earlier_files(reg, file);
  return allowed_combinations(catalogue, file, on, History{earlier}, options,
                              references_of(reg, file, as_known_at));
}

void require_consistent(const Cohort& cohort) {
  if (cohort.by == CohortBy::application && !cohort.modes.empty()) {
    throw InvalidValue("modes_of_applications",
                       "expected modes of departure of a cohort by departure, found them of one by "
                       "application",
                       {.record = {}, .id = 0, .field = "modes"});
  }
}

std::optional<Date> day_in(const Cohort& cohort, const CaseFile& file) {
  return cohort.by == CohortBy::application
             ? first_day_in(cohort.period, file.all<Application>(),
                            [](const Application&) { return true; })
             : first_day_in(cohort.period, file.all<Departure>(), [&](const Departure& departure) {
                 return cohort.modes.empty() ||
                        std::ranges::find(cohort.modes, departure.mode) != cohort.modes.end();
               });
}

FactColumns read_facts(const CaseFiles& files, const Programme& programme, const Cohort& cohort,
                       int threads) {
  require_consistent(cohort);
  return collect(files, programme, threads,
                 [&](const CaseFile& file) { return day_in(cohort, file); });
}

FactColumns read_facts(const CaseFiles& files, const Programme& programme, Date on, int threads) {
  return collect(files, programme, threads, [&](const CaseFile&) { return std::optional{on}; });
}

std::vector<const RecordKind*> kinds_for(std::span<const Programme> programmes) {
  std::array<bool, fact_count> is_asked{};
  for (const Programme& programme : programmes) {
    for (const FactName name : facts_of(programme)) {
      is_asked[static_cast<std::size_t>(name)] = true;
    }
  }
  std::vector<const RecordKind*> kinds;
  for (const RecordKind* kind : record_kinds()) {
    const auto is_from = [&](const Fact& asked) {
      return is_asked[static_cast<std::size_t>(asked.name)] &&
             (asked.evidence_table == kind->table ||
              std::ranges::find(asked.also_from, kind->table) != asked.also_from.end());
    };
    // What no fact may be found from: cases themselves, their members and what these are to each
    // other, and what makes a cohort.
    const bool is_always_read =
        kind == &record_kind<Person>() || kind == &record_kind<Case>() ||
        kind == &record_kind<UnitMember>() || kind == &record_kind<Relation>() ||
        kind == &record_kind<Guardianship>() || kind == &record_kind<Application>() ||
        kind == &record_kind<Departure>();
    if (is_always_read || std::ranges::any_of(facts(), is_from)) {
      kinds.push_back(kind);
    }
  }
  return kinds;
}

} // namespace libcase
