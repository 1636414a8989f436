#include "register/digest.hpp"

#include <algorithm>
#include <array>

#include <libcase/vocabulary/errors.hpp>
#include <libcase/vocabulary/kind_and_length.hpp>

namespace libcase {

namespace {

std::array<char, 8> little_endian(std::int64_t value) {
  std::array<char, 8> bytes{};
  auto rest = static_cast<std::uint64_t>(value);
  for (char& byte : bytes) {
    byte = static_cast<char>(rest & 0xFFU);
    rest >>= 8U;
  }
  return bytes;
}

std::string with_length(std::string_view text) {
  const auto size = little_endian(static_cast<std::int64_t>(text.size()));
  std::string bytes{size.begin(), size.end()};
  bytes += text;
  return bytes;
}

constexpr char integer_mark = 'i';
constexpr char text_mark = 't';

std::string_view view(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

} // namespace

std::string to_hex(const Digest& digest) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const std::uint8_t byte : digest) {
    text += digits[byte >> 4U];
    text += digits[byte & 0xFU];
  }
  return text;
}

Digest digest_from_hex(std::string_view text) {
  Digest digest{};
  const auto value_of = [](char letter) {
    return letter >= '0' && letter <= '9'   ? letter - '0'
           : letter >= 'a' && letter <= 'f' ? letter - 'a' + 10
           : letter >= 'A' && letter <= 'F' ? letter - 'A' + 10
                                            : -1;
  };
  const bool is_hex = text.size() == 2 * digest.size() &&
                      std::ranges::all_of(text, [&](char letter) { return value_of(letter) >= 0; });
  if (!is_hex) {
    throw InvalidValue("invalid_digest", "expected a digest of 32 hexadecimal digits, found " +
                                             kind_and_length(text));
  }
  for (std::size_t index = 0; index < digest.size(); ++index) {
    digest[index] =
        static_cast<std::uint8_t>(value_of(text[2 * index]) * 16 + value_of(text[2 * index + 1]));
  }
  return digest;
}

void DigestBytes::integer(std::int64_t value) {
  const auto bytes = little_endian(value);
  bytes_.append(bytes.data(), bytes.size());
}

void DigestBytes::text(std::string_view text) {
  integer(static_cast<std::int64_t>(text.size()));
  bytes_.append(text);
}

Digest DigestBytes::digest() const {
  Digest digest{};
  crypto_generichash(digest.data(), digest.size(),
                     reinterpret_cast<const unsigned char*>(bytes_.data()), bytes_.size(), nullptr,
                     0);
  return digest;
}

RowDigester::RowDigester(const RecordKind& kind) : table_(with_length(kind.table)) {
  const auto& columns = stored_columns(kind);
  for (std::size_t index = 0; index < columns.size(); ++index) {
    by_name_.push_back({index, columns[index].name});
  }
  std::ranges::sort(by_name_, {}, &Field::name);
  for (Field& field : by_name_) {
    field.name = with_length(field.name);
  }
}

Digest RowDigester::digest(std::int64_t row, std::int64_t id, std::int64_t recording,
                           std::span<const StoredValue> values) {
  bytes_.clear();
  bytes_.raw(table_);
  bytes_.integer(row);
  bytes_.integer(id);
  bytes_.integer(recording);
  for (const Field& field : by_name_) {
    const StoredValue& value = values[field.index];
    if (value.type == StoredValue::Type::null) {
      continue;
    }
    bytes_.raw(field.name);
    if (value.type == StoredValue::Type::integer) {
      bytes_.raw({&integer_mark, 1});
      bytes_.integer(value.integer);
    } else {
      bytes_.raw({&text_mark, 1});
      bytes_.text(value.text);
    }
  }
  return bytes_.digest();
}

Digest reference_digest(std::int64_t row, std::int64_t id, std::int64_t recording,
                        std::string_view kind, std::span<const std::uint8_t> seal) {
  DigestBytes bytes;
  bytes.text("external_references");
  bytes.integer(row);
  bytes.integer(id);
  bytes.integer(recording);
  bytes.text(kind);
  bytes.text({reinterpret_cast<const char*>(seal.data()), seal.size()});
  return bytes.digest();
}

Digest seal_of(std::span<const std::uint8_t> salt, std::string_view reference) {
  Digest seal{};
  crypto_generichash(seal.data(), seal.size(),
                     reinterpret_cast<const unsigned char*>(reference.data()), reference.size(),
                     salt.data(), salt.size());
  return seal;
}

RecordingDigester::RecordingDigester(const Digest& previous, const RecordingHeader& header,
                                     std::int64_t first_row) {
  crypto_generichash_init(&state_, nullptr, 0, Digest{}.size());
  std::string bytes{view(previous)};
  for (const std::int64_t number :
       {header.number, first_row, std::int64_t{header.is_historical ? 1 : 0}}) {
    const auto encoded = little_endian(number);
    bytes.append(encoded.data(), encoded.size());
  }
  bytes += with_length(to_text(header.at));
  bytes += with_length(header.by);
  bytes += with_length(header.why);
  bytes += with_length(header.source ? view(*header.source) : std::string_view{});
  crypto_generichash_update(&state_, reinterpret_cast<const unsigned char*>(bytes.data()),
                            bytes.size());
}

void RecordingDigester::add_row(const Digest& digest) {
  crypto_generichash_update(&state_, digest.data(), digest.size());
  ++count_;
}

Digest RecordingDigester::finish() {
  const auto count = little_endian(count_);
  crypto_generichash_update(&state_, reinterpret_cast<const unsigned char*>(count.data()),
                            count.size());
  Digest digest{};
  crypto_generichash_final(&state_, digest.data(), digest.size());
  return digest;
}

} // namespace libcase
