// Import of case records and of published tables.
#include "answers.hpp"
#include "open_register.hpp"

#include <pybind11/stl/filesystem.h>

#include <libcase/register/import.hpp>
#include <libcase/register/import_table.hpp>

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

ImportOptions options_from_python(bool all_or_nothing, const std::optional<FilePath>& rejects,
                                  const py::object& progress) {
  return {.all_or_nothing = all_or_nothing,
          .rejects = rejects ? rejects->value : std::filesystem::path{},
          .progress = progress_from_python(progress)};
}

template <class Summary>
void add_rejects(py::class_<Summary>& type) {
  type.def_property_readonly(
          "rejects_file",
          [](const Summary& self) {
            return self.rejects_file.empty() ? std::nullopt : std::optional{self.rejects_file};
          },
          "Where the rejected rows are listed; None where none were.")
      .def_property_readonly("rejected_count", &Summary::rejected_count,
                             "How many rows were rejected.")
      .def("__str__", [](const Summary& self) { return sentence_to_python(to_text(self)); });
}

} // namespace

void register_summaries(py::module_& module) {
  AnswerClass<UnreadableFile>{module}
      .field("file", &UnreadableFile::file)
      .field("code", &UnreadableFile::code)
      .computed("reason",
                [](const UnreadableFile& self) { return sentence_to_python(self.reason); });
  AnswerClass<ImportSummary> import_summary{module};
  import_summary.field("rows_read", &ImportSummary::rows_read)
      .field("added", &ImportSummary::added)
      .field("new_versions", &ImportSummary::new_versions)
      .field("skipped", &ImportSummary::skipped)
      .field("rejected", &ImportSummary::rejected)
      .field("recorded_later", &ImportSummary::recorded_later)
      .field("recordings", &ImportSummary::recordings)
      .field("unreadable", &ImportSummary::unreadable)
      .field("is_kept", &ImportSummary::is_kept)
      .field("head_digest", &ImportSummary::head_digest);
  import_summary.type().def_property_readonly("added_count", &ImportSummary::added_count,
                                              "How many records were added.");
  add_rejects(import_summary.type());
  AnswerClass<TableSummary> table_summary{module};
  table_summary.field("title", &TableSummary::title)
      .field("rows_read", &TableSummary::rows_read)
      .field("rows_expanded", &TableSummary::rows_expanded)
      .field("zero_rows", &TableSummary::zero_rows)
      .field("persons", &TableSummary::persons)
      .field("rejected", &TableSummary::rejected)
      .field("rejected_persons", &TableSummary::rejected_persons)
      .field("is_kept", &TableSummary::is_kept)
      .field("head_digest", &TableSummary::head_digest);
  add_rejects(table_summary.type());
}

void register_import(py::module_& module) {
  module.def("import_records", [](OpenRegister& reg, const std::vector<FilePath>& files,
                                  bool all_or_nothing, const std::optional<FilePath>& rejects,
                                  const py::object& progress) {
    std::vector<std::filesystem::path> paths;
    for (const FilePath& file : files) {
      paths.push_back(file.value);
    }
    const auto options = options_from_python(all_or_nothing, rejects, progress);
    return reg.with_register([&](Register& open) { return import_records(open, paths, options); });
  });
  module.def("import_table", [](OpenRegister& reg, const FilePath& table, const FilePath& mapping,
                                bool all_or_nothing, const std::optional<FilePath>& rejects,
                                const py::object& progress) {
    const auto options = options_from_python(all_or_nothing, rejects, progress);
    return reg.with_register(
        [&](Register& open) { return import_table(open, table.value, mapping.value, options); });
  });
}

} // namespace libcase::python
