#include "wasmtime/data_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "wasmtime/fault.h"
#include "wasmtime/files.h"

namespace arris::wasmtime {
namespace {

[[noreturn]] void refuse(const std::filesystem::path& path, int error) {
  throw StartError("the data folder " + path.string() + " can't be written (" +
                   std::strerror(error) + "): give another one with --data");
}

}  // namespace

DataFolder::DataFolder(const std::filesystem::path& path) : path_(path) {
  std::error_code error;
  std::filesystem::create_directories(path_, error);
  if (error) refuse(path_, error.value());
  // One that an older version made was open to everybody. Where a mount decides, this changes nothing.
  std::filesystem::permissions(
      path_, std::filesystem::perms::others_all | std::filesystem::perms::group_all,
      std::filesystem::perm_options::remove, error);
  const auto file = path_ / "arris.lock";
  lock_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock_ < 0) refuse(path_, errno);
  if (::flock(lock_, LOCK_EX | LOCK_NB) != 0) {
    const auto holder = read_file(file).value_or("");
    ::close(lock_);
    throw StartError("the data folder " + path_.string() + " is in use by another arris" +
                     (holder.empty() ? "" : " (process " + holder + ")") +
                     ": stop it, or give another folder with --data");
  }
  const auto process = std::to_string(::getpid());
  if (::ftruncate(lock_, 0) != 0 ||
      ::pwrite(lock_, process.data(), process.size(), 0) != static_cast<ssize_t>(process.size()))
    refuse(path_, errno);
}

std::string DataFolder::holder_of(const std::filesystem::path& path) {
  const int lock = ::open((path / "arris.lock").c_str(), O_RDONLY | O_CLOEXEC);
  if (lock < 0) return {};
  const bool is_held = ::flock(lock, LOCK_EX | LOCK_NB) != 0;
  ::close(lock);
  return is_held ? "process " + read_file(path / "arris.lock").value_or("?") : std::string();
}

DataFolder::~DataFolder() {
  if (lock_ < 0) return;
  (void)!::ftruncate(lock_, 0);
  ::close(lock_);
}

}  // namespace arris::wasmtime
