#include "casters.hpp"
#include "class_docs.hpp"

namespace libcase::python {

std::string python_name(std::string_view name) {
  static auto& is_keyword = *new py::object(py::module_::import("keyword").attr("iskeyword"));
  return std::string{name} + (py::cast<bool>(is_keyword(name)) ? "_" : "");
}

std::string class_doc(std::string_view name, const std::vector<Attribute>& attributes) {
  std::string doc = std::string{doc_of(name)} + "\n\nAttributes\n----------\n";
  for (const Attribute& attribute : attributes) {
    doc.append(python_name(attribute.name)).append(" : ").append(attribute.type).append("\n");
    const std::string_view text = doc_of(std::string{name} + "." + std::string{attribute.name});
    for (std::size_t at = 0; !text.empty() && at != std::string_view::npos;) {
      const std::size_t end = text.find('\n', at);
      doc.append("    ").append(text.substr(at, end - at)).append("\n");
      at = end == std::string_view::npos ? end : end + 1;
    }
  }
  return doc;
}

} // namespace libcase::python
