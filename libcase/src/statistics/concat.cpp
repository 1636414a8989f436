#include <algorithm>
#include <limits>
#include <map>

#include <libcase/statistics/concat.hpp>
#include <libcase/vocabulary/errors.hpp>

namespace libcase {

namespace {

template <class T>
void append(std::vector<T>& to, const std::vector<T>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

template <class T, class Translate>
void append_translated(std::vector<T>& to, const std::vector<T>& from, const Translate& translate) {
  to.reserve(to.size() + from.size());
  std::transform(from.begin(), from.end(), std::back_inserter(to), translate);
}

/// A dictionary that grows: what is already in it keeps its number.
template <class Value, class Code>
class Dictionary {
public:
  explicit Dictionary(std::vector<Value>& values) : values_(values) {
    for (const Value& value : values) {
      numbers_.emplace(value, static_cast<Code>(numbers_.size()));
    }
  }
  /// The number here of each value of another dictionary.
  std::vector<Code> take_in(const std::vector<Value>& others) {
    std::vector<Code> numbers;
    for (const Value& value : others) {
      if (values_.size() > std::numeric_limits<Code>::max()) {
        throw InvalidValue("too_many_values",
                           "expected at most " + std::to_string(std::numeric_limits<Code>::max()) +
                               " combinations of programmes in all registers together");
      }
      const auto [found, is_new] = numbers_.emplace(value, static_cast<Code>(values_.size()));
      if (is_new) {
        values_.push_back(value);
      }
      numbers.push_back(found->second);
    }
    return numbers;
  }

private:
  std::vector<Value>& values_;
  std::map<Value, Code> numbers_;
};

std::uint32_t next_number(const std::vector<std::uint32_t>& numbers) {
  return numbers.empty() ? 0 : *std::max_element(numbers.begin(), numbers.end()) + 1;
}

} // namespace

DepartureColumns concat(std::span<const DepartureColumns* const> registers) {
  DepartureColumns all;
  all.register_count = 0;
  all.from_aggregates = std::ranges::any_of(registers, &DepartureColumns::from_aggregates);
  Dictionary<std::vector<ProgrammeCode>, std::uint16_t> programme_sets{all.programme_sets};
  Dictionary<BirthDate, std::uint32_t> births{all.births};
  std::uint32_t first_person = 0;
  std::uint32_t first_unit = 0;
  for (const DepartureColumns* one : registers) {
    const auto first_row = static_cast<std::uint32_t>(all.size());
    append(all.on, one->on);
    append(all.precision, one->precision);
    append(all.mode, one->mode);
    append(all.assisted_by, one->assisted_by);
    append(all.established_by, one->established_by);
    append(all.left_from, one->left_from);
    append(all.sex, one->sex);
    append(all.composition, one->composition);
    append(all.package, one->package);
    append(all.nationality, one->nationality);
    append(all.destination, one->destination);
    append_translated(all.programmes, one->programmes,
                      [numbers = programme_sets.take_in(one->programme_sets)](std::uint16_t set) {
                        return numbers[set];
                      });
    append_translated(
        all.birth, one->birth,
        [numbers = births.take_in(one->births)](std::uint32_t birth) { return numbers[birth]; });
    if (!all.from_aggregates) {
      append_translated(all.person, one->person,
                        [&](std::uint32_t person) { return first_person + person; });
      append_translated(all.unit, one->unit, [&](std::uint32_t unit) { return first_unit + unit; });
      append_translated(all.unit_departures, one->unit_departures, [&](UnitDeparture unit) {
        unit.departure += first_row;
        return unit;
      });
      first_person += next_number(one->person);
      first_unit += next_number(one->unit);
    }
    all.register_count += one->register_count;
    all.known_at = std::max(all.known_at, one->known_at);
    all.known_at_recording = registers.size() == 1 ? one->known_at_recording : 0;
  }
  return all;
}

} // namespace libcase
