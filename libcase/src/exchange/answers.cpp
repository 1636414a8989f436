#include <boost/json/serialize.hpp>
#include <boost/json/string_view.hpp>

#include <libcase/exchange/answers.hpp>
#include <libcase/exchange/csv.hpp>

#include "text/utf8.hpp"

namespace libcase {

namespace {

template <class T>
const T& as(const void* value) {
  return *static_cast<const T*>(value);
}

std::string in_hexadecimal(unsigned byte) {
  constexpr std::string_view digits = "0123456789abcdef";
  return {digits[byte / 16], digits[byte % 16]};
}

/// An amount in euro as a number alone.
std::string amount_of(Money amount) {
  static const Currency euro{"EUR"};
  return amount.currency() == euro ? amount.decimal() : amount.to_string();
}

/// A value that is no answer, list or map, as text.
std::string text_of(const ValueType& type, const void* value) {
  switch (type.kind) {
  case ValueKind::boolean:
    return type.integer(value) != 0 ? "true" : "false";
  case ValueKind::integer:
  case ValueKind::link:
    return std::to_string(type.integer(value));
  case ValueKind::text:
  case ValueKind::country:
  case ValueKind::programme:
    return printable(type.text(value));
  case ValueKind::code:
    return std::string{type.codes[static_cast<std::size_t>(type.integer(value))]};
  case ValueKind::date:
    return as<Date>(value).to_string();
  case ValueKind::instant:
    return to_text(as<Instant>(value));
  case ValueKind::period:
    return as<Period>(value).to_string();
  case ValueKind::money:
    return amount_of(as<Money>(value));
  case ValueKind::path:
    return printable(as<std::filesystem::path>(value).native());
  case ValueKind::digest: {
    std::string text;
    for (const std::uint8_t byte : as<std::array<std::uint8_t, 16>>(value)) {
      text += in_hexadecimal(byte);
    }
    return text;
  }
  case ValueKind::wording:
  case ValueKind::nested:
  case ValueKind::list:
  case ValueKind::map:
    break;
  }
  return {};
}

std::string cell_of(const ValueType& type, const void* value) {
  const bool is_number = type.kind == ValueKind::integer || type.kind == ValueKind::money;
  return is_number ? text_of(type, value) : escaped_cell(text_of(type, value));
}

void append_text(std::string& json, std::string_view text) {
  json += boost::json::serialize(boost::json::string_view{text.data(), text.size()});
}

void append_value(std::string& json, const ValueType& type, const void* place);

void append_answer(std::string& json, const AnswerKind& kind, const void* answer) {
  json += "{";
  for (const AnswerField& field : kind.fields) {
    if (&field != kind.fields.data()) {
      json += ",";
    }
    append_text(json, field.name);
    json += ":";
    append_value(json, *field.type, field.get(answer).value);
  }
  json += "}";
}

void append_value(std::string& json, const ValueType& type, const void* place) {
  const void* value = type.find(place);
  if (value == nullptr) {
    json += "null";
    return;
  }
  std::string_view separator;
  switch (type.kind) {
  case ValueKind::boolean:
  case ValueKind::integer:
  case ValueKind::link:
    json += text_of(type, value);
    return;
  case ValueKind::nested:
    append_answer(json, type.answer(), value);
    return;
  case ValueKind::wording:
    json += "{";
    for (const Language language : languages()) {
      json += separator;
      separator = ",";
      append_text(json, language.code());
      json += ":";
      append_text(json, printable(as<LocalizedText>(value).in(language)));
    }
    json += "}";
    return;
  case ValueKind::map:
    json += "{";
    type.each(value, [&](std::string_view key, const void* element) {
      json += separator;
      separator = ",";
      append_text(json, printable(key));
      json += ":";
      append_value(json, *type.element, element);
    });
    json += "}";
    return;
  case ValueKind::list:
    json += "[";
    type.each(value, [&](std::string_view, const void* element) {
      json += separator;
      separator = ",";
      append_value(json, *type.element, element);
    });
    json += "]";
    return;
  default:
    append_text(json, text_of(type, value));
  }
}

/// Calls `visit` with the name, type and place of each column of an answer; without an answer, to
/// learn the names, the place is nullptr. A wording has a column for each language.
template <class Visit>
void each_column(const AnswerKind& kind, const void* answer, const std::string& prefix,
                 const Visit& visit) {
  for (const AnswerField& field : kind.fields) {
    const std::string name = prefix + std::string{field.name};
    const ValuePlace place = answer == nullptr ? ValuePlace{nullptr} : field.get(answer);
    if (field.type->kind == ValueKind::nested) {
      const void* nested = place.value == nullptr ? nullptr : field.type->find(place.value);
      each_column(field.type->answer(), nested, name + "_", visit);
    } else if (field.type->kind == ValueKind::wording) {
      const void* wording = place.value == nullptr ? nullptr : field.type->find(place.value);
      for (const Language language : languages()) {
        const std::string text =
            wording == nullptr ? std::string{} : as<LocalizedText>(wording).in(language);
        visit(name + "_" + std::string{language.code()}, value_type<std::string>(), &text);
      }
    } else if (field.type->kind != ValueKind::list && field.type->kind != ValueKind::map) {
      visit(name, *field.type, place.value);
    }
  }
}

} // namespace

std::string answer_to_json(const AnswerKind& kind, const void* answer) {
  std::string json;
  append_answer(json, kind, answer);
  return json;
}

std::string value_to_json(const ValueType& type, const void* value) {
  std::string json;
  append_value(json, type, value);
  return json;
}

std::string answers_to_csv(const ValueType& list, const void* value) {
  const AnswerKind& kind = list.element->answer();
  std::string text;
  std::vector<std::string> fields;
  each_column(kind, nullptr, "", [&](const std::string& name, const ValueType&, const void*) {
    fields.push_back(name);
  });
  write_csv_row(text, fields);
  list.each(value, [&](std::string_view, const void* answer) {
    fields.clear();
    each_column(kind, answer, "",
                [&](const std::string&, const ValueType& type, const void* place) {
                  const void* found = place == nullptr ? nullptr : type.find(place);
                  fields.push_back(found == nullptr ? std::string{} : cell_of(type, found));
                });
    write_csv_row(text, fields);
  });
  return text;
}

} // namespace libcase
