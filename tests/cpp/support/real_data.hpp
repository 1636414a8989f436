// Published tables, read by tests where they are present; they are no part of the project.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <zlib.h>

#include "support/source_dir.hpp"

namespace libcase::testing {

/// Where the published tables are: LIBCASE_REAL_DATA, else ../shared/data beside the project.
inline std::filesystem::path real_data(std::string_view file) {
  const char* folder = std::getenv("LIBCASE_REAL_DATA");
  return (folder != nullptr ? std::filesystem::path{folder}
                            : source_dir() / ".." / "shared" / "data") /
         file;
}

/// The content of a file, unpacked where it is packed.
inline std::string content_of(const std::filesystem::path& path) {
  std::string content;
  if (gzFile file = gzopen(path.c_str(), "rb")) {
    char block[65536];
    for (int size; (size = gzread(file, block, sizeof block)) > 0;) {
      content.append(block, static_cast<std::size_t>(size));
    }
    gzclose(file);
  }
  return content;
}

using Row = std::vector<std::string>;

/// The rows of a CSV text, header first.
inline std::vector<Row> csv_rows(std::string_view text) {
  if (text.substr(0, 3) == "\xEF\xBB\xBF") {
    text.remove_prefix(3);
  }
  std::vector<Row> rows;
  Row row(1);
  bool is_quoted = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char letter = text[at];
    if (letter == '"' && is_quoted && text.substr(at + 1, 1) == "\"") {
      row.back() += text[++at];
    } else if (letter == '"') {
      is_quoted = !is_quoted;
    } else if (letter == ',' && !is_quoted) {
      row.emplace_back();
    } else if (letter == '\n' && !is_quoted) {
      rows.push_back(std::exchange(row, Row(1)));
    } else if (letter != '\r' || is_quoted) {
      row.back() += letter;
    }
  }
  if (row != Row(1)) {
    rows.push_back(row);
  }
  return rows;
}

/// Latin-1 as UTF-8.
inline std::string utf8_of_latin1(std::string_view text) {
  std::string result;
  for (const char letter : text) {
    const auto byte = static_cast<unsigned char>(letter);
    if (byte < 0x80) {
      result += letter;
    } else {
      result += static_cast<char>(0xC0 | byte >> 6);
      result += static_cast<char>(0x80 | (byte & 0x3F));
    }
  }
  return result;
}

} // namespace libcase::testing
