#include <fstream>
#include <span>
#include <string>

#include <libcase/exchange/csv.hpp>
#include <libcase/records/all.hpp>
#include <libcase/register/template.hpp>
#include <libcase/vocabulary/errors.hpp>

#include "register/import_rows.hpp"
#include "text/cell_text.hpp"
#include "text/files.hpp"

namespace libcase {

namespace {

constexpr std::string_view introduction = R"(# The files and their columns

Each CSV file beside this page holds one kind of record, a row each. Fill in those you have data for
and remove the others; the order of files, rows and columns does not matter. Then

    libcase import FOLDER --into cases.db

loads them and lists the rows that it rejects, with the reason. Every file may have two columns more
than its records:

- `reference`: your own key of the row, by which rows of other files link to it. The same rows can
  then be imported again: what you changed becomes a new version of the record.
- `recorded_on`: the day on which your office learned it, as YYYY-MM-DD. May be empty: today.

A column that may be empty may be left out.
)";

std::vector<std::string> columns_of(const RecordKind& kind) {
  std::vector<std::string> columns{std::string{reference_column}, std::string{recorded_on_column}};
  const auto own = csv_header(kind);
  columns.insert(columns.end(), own.begin(), own.end());
  return columns;
}

/// What a column takes, in words.
std::string takes(const Column& column) {
  if (column.kind == ColumnKind::link) {
    return column.links_to.empty()
               ? "TABLE/REFERENCE of any row"
               : "the reference of a row of " + std::string{column.links_to} + ".csv";
  }
  return expectation(column);
}

std::string what_if_empty(const Column& column) {
  if (!column.required) {
    return "may be empty";
  }
  const Cell value = column.default_value();
  return is_empty(value) ? "must be given" : "empty means " + text_of(column, value);
}

/// A sentence of a header on one line, fit for a cell of a table.
std::string in_a_cell(std::string_view doc) {
  std::string text;
  for (const char letter : doc) {
    text += letter == '\n' ? " " : letter == '|' ? "\\|" : std::string(1, letter);
  }
  return text;
}

std::string page_of(const RecordKind& kind, const Docs& docs) {
  const auto said = [&](const std::string& name) {
    return docs ? std::string{docs(name)} : std::string{};
  };
  std::string page = "\n## " + std::string{kind.table} + ".csv\n\n";
  if (const std::string doc = said(std::string{kind.name}); !doc.empty()) {
    page += doc + "\n\n";
  }
  page += "| column | takes | | meaning |\n| --- | --- | --- | --- |\n";
  const auto names = csv_header(kind);
  std::size_t next = 0;
  for (const Column& column : kind.columns) {
    const std::string doc =
        in_a_cell(said(std::string{kind.name} + "." + std::string{column.name}));
    const std::string need = what_if_empty(column);
    page += "| `" + names[next++] + "` | " + takes(column) + " | " + need + " | " + doc + " |\n";
    if (column.kind == ColumnKind::money) {
      page += "| `" + names[next++] + "` | its currency as three capitals, for instance EUR | " +
              (column.required ? "must be given" : "where there is an amount") + " | |\n";
    }
  }
  return page;
}

void write_new(const std::filesystem::path& path, std::string_view text) {
  std::ofstream file{path, std::ios::binary};
  const bool is_made = file.is_open();
  file << text;
  file.close();
  if (!file) {
    if (std::error_code error; is_made) {
      std::filesystem::remove(path, error);
    }
    throw StorageError("cannot_open", path.filename().string() + " cannot be written");
  }
}

} // namespace

std::vector<std::filesystem::path> write_template(const std::filesystem::path& folder,
                                                  const Docs& docs) {
  struct File {
    std::filesystem::path path;
    std::string text;
  };
  std::vector<File> files;
  std::string page{introduction};
  for (const RecordKind* kind : record_kinds()) {
    File& file = files.emplace_back();
    file.path = folder / (std::string{kind->table} + ".csv");
    write_csv_row(file.text, columns_of(*kind));
    page += page_of(*kind, docs);
  }
  files.push_back({folder / "COLUMNS.md", std::move(page)});

  require_whole_path(folder);
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) {
    throw StorageError("cannot_open", "the folder cannot be made");
  }
  for (const File& file : files) {
    if (std::filesystem::exists(file.path, error)) {
      throw StorageError("exists", file.path.filename().string() +
                                       " is there already: expected a folder "
                                       "without files of that name");
    }
  }
  std::vector<std::filesystem::path> paths;
  try {
    for (const File& file : files) {
      write_new(file.path, file.text);
      paths.push_back(file.path);
    }
  } catch (...) { // all or none: a second try finds no file of the first
    for (const std::filesystem::path& path : paths) {
      std::filesystem::remove(path, error);
    }
    throw;
  }
  return paths;
}

} // namespace libcase
