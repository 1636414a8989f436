// Facts of what a return takes: a travel document, and what somebody consents to.
#pragma once

#include <array>
#include <optional>

#include "rules/facts/fact_row.hpp"

namespace libcase::readers {

inline std::optional<DocumentStatus> travel_document(const MemberOnDay& member) {
  const auto* document = latest(member, &TravelDocument::on);
  return document == nullptr ? std::nullopt : std::optional{document->status};
}

inline Verdict consent(const MemberOnDay& member, std::optional<bool> Consent::*to) {
  const auto* given =
      latest(member, &Consent::on, [&](const Consent& one) { return (one.*to).has_value(); });
  return given == nullptr ? Verdict::unknown : verdict_of(*(given->*to));
}

inline Verdict ends_procedures(const MemberOnDay& member) {
  return consent(member, &Consent::ends_procedures);
}

inline Verdict allows_data_exchange(const MemberOnDay& member) {
  return consent(member, &Consent::allows_data_exchange);
}

inline constexpr std::array preparation_facts{
    fact_row<travel_document>(FactName::travel_document, evidence<TravelDocument>),
    fact_row<ends_procedures>(FactName::ends_procedures, evidence<Consent>),
    fact_row<allows_data_exchange>(FactName::allows_data_exchange, evidence<Consent>),
};

} // namespace libcase::readers
