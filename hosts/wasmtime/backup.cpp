// `arris backup` and `arris restore`. A backup is a folder: the database as it was at one moment, the
// check value of the root key, and their sums. The root key is not in it.

#include "sqlite/backup.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <memory>

#include "core/text.h"
#include "wasmtime/commands.h"
#include "wasmtime/data_folder.h"
#include "wasmtime/fault.h"
#include "wasmtime/files.h"

namespace arris::wasmtime {
namespace {

namespace fs = std::filesystem;

constexpr const char* database_name = "arris.db";
constexpr const char* check_name = "root.check";
constexpr const char* sums_name = "SHA256SUMS";

std::string sum_of(const fs::path& path) {
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> hash(EVP_MD_CTX_new(),
                                                                     EVP_MD_CTX_free);
  std::ifstream in(path, std::ios::binary);
  std::array<std::uint8_t, EVP_MAX_MD_SIZE> digest{};
  std::string piece(1 << 20, '\0');
  unsigned size = 0;
  EVP_DigestInit_ex(hash.get(), EVP_sha256(), nullptr);
  while (in.read(piece.data(), static_cast<std::streamsize>(piece.size())) || in.gcount() > 0)
    EVP_DigestUpdate(hash.get(), piece.data(), static_cast<std::size_t>(in.gcount()));
  if (!in.eof()) throw StartError("can't read " + path.string());
  EVP_DigestFinal_ex(hash.get(), digest.data(), &size);
  return to_hex({digest.data(), size});
}

// As `sha256sum` writes and checks them.
std::string sums_of(const fs::path& folder) {
  std::string sums;
  for (const char* name : {database_name, check_name})
    if (fs::exists(folder / name)) sums += sum_of(folder / name) + "  " + name + "\n";
  return sums;
}

void sync(const fs::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool synced = file >= 0 && ::fsync(file) == 0;
  if (file >= 0) ::close(file);
  if (!synced) throw StartError("can't write " + path.string() + " to the disk");
}

void settle(const Status& status) {
  if (status) return;
  const Error& error = status.error();
  throw StartError(error.cause.empty() ? error.detail : error.cause);
}

void copy_private(const fs::path& from, const fs::path& to) {
  const auto bytes = read_file(from);
  if (!bytes || !replace_file(to, *bytes))
    throw StartError("can't copy " + from.string() + " to " + to.string());
}

// A folder that is not there yet. Only its owner may look into it.
void make_folder(const fs::path& folder) {
  std::error_code error;
  if (!fs::create_directory(folder, error))
    throw StartError(folder.string() + (error ? " can't be made (" + error.message() + ")"
                                              : " is there already: give a new folder"));
  fs::permissions(folder, fs::perms::owner_all);
}

fs::path parent_of(const fs::path& folder) { return fs::absolute(folder).parent_path(); }

void check_backup(const fs::path& folder) {
  const auto sums = read_file(folder / sums_name);
  if (!sums || !fs::exists(folder / database_name))
    throw StartError(folder.string() + " is not a backup: `arris backup` makes one");
  if (*sums != sums_of(folder))
    throw StartError(folder.string() + " is not as it was written: its sums differ");
}

void fill(const Settings& settings, const fs::path& folder) {
  const fs::path data = settings.data;
  settle(sqlite::copy_database(data / database_name, folder / database_name));
  fs::permissions(folder / database_name, fs::perms::owner_read | fs::perms::owner_write);
  if (fs::exists(data / check_name)) copy_private(data / check_name, folder / check_name);
  if (!replace_file(folder / sums_name, sums_of(folder)))
    throw StartError("can't write " + (folder / sums_name).string());
  for (const auto& file : fs::directory_iterator(folder)) sync(file.path());
  sync(folder);
}

}  // namespace

int backup(const Settings& settings, const std::string& to) {
  const fs::path target = fs::path(to) / "";
  const auto folder = target.parent_path();
  if (!fs::exists(fs::path(settings.data) / database_name))
    throw StartError("there is no database in " + settings.data +
                     ": give the folder of the server's data with --data");
  if (fs::exists(folder)) throw StartError(to + " is there already: give a new folder");
  const fs::path part = folder.string() + ".part";
  make_folder(part);
  try {
    fill(settings, part);
    fs::rename(part, folder);
    sync(parent_of(folder));
  } catch (...) {
    std::error_code ignored;
    fs::remove_all(part, ignored);
    throw;
  }
  std::printf("%s holds the database, whole and checked: %ju bytes\n", to.c_str(),
              static_cast<std::uintmax_t>(fs::file_size(folder / database_name)));
  std::printf(
      "the keys are not in it: keep root.key and vault.key, or ARRIS_ROOT_KEY and "
      "ARRIS_VAULT_KEYS, in another place\n");
  return 0;
}

int restore(const Settings& settings, const std::string& from) {
  check_backup(from);
  const DataFolder data(settings.data);
  for (const char* name : {database_name, "arris.db-wal", check_name})
    if (fs::exists(data.path() / name))
      throw StartError(settings.data + " holds data already: give an empty folder with --data");
  const auto part = data.path() / "arris.db.part";
  fs::copy_file(fs::path(from) / database_name, part, fs::copy_options::overwrite_existing);
  if (const auto damage = sqlite::damage_of(part); !damage.empty())
    throw StartError(from + " is damaged: " + damage);
  if (fs::exists(fs::path(from) / check_name))
    copy_private(fs::path(from) / check_name, data.path() / check_name);
  sync(part);
  fs::rename(part, data.path() / database_name);
  sync(data.path());
  std::printf(
      "%s is restored; a server needs the root key of then: root.key in it, or "
      "ARRIS_ROOT_KEY\n",
      settings.data.c_str());
  return 0;
}

}  // namespace arris::wasmtime
