#include "crypto/root_key.h"

#include "core/text.h"
#include "crypto/primitives.h"
#include "crypto/private_file.h"

namespace arris::crypto {
namespace {

namespace fs = std::filesystem;

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// The first line of a private file; nullopt when there is none.
Result<std::optional<std::string>> read_line(const fs::path& path) {
  auto text = read_private(path);
  if (text.ok() && text.value() && text.value()->ends_with('\n')) text.value()->pop_back();
  return text;
}

Result<RootKey> create_key(const fs::path& path) {
  Secret secret;
  fill_random(secret.writable());
  auto hex = to_hex(secret.bytes()) + "\n";
  auto created = create_private(path, hex);
  OPENSSL_cleanse(hex.data(), hex.size());
  if (!created.ok()) return created.error();
  auto text = read_line(path);
  if (!text.ok()) return text.error();
  return RootKey::from_hex(text->value_or(""));
}

Result<RootKey> read_or_create(const fs::path& directory, bool known) {
  const auto path = directory / "root.key";
  auto text = read_line(path);
  if (!text.ok()) return text.error();
  if (!text->has_value() && known)
    return internal(path.string() + " is missing, but this data was made with a root key: " +
                    "put it back, or set ARRIS_ROOT_KEY");
  if (!text->has_value()) return create_key(path);
  auto key = RootKey::from_hex(text->value());
  OPENSSL_cleanse(text->value().data(), text->value().size());
  if (!key.ok()) return internal(path.string() + " does not hold 64 hexadecimal digits");
  return key;
}

}  // namespace

Result<RootKey> RootKey::from_hex(std::string_view hex) {
  if (hex.size() != 2 * Secret::size_bytes) return internal("a root key has 64 hexadecimal digits");
  RootKey key;
  for (std::size_t i = 0; i < Secret::size_bytes; ++i) {
    const int high = digit_of(hex[2 * i]), low = digit_of(hex[2 * i + 1]);
    if (high < 0 || low < 0) return internal("a root key has 64 hexadecimal digits");
    key.secret_.writable()[i] = static_cast<std::uint8_t>(high << 4 | low);
  }
  return key;
}

Result<RootKey> RootKey::load(const fs::path& directory, std::optional<std::string_view> hex) {
  const auto check_path = directory / "root.check";
  auto check = read_line(check_path);
  if (!check.ok()) return check.error();
  auto key = hex ? from_hex(*hex) : read_or_create(directory, check->has_value());
  if (!key.ok()) return key;
  if (!check->has_value()) {
    auto created = create_private(check_path, key->check_value() + "\n");
    if (!created.ok()) return created.error();
    check = read_line(check_path);
    if (!check.ok()) return check.error();
  }
  if (!equal_in_constant_time(check->value_or(""), key->check_value()))
    return internal("the root key is not the one that this data was made with (" +
                    check_path.string() + " differs)");
  return key;
}

Secret RootKey::derive(std::string_view kind, std::string_view name) const {
  std::string info = "arris/v1/";
  info.append(kind).append("/").append(name);
  Secret key;
  hkdf_sha256(secret_.text(), {}, info, key.writable());
  return key;
}

std::string RootKey::check_value() const {
  return to_hex(derive("check", "root").bytes().first<16>());
}

}  // namespace arris::crypto
