// Members of a case's unit in words, by their roles.
#pragma once

#include <libcase/records/case_file.hpp>
#include <libcase/vocabulary/localized_text.hpp>

namespace libcase {

/// "the principal", "child 2"; of who was never a member, "the person".
LocalizedText member_in_words(const CaseFile& file, PersonId person);

} // namespace libcase
