// Empty files for data of one's own: what an import reads, with a page that explains each column.
#ifndef LIBCASE_REGISTER_TEMPLATE_HPP
#define LIBCASE_REGISTER_TEMPLATE_HPP

#include <filesystem>
#include <functional>
#include <string_view>
#include <vector>

namespace libcase {

/// What is said of a kind of record ("Stay") or of one of its members ("Stay.until"); empty where
/// nothing is. In Python these are the sentences of the headers.
using Docs = std::function<std::string_view(std::string_view name)>;

/// Writes an empty CSV file for each kind of record, with the columns that `import_records` reads,
/// and the page `COLUMNS.md`, which says what each column takes. The folder is made where there is
/// none. Returns the files, the page last.
///
/// Throws StorageError (`exists` where one of the files is there already: nothing is overwritten;
/// `cannot_open`).
std::vector<std::filesystem::path> write_template(const std::filesystem::path& folder,
                                                  const Docs& docs = {});

} // namespace libcase

#endif // LIBCASE_REGISTER_TEMPLATE_HPP
