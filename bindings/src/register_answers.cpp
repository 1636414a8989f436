// What a register answers with: plain values.
#include "answers.hpp"

#include <libcase/register/audit.hpp>
#include <libcase/register/register.hpp>

namespace libcase::python {

void register_answers(py::module_& module) {
  AnswerClass<RecordingHeader>{module}
      .field("number", &RecordingHeader::number)
      .field("at", &RecordingHeader::at)
      .field("by", &RecordingHeader::by)
      .unshown("why", &RecordingHeader::why)
      .field("is_historical", &RecordingHeader::is_historical)
      .field("source", &RecordingHeader::source)
      .field("digest", &RecordingHeader::digest);
  AnswerClass<Version>{module}
      .field("row", &Version::row)
      .field("recording", &Version::recording)
      .field("superseded_by", &Version::superseded_by)
      .field("record", &Version::record);
  AnswerClass<RegisterInfo> info{module};
  info.computed("path",
                [](const RegisterInfo& self) {
                  return py::reinterpret_steal<py::str>(PyUnicode_DecodeFSDefaultAndSize(
                      self.path.data(), static_cast<Py_ssize_t>(self.path.size())));
                })
      .field("schema_version", &RegisterInfo::schema_version)
      .field("recording_count", &RegisterInfo::recording_count)
      .field("row_count", &RegisterInfo::row_count)
      .field("head_digest", &RegisterInfo::head_digest)
      .field("last_recorded_at", &RegisterInfo::last_recorded_at);
  info.type().def_property_readonly(
      "rows_by_table",
      [](const RegisterInfo& self) {
        py::dict rows;
        for (const auto& [table, count] : self.rows_by_table) {
          rows[py::str(table)] = count;
        }
        return rows;
      },
      "How many rows each table has, of all versions.");
  AnswerClass<Tampering>{module}
      .field("table", &Tampering::table)
      .field("row", &Tampering::row)
      .field("what", &Tampering::what);
  AnswerClass<Verification> verification{module};
  verification.field("found", &Verification::found)
      .unshown("tables", &Verification::tables)
      .field("row_count", &Verification::row_count)
      .field("recording_count", &Verification::recording_count)
      .field("erased_reference_count", &Verification::erased_reference_count)
      .field("head_digest", &Verification::head_digest);
  verification.type().def_property_readonly("is_sound", &Verification::is_sound,
                                            "Whether nothing was found.");
}

} // namespace libcase::python
