// What an award rests on: the rules by which its lines under one programme were worked out.
#ifndef LIBCASE_RECORDS_AWARD_BASIS_HPP
#define LIBCASE_RECORDS_AWARD_BASIS_HPP

#include <optional>
#include <string>

#include <boost/describe/class.hpp>

#include <libcase/records/award.hpp>

namespace libcase {

/// The assessment behind the lines of an award under one programme. A later change of the rule file
/// changes nothing of the award; with this it can be worked out again.
struct AwardBasis {
  AwardId award_id;
  ProgrammeCode programme;
  std::string version;                   ///< of the programme, by its name in the rule file
  std::string rules_digest;              ///< of the rule file, in hexadecimal
  std::optional<std::string> readings{}; ///< of disputed amounts: "DISPUTE=READING, ..."
  Date assessed_on;
};
BOOST_DESCRIBE_STRUCT(AwardBasis, (),
                      (award_id, programme, version, rules_digest, readings, assessed_on))

} // namespace libcase

#endif // LIBCASE_RECORDS_AWARD_BASIS_HPP
