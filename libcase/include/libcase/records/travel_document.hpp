// Whether a person has, or can get, a document to travel with.
#ifndef LIBCASE_RECORDS_TRAVEL_DOCUMENT_HPP
#define LIBCASE_RECORDS_TRAVEL_DOCUMENT_HPP

#include <cstdint>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <libcase/records/person.hpp>

namespace libcase {

/// How somebody stands with a travel document.
enum class DocumentStatus : std::uint8_t { held, obtainable, not_obtainable, unset = 255 };
BOOST_DESCRIBE_ENUM(DocumentStatus, held, obtainable, not_obtainable)

/// What is known of a person's travel document. Its number is kept apart and stands in no record.
struct TravelDocument {
  PersonId person_id;
  Date on; ///< the day it was established
  DocumentStatus status = DocumentStatus::unset;
};
BOOST_DESCRIBE_STRUCT(TravelDocument, (), (person_id, on, status))

} // namespace libcase

#endif // LIBCASE_RECORDS_TRAVEL_DOCUMENT_HPP
