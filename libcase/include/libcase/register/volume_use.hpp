// How much of the volumes of a programme the awards of a register use, and what is left.
#ifndef LIBCASE_REGISTER_VOLUME_USE_HPP
#define LIBCASE_REGISTER_VOLUME_USE_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include <libcase/register/register.hpp>
#include <libcase/rules/programme.hpp>

namespace libcase {

/// A volume of a programme beside what was awarded in its time: under its version, and where it is
/// yearly in one calendar year. Of disputed amounts the usual reading counts.
struct VolumeUse {
  ProgrammeCode programme;
  std::string version; ///< the version of its rules
  VolumeKind kind = VolumeKind::goal;
  LocalizedText text;
  std::optional<std::int64_t> year{};  ///< of a yearly one
  std::optional<std::int64_t> count{}; ///< of persons; empty for money, or where nobody found it
  std::int64_t persons = 0;            ///< to whom it was awarded, each counted once
  std::optional<Money> amount{};
  Money awarded = Money::euro_cents(0); ///< the sum of the lines with an amount in its currency
  std::int64_t other_lines = 0;         ///< lines without an amount, or in another currency
  /// Persons beyond those awarded; less than 0 where it is exceeded.
  std::optional<std::int64_t> persons_left() const;
  /// Money beyond what was awarded; less than 0 where it is exceeded.
  std::optional<Money> amount_left() const;
};
BOOST_DESCRIBE_STRUCT(VolumeUse, (),
                      (programme, version, kind, text, year, count, persons, persons_left, amount,
                       awarded, amount_left, other_lines))

/// The volumes of a programme, version by version, each with what the register's awards use of it;
/// a yearly one for each year in which there were any. An award counts where the version may have
/// been in force on its day.
std::vector<VolumeUse> volume_use(const Register& reg, const Programme& programme,
                                  std::optional<Instant> as_known_at = {});

} // namespace libcase

#endif // LIBCASE_REGISTER_VOLUME_USE_HPP
