#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>

#include <libcase/vocabulary/localized_text.hpp>
#include <libcase/vocabulary/overloaded.hpp>

#include "text/all_words.hpp"
#include "text/notation.hpp"

namespace libcase {

struct LocalizedText::Sentence {
  Key key;
  std::vector<Part> parts;
};

struct LocalizedText::List {
  std::string_view between;
  std::string_view last;
  std::vector<LocalizedText> all;
};

namespace {

using Parts = std::vector<LocalizedText::Part>;

constexpr char small(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}
constexpr char capital(char letter) {
  return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
}

/// The part that a placeholder names, "name" or "Name"; nullptr where there is none.
const LocalizedText* part_of(const Parts& parts, std::string_view placeholder) {
  const auto found = std::ranges::find_if(parts, [&](const LocalizedText::Part& part) {
    return !placeholder.empty() && part.first.size() == placeholder.size() &&
           part.first.front() == small(placeholder.front()) &&
           part.first.substr(1) == placeholder.substr(1);
  });
  return found == parts.end() ? nullptr : &found->second;
}

void add_sentence(std::string& text, std::string_view sentence, const Parts& parts,
                  Language language) {
  while (!sentence.empty()) {
    const std::size_t open = sentence.find('{');
    const std::size_t close = sentence.find('}', open);
    if (close == std::string_view::npos) {
      break;
    }
    const std::string_view placeholder = sentence.substr(open + 1, close - open - 1);
    text += sentence.substr(0, open);
    sentence.remove_prefix(close + 1);
    if (const LocalizedText* part = part_of(parts, placeholder)) {
      const std::size_t begin = text.size();
      part->add_to(text, language);
      if (placeholder.front() != small(placeholder.front()) && begin < text.size()) {
        text[begin] = capital(text[begin]);
      }
    }
  }
  text += sentence;
}

/// The text in a language, or the first, which is what its author wrote.
std::string_view of_language(const LocalizedText::Texts& texts, Language language) {
  const auto found =
      std::ranges::find(texts, language.code(), [](const auto& text) { return text.first; });
  return found == texts.end() ? texts.front().second : found->second;
}

/// The files of words name countries in languages for which the library has no names itself.
std::string_view name_of(Country country, Language language) {
  if (language == Language::nl) {
    return country.name_nl();
  }
  const std::string* name = words_in(language).find("countries", country.code());
  return name == nullptr ? country.name_en() : std::string_view{*name};
}

} // namespace

LocalizedText LocalizedText::of_texts(Texts texts) {
  LocalizedText made;
  if (!texts.empty()) {
    made.value_ = std::make_shared<const Texts>(std::move(texts));
  }
  return made;
}

LocalizedText LocalizedText::same(std::string text) {
  LocalizedText made;
  if (!text.empty()) {
    made.value_ = std::make_shared<const std::string>(std::move(text));
  }
  return made;
}

LocalizedText LocalizedText::said(Key key, std::initializer_list<Part> parts) {
  LocalizedText made;
  if (parts.size() == 0) {
    made.value_ = key;
  } else {
    Sentence sentence{key, {}};
    std::ranges::copy_if(parts, std::back_inserter(sentence.parts),
                         [](const Part& part) { return !part.second.empty(); });
    made.value_ = std::make_shared<const Sentence>(std::move(sentence));
  }
  return made;
}

LocalizedText LocalizedText::listed(std::string_view between, std::vector<LocalizedText> all,
                                    std::string_view last) {
  std::erase_if(all, [](const LocalizedText& text) { return text.empty(); });
  if (all.size() < 2) {
    return all.empty() ? LocalizedText{} : std::move(all.front());
  }
  LocalizedText made;
  made.value_ = std::make_shared<const List>(List{between, last, std::move(all)});
  return made;
}

bool LocalizedText::empty() const noexcept {
  return std::holds_alternative<std::monostate>(value_);
}

std::string LocalizedText::in(Language language) const {
  std::string text;
  add_to(text, language);
  return text;
}

void LocalizedText::add_to(std::string& text, Language language) const {
  std::visit(
      Overloaded{
          [](std::monostate) {},
          [&](const Key& key) { text += words_in(language).at(key.group, key.key); },
          [&](std::int64_t count) { text += std::to_string(count); },
          [&](Country country) { text += name_of(country, language); },
          [&](const std::shared_ptr<const std::string>& name) { text += *name; },
          [&](const std::shared_ptr<const Texts>& texts) { text += of_language(*texts, language); },
          [&](const std::shared_ptr<const Sentence>& sentence) {
            add_sentence(text, words_in(language).at(sentence->key.group, sentence->key.key),
                         sentence->parts, language);
          },
          [&](const std::shared_ptr<const List>& list) {
            for (const LocalizedText& one : list->all) {
              if (&one != &list->all.front()) {
                const bool is_last = &one == &list->all.back() && !list->last.empty();
                text += words_in(language).at("lists", is_last ? list->last : list->between);
              }
              one.add_to(text, language);
            }
          },
          [&](const auto& written_out) { text += written(written_out, language); },
      },
      value_);
}

bool operator==(const LocalizedText& left, const LocalizedText& right) {
  return left.value_.index() == right.value_.index() &&
         std::visit(
             [&]<class T>(const T& of_left) {
               const T& of_right = std::get<T>(right.value_);
               using Shared = std::decay_t<T>;
               if constexpr (std::is_same_v<Shared,
                                            std::shared_ptr<const LocalizedText::Sentence>>) {
                 return of_left->key == of_right->key && of_left->parts == of_right->parts;
               } else if constexpr (std::is_same_v<Shared,
                                                   std::shared_ptr<const LocalizedText::List>>) {
                 return of_left->between == of_right->between && of_left->last == of_right->last &&
                        of_left->all == of_right->all;
               } else if constexpr (requires { *of_left; }) {
                 return *of_left == *of_right;
               } else {
                 return of_left == of_right;
               }
             },
             left.value_);
}

} // namespace libcase
