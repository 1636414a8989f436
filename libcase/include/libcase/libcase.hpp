// All of libcase, for programs that use it. The library's own files include what they need.
#pragma once

#include <libcase/records/all.hpp>
#include <libcase/records/case_file.hpp>
#include <libcase/register/audit.hpp>
#include <libcase/register/departure_columns.hpp>
#include <libcase/register/import.hpp>
#include <libcase/register/import_table.hpp>
#include <libcase/register/record_scan.hpp>
#include <libcase/register/register.hpp>
#include <libcase/rules/guards.hpp>
#include <libcase/statistics/concat.hpp>
#include <libcase/statistics/departure_arrow.hpp>
#include <libcase/statistics/departures.hpp>
#include <libcase/vocabulary/errors.hpp>
#include <libcase/vocabulary/period.hpp>
