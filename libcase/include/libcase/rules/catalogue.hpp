// The programmes that are known, shipped with the library or loaded from files.
#ifndef LIBCASE_RULES_CATALOGUE_HPP
#define LIBCASE_RULES_CATALOGUE_HPP

#include <filesystem>
#include <string_view>
#include <vector>

#include <libcase/rules/programme.hpp>
#include <libcase/vocabulary/verdict.hpp>

namespace libcase {

/// Reads a programme from the text of a rule file.
///
/// Throws InvalidValue (`invalid_programme_file`): the line of what is no JSON, or the path of what
/// is wrong, what stands there and what was expected. `file` names the file in the message.
Programme programme_from_json(std::string_view json, std::string_view file = {});

/// Programmes by their codes.
class Catalogue {
public:
  /// An empty catalogue.
  Catalogue() = default;
  /// The programmes that come with the library.
  static Catalogue shipped();

  /// Adds a programme; it takes the place of the one with its code.
  void add(Programme programme);
  /// Adds the programme of a file, or those of all `.json` files of a folder (but `.schema.json`).
  /// Throws StorageError (`cannot_open`), InvalidValue (`invalid_programme_file`;
  /// `file_too_large` above 16 MiB; `repeated_programme` for two files of one code); the catalogue
  /// is then as before.
  void load(const std::filesystem::path& file_or_folder);

  /// The programme with that code. Throws NotFound (`no_such_programme`) with the codes there are.
  const Programme& operator[](std::string_view code) const;
  /// The programme with that code; nullptr where there is none.
  const Programme* find(std::string_view code) const;
  /// The programmes, by code.
  const std::vector<Programme>& programmes() const noexcept { return programmes_; }

  /// The rules of one day, applied to all days: what they would have meant at another time. On
  /// that day itself they give the same answers as before.
  /// A programme without a version in force on that day is left out.
  Catalogue frozen_at(Date day) const;

private:
  std::vector<Programme> programmes_;
};

/// Whether a version is in force on a day; unknown where nobody found when it began or ended.
Verdict in_force(const ProgrammeVersion& version, Date day);

/// The version in force on a day, else the one that may be: the last that had begun by then, or
/// where none certainly had, the first. nullptr where there is none.
const ProgrammeVersion* version_on(const Programme& programme, Date day);

/// Whether a combination, or an exclusion, applies to an assessment on a day.
bool applies_on(const Combination& combination, Date day);

} // namespace libcase

#endif // LIBCASE_RULES_CATALOGUE_HPP
