#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include <libcase/describe/column_set.hpp>
#include <libcase/rules/evaluation_arrow.hpp>

#include "rules/version_choice.hpp"

namespace libcase {

namespace {

constexpr std::string_view in_force_column = "in_force";

using Owner = std::shared_ptr<const Evaluation>;

/// A column with what the schema says of it but its name, which it has from where it stands.
struct Made {
  ArrowField field;
  ArrowColumn column;
};

template <class E>
std::shared_ptr<const std::vector<std::string>> labels_of() {
  return std::make_shared<const std::vector<std::string>>(code_names<E>.begin(),
                                                          code_names<E>.end());
}

/// The criteria of all versions, whichever apply, so that the columns of batches are the same.
std::vector<std::string> criteria_of(const Programme& programme) {
  std::vector<std::string> names{std::string{in_force_column}};
  for (const ProgrammeVersion& version : programme.versions) {
    for (const Criterion& criterion : version.criteria) {
      if (std::ranges::find(names, criterion.name) == names.end()) {
        names.push_back(criterion.name);
      }
    }
  }
  return names;
}

/// The indexes of versions, null where none applies.
ArrowColumn version_column(const LongColumn<std::uint8_t>& codes, const Owner& owner) {
  const auto is_missing = [](std::uint8_t code) { return code == no_version; };
  if (std::ranges::none_of(codes, is_missing)) {
    return {.values = arrow_buffer(codes, owner)};
  }
  // Readers look up a code under a null too: it must be one of the dictionary.
  LongColumn<std::uint8_t> known = codes;
  std::ranges::replace_if(known, is_missing, std::uint8_t{0});
  auto [validity, null_count] =
      arrow_validity(codes.size(), [&](std::size_t row) { return is_missing(codes[row]); });
  return {.values = arrow_buffer(std::move(known)),
          .validity = std::move(validity),
          .null_count = null_count};
}

Made result_column(const LongColumn<Outcome>& outcomes, const Programme&, const Owner& owner) {
  return {{.name = {}, .type = ArrowType::uint8, .labels = labels_of<Outcome>()},
          {.values = arrow_buffer(outcomes, owner)}};
}

Made result_column(const LongColumn<std::uint8_t>& versions, const Programme& programme,
                   const Owner& owner) {
  std::vector<std::string> names;
  std::ranges::transform(programme.versions, std::back_inserter(names), &ProgrammeVersion::name);
  return {{.name = {},
           .type = ArrowType::uint8,
           .is_nullable = true,
           .labels = std::make_shared<const std::vector<std::string>>(std::move(names))},
          version_column(versions, owner)};
}

template <class T>
constexpr ArrowType type_of_numbers() = delete; // a type without one does not compile
template <>
constexpr ArrowType type_of_numbers<std::int64_t>() {
  return ArrowType::int64;
}
template <>
constexpr ArrowType type_of_numbers<std::int32_t>() {
  return ArrowType::date32;
}
template <>
constexpr ArrowType type_of_numbers<std::uint16_t>() {
  return ArrowType::uint16;
}

template <class T>
Made result_column(const LongColumn<T>& numbers, const Programme&, const Owner& owner) {
  return {{.name = {}, .type = type_of_numbers<T>()}, {.values = arrow_buffer(numbers, owner)}};
}

constexpr std::string_view case_id_column = "case_id";

constexpr auto result_names = [] {
  using Results = ResultColumns<LongColumn>;
  std::array<std::string_view, boost::mp11::mp_size<members_of<Results>>::value + 2> names{
      case_id_column};
  std::size_t at = 1;
  each_column<Results>([&](auto column) { names[at++] = column.name; });
  names[at] = in_force_column;
  return names;
}();

} // namespace

std::span<const std::string_view> names_of_results() {
  return result_names;
}

ArrowStream arrow_stream(const Programme& programme, const FactColumns& facts,
                         std::shared_ptr<const Evaluation> evaluation) {
  std::vector<ArrowField> fields;
  ArrowBatch batch{.row_count = static_cast<std::int64_t>(evaluation->size()), .columns = {}};
  const auto add = [&](std::string_view name, Made made) {
    made.field.name = name;
    fields.push_back(std::move(made.field));
    batch.columns.push_back(std::move(made.column));
  };
  if (!facts.cases.empty()) {
    add(case_id_column, {{.name = {}, .type = ArrowType::int64},
                         {.values = arrow_buffer(std::vector<std::int64_t>{facts.cases})}});
  }
  each_column<ResultColumns<LongColumn>>([&](auto column) {
    add(column.name, result_column((*evaluation).*column.pointer, programme, evaluation));
  });
  const auto verdicts = labels_of<Verdict>();
  // Whether the version applies is asked of everybody, once: the last verdicts cannot occur.
  const auto of_in_force = std::make_shared<const std::vector<std::string>>(
      verdicts->begin(), verdicts->begin() + static_cast<int>(Verdict::not_applicable));
  const auto of_nobody =
      std::make_shared<const LongColumn<Verdict>>(evaluation->size(), Verdict::not_applicable);
  for (const std::string& name : criteria_of(programme)) {
    const auto found = std::ranges::find(evaluation->criteria, name, &CriterionColumn::name);
    const bool is_asked = found != evaluation->criteria.end();
    add(name, {{.name = {},
                .type = ArrowType::uint8,
                .labels = name == in_force_column ? of_in_force : verdicts},
               {.values = is_asked ? arrow_buffer(found->verdicts, evaluation)
                                   : arrow_buffer(*of_nobody, of_nobody)}});
  }
  return {std::move(fields),
          {{"libcase.programme", programme.code.code()},
           {"libcase.currency", std::string{programme.currency.code()}}},
          std::move(batch)};
}

} // namespace libcase
