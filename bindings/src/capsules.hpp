// Arrow streams in the PyCapsules in which Python libraries hand them to each other.
// Source: https://arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html.
#pragma once

#include "pybind11.hpp"

#include <libcase/exchange/arrow.hpp>

namespace libcase::python {

py::object to_capsule(ArrowStream stream);
/// The stream that a capsule holds, and keeps until somebody takes it.
ArrowArrayStream* stream_in(const py::object& capsule);

} // namespace libcase::python
