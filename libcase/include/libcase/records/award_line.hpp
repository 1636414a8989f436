// One line of an award: a person, a programme, and cash, support in kind or a service.
#pragma once

#include <optional>

#include <boost/describe/class.hpp>

#include <libcase/records/award.hpp>
#include <libcase/records/person.hpp>

namespace libcase {

/// What an award grants to one person under one programme.
struct AwardLine {
  AwardId award_id;
  PersonId person_id;
  ProgrammeCode programme;
  Support support = Support::unset;
  std::optional<Money> amount{}; ///< empty where no amount was set, as for most services
};
BOOST_DESCRIBE_STRUCT(AwardLine, (), (award_id, person_id, programme, support, amount))

} // namespace libcase
