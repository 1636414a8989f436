// pybind11 and Python's dates, included first by every source of the module, and a short name.
#pragma once

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <datetime.h>

namespace py = pybind11;
