#include <algorithm>
#include <map>
#include <set>

#include <libcase/rules/programme_check.hpp>
#include <libcase/rules/words.hpp>

#include "rules/programme_reader.hpp"
#include "rules/rule_files.hpp"
#include "text/files.hpp"
#include "text/suggestion.hpp"
#include "text/utf8.hpp"

namespace libcase {

namespace {

/// A benefit by age: the ages, and all else that is asked of a person, in words.
struct AgeBand {
  std::int64_t first = 0;
  std::int64_t last = 1000; ///< beyond any age
  std::set<std::string> others{};
  bool has_age = false;
};

void add_to_band(const Condition& condition, AgeBand& band) {
  const auto* ages = std::get_if<CountBetween>(&condition.form());
  if (ages != nullptr && ages->fact == FactName::age) {
    band.has_age = true;
    band.first = std::max(band.first, ages->at_least.value_or(band.first));
    band.last = std::min(band.last, ages->at_most.value_or(band.last));
  } else if (const auto* all = std::get_if<AllOf>(&condition.form())) {
    for (const Condition& part : all->parts) {
      add_to_band(part, band);
    }
  } else {
    band.others.insert(in_words(condition).in(Language::en));
  }
}

/// Whether two bands of the same persons share ages without being the same.
bool overlap(const AgeBand& one, const AgeBand& other) {
  const bool is_same = one.first == other.first && one.last == other.last;
  return one.has_age && other.has_age && one.others == other.others && !is_same &&
         one.first <= other.last && other.first <= one.last;
}

class Warnings {
public:
  Warnings(const RuleFile& read, const std::string& file, const std::set<std::string>& defined,
           std::vector<RuleFileFinding>& findings)
      : read_(read), file_(file), defined_(defined), findings_(findings) {}

  void add_all() {
    add_undefined();
    for (std::size_t version = 0; version < read_.programme.versions.size(); ++version) {
      add_overlaps(version, read_.programme.versions[version].benefits);
    }
  }

private:
  void warn(std::string path, std::string sentence) {
    findings_.push_back({.severity = RuleFileSeverity::warning,
                         .file = file_,
                         .path = std::move(path),
                         .sentence = std::move(sentence)});
  }

  void add_undefined() {
    const std::vector<std::string_view> known(defined_.begin(), defined_.end());
    for (const NamedProgramme& named : read_.named) {
      const std::string& code = named.code.code();
      if (!defined_.contains(code)) {
        warn(named.path, "expected a programme that is defined, found '" + code + "'" +
                             did_you_mean(code, known));
      }
    }
  }

  void add_overlaps(std::size_t version, const std::vector<Benefit>& benefits) {
    std::vector<AgeBand> bands;
    for (const Benefit& benefit : benefits) {
      add_to_band(benefit.who, bands.emplace_back());
    }
    for (std::size_t index = 0; index < benefits.size(); ++index) {
      for (std::size_t before = 0; before < index; ++before) {
        if (benefits[before].support == benefits[index].support &&
            overlap(bands[before], bands[index])) {
          warn("$.versions[" + std::to_string(version) + "].benefits[" + std::to_string(index) +
                   "].who",
               "expected age bands that do not overlap, found ages that '" + benefits[before].name +
                   "' has too: from " +
                   std::to_string(std::max(bands[before].first, bands[index].first)) + " to " +
                   std::to_string(std::min(bands[before].last, bands[index].last)));
        }
      }
    }
  }

  const RuleFile& read_;
  const std::string& file_;
  const std::set<std::string>& defined_;
  std::vector<RuleFileFinding>& findings_;
};

} // namespace

std::string to_text(const RuleFileFinding& finding) {
  std::string text = finding.file.empty() ? "" : finding.file + ": ";
  if (finding.line && finding.column) {
    text += "line " + std::to_string(*finding.line) + ", column " +
            std::to_string(*finding.column) + ": ";
  } else if (!finding.path.empty()) {
    text += finding.path + ": ";
  }
  return text + finding.sentence;
}

std::vector<RuleFileFinding> check_programmes(const std::filesystem::path& file_or_folder,
                                              const Catalogue& others) {
  std::set<std::string> defined;
  for (const Programme& programme : others.programmes()) {
    defined.insert(programme.code.code());
  }
  std::map<std::string, std::string> file_of;
  std::vector<std::pair<std::string, RuleFile>> files;
  for (const std::filesystem::path& file : rule_files(file_or_folder)) {
    const std::string shown = printable(file.string());
    auto& [name, read] =
        files.emplace_back(shown, read_rule_file(bytes_of_file(file, "a rule file"), shown));
    const std::string& code = read.programme.code.code();
    if (code.empty()) {
      continue;
    }
    defined.insert(code);
    const auto [first, is_new] = file_of.emplace(code, name);
    if (!is_new) {
      read.problems.push_back({.file = name,
                               .path = "$.code",
                               .sentence = "expected one file for each programme, found one for " +
                                           code + " in " + first->second + " too"});
    }
  }
  std::vector<RuleFileFinding> findings;
  for (auto& [name, read] : files) {
    findings.insert(findings.end(), read.problems.begin(), read.problems.end());
    Warnings{read, name, defined, findings}.add_all();
  }
  return findings;
}

} // namespace libcase
