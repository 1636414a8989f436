#include <map>
#include <set>

#include <libcase/register/record_scan.hpp>
#include <libcase/register/volume_use.hpp>
#include <libcase/rules/catalogue.hpp>

namespace libcase {

namespace {

/// A line of an award under the programme, and whom it is for.
struct AwardedLine {
  Date on;
  AwardLine line;
  std::vector<PersonId> persons;
};

/// Calls `visit(id, record)` with each record of a kind.
template <class R>
void scan(const Register& reg, std::optional<Instant> as_known_at, const auto& visit) {
  RecordScan records{reg, record_kind<R>(), as_known_at};
  while (const auto found = records.next()) {
    visit(found->id, std::get<R>(found->record));
  }
}

std::vector<AwardedLine> lines_of(const Register& reg, const ProgrammeCode& programme,
                                  std::optional<Instant> as_known_at) {
  std::map<std::int64_t, Award> awards;
  scan<Award>(reg, as_known_at,
              [&](std::int64_t id, const Award& award) { awards.emplace(id, award); });
  std::multimap<CaseId, UnitMember> units;
  scan<UnitMember>(reg, as_known_at, [&](std::int64_t, const UnitMember& member) {
    units.emplace(member.case_id, member);
  });
  std::vector<AwardedLine> lines;
  scan<AwardLine>(reg, as_known_at, [&](std::int64_t, const AwardLine& line) {
    if (line.programme != programme) {
      return;
    }
    const Award& award = awards.at(line.award_id.value);
    AwardedLine& awarded = lines.emplace_back(AwardedLine{award.on, line, {}});
    if (line.person_id) {
      awarded.persons.push_back(*line.person_id);
      return;
    }
    const auto [first, last] = units.equal_range(award.case_id);
    for (auto member = first; member != last; ++member) {
      const UnitMember& of_unit = member->second;
      if (of_unit.from <= award.on && (!of_unit.until || award.on < *of_unit.until)) {
        awarded.persons.push_back(of_unit.person_id);
      }
    }
  });
  return lines;
}

/// What these lines use of a volume.
VolumeUse use_of(const Volume& volume, const Programme& programme, const ProgrammeVersion& version,
                 const std::vector<const AwardedLine*>& lines) {
  VolumeUse use{.programme = programme.code,
                .version = version.name,
                .kind = volume.kind,
                .text = volume.text,
                .count = volume.count,
                .awarded = Money{0, programme.currency}};
  if (volume.amount) {
    use.amount = volume.amount->usual().amount;
  }
  std::set<PersonId> persons;
  for (const AwardedLine* awarded : lines) {
    const std::optional<Money>& amount = awarded->line.amount;
    persons.insert(awarded->persons.begin(), awarded->persons.end());
    if (amount && amount->currency() == programme.currency) {
      use.awarded += *amount;
    } else {
      ++use.other_lines;
    }
  }
  use.persons = static_cast<std::int64_t>(persons.size());
  return use;
}

} // namespace

std::optional<std::int64_t> VolumeUse::persons_left() const {
  return count ? std::optional{*count - persons} : std::nullopt;
}

std::optional<Money> VolumeUse::amount_left() const {
  return amount ? std::optional{*amount - awarded} : std::nullopt;
}

std::vector<VolumeUse> volume_use(const Register& reg, const Programme& programme,
                                  std::optional<Instant> as_known_at) {
  const std::vector<AwardedLine> lines = lines_of(reg, programme.code, as_known_at);
  std::vector<VolumeUse> uses;
  for (const ProgrammeVersion& version : programme.versions) {
    std::vector<const AwardedLine*> of_version;
    std::map<int, std::vector<const AwardedLine*>> by_year;
    for (const AwardedLine& line : lines) {
      if (in_force(version, line.on) != Verdict::not_met) {
        of_version.push_back(&line);
        by_year[line.on.year()].push_back(&line);
      }
    }
    for (const Volume& volume : version.volumes) {
      if (!volume.is_yearly || by_year.empty()) {
        uses.push_back(use_of(volume, programme, version, of_version));
        continue;
      }
      for (const auto& [year, of_year] : by_year) {
        uses.push_back(use_of(volume, programme, version, of_year));
        uses.back().year = year;
      }
    }
  }
  return uses;
}

} // namespace libcase
