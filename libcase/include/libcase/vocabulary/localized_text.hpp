// A text in the two languages that letters are written in.
#pragma once

#include <string>

#include <boost/describe/class.hpp>

namespace libcase {

/// A text in both languages.
struct LocalizedText {
  std::string en;
  std::string nl;
};
BOOST_DESCRIBE_STRUCT(LocalizedText, (), (en, nl))

} // namespace libcase
