// Names and docstrings of the classes that are made from descriptions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace libcase::python {

/// A member's name in Python: `from` is a keyword there, so it is `from_`.
std::string python_name(std::string_view name);

/// An attribute of a class, as its docstring tells it.
struct Attribute {
  std::string_view name;
  std::string type; ///< "datetime.date or None"
};

/// What the headers say of a struct and its members, as the docstring of a class.
std::string class_doc(std::string_view name, const std::vector<Attribute>& attributes);

} // namespace libcase::python
