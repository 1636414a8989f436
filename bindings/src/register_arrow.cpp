// Columns, tables and records of one kind as Arrow streams in PyCapsules.
#include "capsules.hpp"
#include "casters.hpp"
#include "open_register.hpp"

#include <memory>

#include <libcase/exchange/arrow.hpp>
#include <libcase/statistics/departure_arrow.hpp>
#include <libcase/statistics/table_arrow.hpp>
#include <libcase/statistics/unit_arrow.hpp>

namespace libcase::python {

namespace {

constexpr const char* capsule_name = "arrow_array_stream";

/// A consumer that takes the stream sets its `release` to null.
void free_stream(PyObject* capsule) {
  auto* stream = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(capsule, capsule_name));
  if (stream->release != nullptr) {
    stream->release(stream);
  }
  delete stream;
}

/// A scan of a register that Python shares; it may be read and let go from any thread.
class SharedScan {
public:
  SharedScan(std::shared_ptr<OpenRegister> reg, std::int64_t number)
      : register_(std::move(reg)), number_(number) {}
  SharedScan(const SharedScan&) = delete;
  SharedScan& operator=(const SharedScan&) = delete;
  ~SharedScan() { register_->abandon_scan(number_); }

  std::optional<ArrowRecord> next() {
    current_ = register_->next_of_scan(number_);
    if (!current_) {
      return std::nullopt;
    }
    return ArrowRecord{.id = current_->id,
                       .row = current_->row,
                       .recording = current_->recording,
                       .record = data_of(current_->record),
                       .reference = current_->reference};
  }

private:
  std::shared_ptr<OpenRegister> register_;
  std::int64_t number_;
  std::optional<ScannedRecord> current_{};
};

} // namespace

py::object to_capsule(ArrowStream stream) {
  auto taken = std::make_unique<ArrowArrayStream>(stream.take());
  PyObject* capsule = PyCapsule_New(taken.get(), capsule_name, &free_stream);
  if (capsule == nullptr) {
    taken->release(taken.get());
    throw py::error_already_set();
  }
  taken.release();
  return py::reinterpret_steal<py::object>(capsule);
}

ArrowArrayStream* stream_in(const py::object& capsule) {
  void* stream = PyCapsule_GetPointer(capsule.ptr(), capsule_name);
  if (stream == nullptr) {
    throw py::error_already_set();
  }
  return static_cast<ArrowArrayStream*>(stream);
}

void register_arrow(py::module_& module) {
  module.def("arrow_stream", [](const std::shared_ptr<DepartureColumns>& columns) {
    return to_capsule(arrow_stream(std::shared_ptr<const DepartureColumns>{columns}));
  });
  module.def("arrow_stream", [](const std::shared_ptr<UnitColumns>& columns) {
    return to_capsule(arrow_stream(std::shared_ptr<const UnitColumns>{columns}));
  });
  module.def("arrow_stream", [](const std::shared_ptr<Table>& table) {
    return to_capsule(arrow_stream(std::shared_ptr<const Table>{table}));
  });
  module.def("record_stream", [](const std::shared_ptr<OpenRegister>& reg, const py::object& kind,
                                 std::optional<Instant> as_known_at, bool references,
                                 bool sensitive) {
    const RecordKind& found = *record_kinds()[kind_index_from_python(kind)];
    const auto scan =
        std::make_shared<SharedScan>(reg, reg->begin_scan(found, as_known_at, references));
    return to_capsule(arrow_stream(found, [scan] { return scan->next(); }, {},
                                   {.references = references, .sensitive = sensitive}));
  });
}

} // namespace libcase::python
