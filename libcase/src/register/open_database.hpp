// Opens the SQLite file of a register, without touching one that is none.
#pragma once

#include <chrono>
#include <limits>
#include <string>

#include <SQLiteCpp/Database.h>

#include <libcase/register/register.hpp>

#include "register/open_files.hpp"

namespace libcase {

/// What SQLite can count; a longer one is cut down to it.
inline constexpr std::chrono::milliseconds longest_timeout{std::numeric_limits<int>::max()};

/// ":memory:", a register, or a file that is made or is empty. Throws what `Register::open` does.
SQLite::Database open_database(const std::string& path, const OpenOptions& options,
                               const OpeningFile& opening);

} // namespace libcase
