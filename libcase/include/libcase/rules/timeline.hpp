// The history of a case: everything that its records tell, day by day.
#ifndef LIBCASE_RULES_TIMELINE_HPP
#define LIBCASE_RULES_TIMELINE_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include <libcase/describe/shown_members.hpp>
#include <libcase/records/case_file.hpp>
#include <libcase/vocabulary/localized_text.hpp>

namespace libcase {

/// Something that happened in a case.
struct TimelineEvent {
  Date on;
  std::string table; ///< of the record that tells it
  RecordId record_id;
  std::optional<PersonId> person_id{}; ///< whom it is about; empty for the unit as a whole
  LocalizedText who{};                 ///< "the principal", "child 2"; empty with the person
  LocalizedText text{};                ///< "departure: of their own accord, Iraq"
};
BOOST_DESCRIBE_STRUCT(TimelineEvent, (), (on, table, record_id, person_id, who, text))
template <>
inline constexpr MemberNames shown_members<TimelineEvent>{"on", "table", "person_id"};

/// All that is recorded of a case, by day and then in the order of recording. A record stands once
/// for each of its dates, but for what is planned; one without a date of its own on the day of the
/// record that it is part of. What may identify somebody, or is sensitive, is left out, and so are
/// convictions and vulnerabilities: that there is a record of them already tells.
///
/// A member who may be under 18 when they join turns 18 in it too, on the first day that the birth
/// date leaves open, with the last one where that is another. A line of an award that was granted
/// until a day ends in it. All that, and what is recorded, is told by the end of a day; without
/// one, of what is to come as far as records reach.
std::vector<TimelineEvent> timeline(const CaseFile& file, std::optional<Date> until = {});

/// What a kind of record is called: "departure", "vertrek".
LocalizedText name_of(const RecordKind& kind);

} // namespace libcase

#endif // LIBCASE_RULES_TIMELINE_HPP
