#include "crypto/root_key.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "core/text.h"
#include "crypto/primitives.h"

namespace arris::crypto {
namespace {

namespace fs = std::filesystem;

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int get() const { return number_; }
  bool ok() const { return number_ >= 0; }

 private:
  int number_;
};

std::string reason(const fs::path& path) { return path.string() + ": " + std::strerror(errno); }

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

Status write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const auto written = ::write(file, text.data(), text.size());
    if (written < 0) return internal(std::string("write: ") + std::strerror(errno));
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::fsync(file) != 0) return internal(std::string("fsync: ") + std::strerror(errno));
  return success();
}

// Creates a file whole or not at all. A file that is there already, from a start at the same
// moment, stays.
Status create_file(const fs::path& path, std::string_view text) {
  std::string temporary = path.string() + ".XXXXXX";
  Descriptor file(::mkstemp(temporary.data()));  // mode 0600
  if (!file.ok()) return internal(reason(path));
  auto written = write_all(file.get(), text);
  const bool linked = written.ok() && ::link(temporary.c_str(), path.c_str()) == 0;
  const bool there = linked || (written.ok() && errno == EEXIST);
  const auto cause = there ? std::string() : reason(path);
  ::unlink(temporary.c_str());
  if (!written.ok()) return written;
  if (!there) return internal(cause);
  Descriptor folder(::open(path.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!folder.ok() || ::fsync(folder.get()) != 0) return internal(reason(path.parent_path()));
  return success();
}

// The text of a small file, without the newline at its end; nullopt when there is none.
Result<std::optional<std::string>> read_private(const fs::path& path) {
  Descriptor file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
  if (!file.ok() && errno == ENOENT) return std::optional<std::string>();
  if (!file.ok()) return internal(reason(path));
  struct stat status{};
  if (::fstat(file.get(), &status) != 0) return internal(reason(path));
  if (!S_ISREG(status.st_mode) || status.st_uid != ::geteuid())
    return internal(path.string() + " must be a file of the user who runs arris");
  if ((status.st_mode & 077) != 0)
    return internal(path.string() + " is readable by others: chmod 600 " + path.string());
  std::string text(256, '\0');
  const auto size = ::read(file.get(), text.data(), text.size());
  if (size < 0) return internal(reason(path));
  text.resize(static_cast<std::size_t>(size));
  if (text.ends_with('\n')) text.pop_back();
  return std::optional(std::move(text));
}

Result<RootKey> create_key(const fs::path& path) {
  Secret secret;
  fill_random(secret.writable());
  auto hex = to_hex(secret.bytes()) + "\n";
  auto created = create_file(path, hex);
  OPENSSL_cleanse(hex.data(), hex.size());
  if (!created.ok()) return created.error();
  auto text = read_private(path);
  if (!text.ok()) return text.error();
  return RootKey::from_hex(text->value_or(""));
}

Result<RootKey> read_or_create(const fs::path& directory, bool known) {
  const auto path = directory / "root.key";
  auto text = read_private(path);
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
  auto check = read_private(check_path);
  if (!check.ok()) return check.error();
  auto key = hex ? from_hex(*hex) : read_or_create(directory, check->has_value());
  if (!key.ok()) return key;
  if (!check->has_value()) {
    auto created = create_file(check_path, key->check_value() + "\n");
    if (!created.ok()) return created.error();
    check = read_private(check_path);
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
