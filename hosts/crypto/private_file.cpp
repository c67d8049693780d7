#include "crypto/private_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace arris::crypto {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t size_max_bytes = 64 * 1024;

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

Status write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const auto written = ::write(file, text.data(), text.size());
    if (written < 0) return internal(std::string("write: ") + std::strerror(errno));
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::fsync(file) != 0) return internal(std::string("fsync: ") + std::strerror(errno));
  return success();
}

Status sync_folder_of(const fs::path& path) {
  const auto folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  Descriptor file(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!file.ok() || ::fsync(file.get()) != 0) return internal(reason(folder));
  return success();
}

// Writes the text beside the path; `settle` gives it the name and returns whether it has it.
template <class Settle>
Status write_beside(const fs::path& path, std::string_view text, Settle settle) {
  std::string beside = path.string() + ".XXXXXX";
  Descriptor file(::mkstemp(beside.data()));  // mode 0600
  if (!file.ok()) return internal(reason(path));
  auto status = write_all(file.get(), text);
  if (status.ok() && !settle(beside.c_str())) status = internal(reason(path));
  ::unlink(beside.c_str());
  if (!status.ok()) return status;
  return sync_folder_of(path);
}

Status check_owner(int file, const fs::path& path) {
  struct stat status{};
  if (::fstat(file, &status) != 0) return internal(reason(path));
  if (!S_ISREG(status.st_mode) || status.st_uid != ::geteuid())
    return internal(path.string() + " must be a file of the user who runs arris");
  if ((status.st_mode & 077) != 0)
    return internal(path.string() + " is readable by others: chmod 600 " + path.string());
  if (status.st_size > static_cast<off_t>(size_max_bytes))
    return internal(path.string() + " is above 64 KiB: it is not a file of keys");
  return success();
}

}  // namespace

Status create_private(const fs::path& path, std::string_view text) {
  return write_beside(path, text, [&](const char* beside) {
    return ::link(beside, path.c_str()) == 0 || errno == EEXIST;
  });
}

Status replace_private(const fs::path& path, std::string_view text) {
  return write_beside(path, text,
                      [&](const char* beside) { return ::rename(beside, path.c_str()) == 0; });
}

Result<std::optional<std::string>> read_private(const fs::path& path) {
  Descriptor file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
  if (!file.ok() && errno == ENOENT) return std::optional<std::string>();
  if (!file.ok()) return internal(reason(path));
  if (auto owned = check_owner(file.get(), path); !owned) return owned.error();
  std::string text(size_max_bytes, '\0');
  std::size_t size = 0;
  for (ssize_t read = 1; read > 0 && size < text.size(); size += static_cast<std::size_t>(read)) {
    read = ::read(file.get(), text.data() + size, text.size() - size);
    if (read < 0) return internal(reason(path));
  }
  text.resize(size);
  return std::optional(std::move(text));
}

}  // namespace arris::crypto
