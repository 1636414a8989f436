#include "vocabulary/currencies.hpp"

#include <cstddef>

namespace libcase {

namespace {

/// ISO 4217, list one, as published on 1 January 2026: what is money. Units of account, metals and
/// codes for tests are left out.
constexpr std::string_view current =
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BOV BRL BSD BTN "
    "BWP BYN BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD "
    "EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR "
    "IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD "
    "MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD "
    "OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE "
    "SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI "
    "UYU UYW UZS VED VES VND VUV WST XAD XAF XCD XCG XOF XPF YER ZAR ZMW ZWG ";

/// Those that were replaced, as the Unicode CLDR has them: payments were made in them.
constexpr std::string_view withdrawn =
    "ADP AFA ALK ANG AOK AON AOR ARA ARL ARM ARP ATS AZM BAD BAN BEC BEF BEL BGL BGM BGN "
    "BGO BOL BOP BRB BRC BRE BRN BRR BRZ BUK BYB BYR CLE CSD CSK CUC CYP DDM DEM ECS ECV "
    "EEK ESA ESB ESP FIM FRF GEK GHC GNS GQE GRD GWE GWP HRD HRK IEP ILP ILR ISJ ITL KRH "
    "KRO LTL LTT LUC LUF LUL LVL LVR MAF MCF MDC MGF MKN MLF MRO MTL MTP MVP MXP MZE MZM "
    "NIC NLG PEI PES PLZ PTE RHD ROL RUR SDD SDP SIT SKK SLL SRG STD SUR TJR TMM TPE TRL "
    "UAK UGS USS UYP VEB VEF VNN XEU XFO XFU XRE YDD YUD YUM YUN YUR ZAL ZMK ZRN ZRZ ZWD "
    "ZWL ZWR ";

/// Of the current ones: those of which the list says that they have no smaller unit.
constexpr std::string_view without_smaller_unit =
    "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF ";

constexpr std::size_t width = 4; ///< of a code and a space

constexpr bool is_in_order(std::string_view codes) {
  for (std::size_t at = width; at < codes.size(); at += width) {
    if (codes.substr(at - width, width) >= codes.substr(at, width)) {
      return false;
    }
  }
  return true;
}

static_assert(is_in_order(current) && is_in_order(withdrawn) && is_in_order(without_smaller_unit));

bool has(std::string_view codes, std::string_view code) {
  std::size_t begin = 0;
  std::size_t end = codes.size() / width;
  while (begin < end) {
    const std::size_t middle = (begin + end) / 2;
    const int order = codes.substr(middle * width, width - 1).compare(code);
    if (order == 0) {
      return true;
    }
    (order < 0 ? begin : end) = order < 0 ? middle + 1 : middle;
  }
  return false;
}

} // namespace

bool is_currency(std::string_view code) {
  return has(current, code) || has(withdrawn, code);
}

bool is_divided(std::string_view code) {
  return !has(without_smaller_unit, code);
}

} // namespace libcase
