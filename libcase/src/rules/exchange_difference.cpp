#include <cstdint>
#include <optional>

#include <libcase/rules/award_use.hpp>
#include <libcase/rules/exchange_difference.hpp>

#include "rules/booked_of.hpp"
#include "rules/find_record.hpp"

namespace libcase {

std::optional<Money> booked_of(const CaseFile& file, RecordId id) {
  if (const auto* payment = find_record(file, CashPaymentId{id.value})) {
    return takes_from_line(file, *payment) ? std::optional{(*payment)->amount} : std::nullopt;
  }
  if (const auto* delivery = find_record(file, DeliveryId{id.value})) {
    return (*delivery)->cost;
  }
  const auto* service = find_record(file, ServiceId{id.value});
  return service == nullptr ? std::nullopt : std::optional{(*service)->cost};
}

namespace {

/// The amount by its rate, which is of the currency paid for one of the currency booked.
Money at_rate(const Exchange& exchange, Currency booked) {
  const std::int64_t rate = exchange.rate_millionths;
  const std::int64_t millionths = (exchange.paid * 1'000'000).cents();
  const std::int64_t rest = millionths % rate;
  return Money{millionths / rate + (rest >= rate - rest ? 1 : 0), booked};
}

} // namespace

std::vector<ExchangeDifference> exchange_differences(const CaseFile& file) {
  std::vector<ExchangeDifference> found;
  for (const auto& exchange : file.all<Exchange>()) {
    const auto booked = booked_of(file, exchange->record_id);
    if (booked && exchange->rate_millionths > 0) {
      found.push_back({.exchange_id = exchange.id,
                       .record_id = exchange->record_id,
                       .paid = exchange->paid,
                       .booked = *booked,
                       .at_rate = at_rate(exchange.record, booked->currency())});
    }
  }
  return found;
}

} // namespace libcase
