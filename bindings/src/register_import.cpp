// Import of case records and of published tables.
#include "answers.hpp"
#include "open_register.hpp"

#include <pybind11/stl/filesystem.h>

#include <libcase/register/import.hpp>
#include <libcase/register/import_table.hpp>
#include <libcase/register/template.hpp>

namespace libcase::python {

namespace {

/// Tells Python how far it is, and lets Ctrl-C stop the import.
ImportProgress progress_from_python(const py::object& progress) {
  return [&progress](std::int64_t rows, std::int64_t bytes_done, std::int64_t bytes_total) {
    const py::gil_scoped_acquire locked;
    if (PyErr_CheckSignals() != 0) {
      throw py::error_already_set();
    }
    if (!progress.is_none()) {
      progress(rows, bytes_done, bytes_total);
    }
  };
}

ShowValue show_value_from_python(const py::object& show_value) {
  if (show_value.is_none()) {
    return {};
  }
  return [&show_value](const std::filesystem::path& file, std::int64_t line,
                       const CsvFinding& finding) {
    const py::gil_scoped_acquire locked;
    show_value(file, line, sentence_to_python(finding.column),
               sentence_to_python(finding.unsafe_value));
  };
}

ImportOptions options_from_python(bool all_or_nothing, const std::optional<FilePath>& rejects,
                                  const py::object& progress, const py::object& show_value,
                                  std::int64_t max_memory, bool as_new = false) {
  return {.all_or_nothing = all_or_nothing,
          .as_new = as_new,
          .rejects = rejects ? rejects->value : std::filesystem::path{},
          .progress = progress_from_python(progress),
          .show_value = show_value_from_python(show_value),
          .max_memory = max_memory};
}

} // namespace

void register_summaries(py::module_& module) {
  const auto in_words = [](const auto& self) { return sentence_to_python(to_text(self)); };
  add_answer<UnreadableFile>(module);
  add_answer<ImportSummary>(module).def("__str__",
                                        [=](const ImportSummary& self) { return in_words(self); });
  add_answer<TableSummary>(module).def("__str__",
                                       [=](const TableSummary& self) { return in_words(self); });
}

void register_import(py::module_& module) {
  module.def("write_template",
             [](const FilePath& folder) { return write_template(folder.value, &doc_of); });
  module.def("import_records", [](OpenRegister& reg, const std::vector<FilePath>& files,
                                  bool all_or_nothing, const std::optional<FilePath>& rejects,
                                  const py::object& progress, const py::object& show_value,
                                  std::int64_t max_memory, bool as_new) {
    std::vector<std::filesystem::path> paths;
    for (const FilePath& file : files) {
      paths.push_back(file.value);
    }
    const auto options =
        options_from_python(all_or_nothing, rejects, progress, show_value, max_memory, as_new);
    return reg.with_register([&](Register& open) { return import_records(open, paths, options); });
  });
  module.def("import_table",
             [](OpenRegister& reg, const FilePath& table, const FilePath& mapping,
                bool all_or_nothing, const std::optional<FilePath>& rejects,
                const py::object& progress, const py::object& show_value, std::int64_t max_memory) {
               const auto options =
                   options_from_python(all_or_nothing, rejects, progress, show_value, max_memory);
               return reg.with_register([&](Register& open) {
                 return import_table(open, table.value, mapping.value, options);
               });
             });
}

} // namespace libcase::python
