#pragma once
// A file system for SQLite that remembers every write and every sync of the databases below a folder,
// so that a test can make what a disk would hold after a loss of power at any moment.

#include <sqlite3.h>

#include <cstdint>
#include <cstring>
#include <map>
#include <mutex>
#include <random>
#include <string>
#include <vector>

namespace arris::sqlite {

struct DiskEvent {
  enum class Kind { write, truncate, sync, answered };
  Kind kind;
  std::string file{};
  std::int64_t at = 0;  // offset, new size, or what was answered
  std::string bytes{};
};

class Recording {
 public:
  // The default file system while it lives. One at a time.
  Recording();
  ~Recording();
  Recording(const Recording&) = delete;

  void note(DiskEvent event) {
    std::lock_guard lock(mutex_);
    events_.push_back(std::move(event));
  }
  void answered(std::int64_t id) { note({DiskEvent::Kind::answered, {}, id}); }
  const std::vector<DiskEvent>& events() const { return events_; }

 private:
  sqlite3_vfs vfs_{};
  sqlite3_vfs* real_ = nullptr;
  std::mutex mutex_;
  std::vector<DiskEvent> events_;
};

namespace recorded {

struct File {
  sqlite3_file base;
  const char* path;  // null: not recorded
  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};
inline Recording* recording = nullptr;
inline sqlite3_vfs* real_vfs = nullptr;

inline File* file_of(sqlite3_file* file) { return reinterpret_cast<File*>(file); }
inline sqlite3_file* real(sqlite3_file* file) { return file_of(file)->real(); }
inline const sqlite3_io_methods* methods(sqlite3_file* file) { return real(file)->pMethods; }

inline int write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 at) {
  if (const char* path = file_of(file)->path)
    recording->note(
        {DiskEvent::Kind::write, path, at,
         std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(count))});
  return methods(file)->xWrite(real(file), bytes, count, at);
}
inline int truncate(sqlite3_file* file, sqlite3_int64 size) {
  if (const char* path = file_of(file)->path)
    recording->note({DiskEvent::Kind::truncate, path, size});
  return methods(file)->xTruncate(real(file), size);
}
// The real disk is not asked: nothing is lost but in the images.
inline int sync(sqlite3_file* file, int) {
  if (const char* path = file_of(file)->path) recording->note({DiskEvent::Kind::sync, path});
  return SQLITE_OK;
}

inline const sqlite3_io_methods io = {
    2,
    [](sqlite3_file* f) { return methods(f)->xClose(real(f)); },
    [](sqlite3_file* f, void* to, int count, sqlite3_int64 at) {
      return methods(f)->xRead(real(f), to, count, at);
    },
    write,
    truncate,
    sync,
    [](sqlite3_file* f, sqlite3_int64* size) { return methods(f)->xFileSize(real(f), size); },
    [](sqlite3_file* f, int level) { return methods(f)->xLock(real(f), level); },
    [](sqlite3_file* f, int level) { return methods(f)->xUnlock(real(f), level); },
    [](sqlite3_file* f, int* held) { return methods(f)->xCheckReservedLock(real(f), held); },
    [](sqlite3_file* f, int op, void* a) { return methods(f)->xFileControl(real(f), op, a); },
    [](sqlite3_file* f) { return methods(f)->xSectorSize(real(f)); },
    [](sqlite3_file* f) { return methods(f)->xDeviceCharacteristics(real(f)); },
    [](sqlite3_file* f, int page, int size, int grow, void volatile** to) {
      return methods(f)->xShmMap(real(f), page, size, grow, to);
    },
    [](sqlite3_file* f, int at, int n, int flags) {
      return methods(f)->xShmLock(real(f), at, n, flags);
    },
    [](sqlite3_file* f) { methods(f)->xShmBarrier(real(f)); },
    [](sqlite3_file* f, int remove) { return methods(f)->xShmUnmap(real(f), remove); },
    nullptr,
    nullptr};

inline int open(sqlite3_vfs*, sqlite3_filename path, sqlite3_file* file, int flags, int* out) {
  const bool kept = (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL)) != 0;
  file_of(file)->path = kept ? path : nullptr;
  const int code = real_vfs->xOpen(real_vfs, path, real(file), flags, out);
  file->pMethods = code == SQLITE_OK ? &io : nullptr;
  return code;
}

}  // namespace recorded

inline Recording::Recording() : real_(sqlite3_vfs_find(nullptr)) {
  recorded::recording = this;
  recorded::real_vfs = real_;
  vfs_ = *real_;
  vfs_.zName = "recording";
  vfs_.szOsFile = static_cast<int>(sizeof(recorded::File)) + real_->szOsFile;
  vfs_.xOpen = recorded::open;
  sqlite3_vfs_register(&vfs_, 1);
}

inline Recording::~Recording() {
  sqlite3_vfs_unregister(&vfs_);
  sqlite3_vfs_register(real_, 1);
}

// Whether the disk does what a sync asks of it.
enum class Syncs { honest, ignored };

// What the files hold when the power goes before event `end`: all that was synced, and of the rest
// each write whole, torn at 512 bytes, or not at all.
inline std::map<std::string, std::string> image_of(const std::vector<DiskEvent>& events,
                                                   std::size_t end, Syncs syncs,
                                                   std::mt19937& random) {
  std::map<std::string, std::size_t> synced;
  for (std::size_t i = 0; i < end && syncs == Syncs::honest; ++i)
    if (events[i].kind == DiskEvent::Kind::sync) synced[events[i].file] = i;
  std::map<std::string, std::string> files;
  for (std::size_t i = 0; i < end; ++i) {
    const DiskEvent& event = events[i];
    if (event.file.empty() || event.kind == DiskEvent::Kind::sync) continue;
    const auto last = synced.find(event.file);
    const bool safe = last != synced.end() && i < last->second;
    const auto fate = safe ? 0 : random() % 4;  // 0, 1: whole; 2: torn; 3: lost
    if (fate == 3) continue;
    auto& file = files[event.file];
    const auto at = static_cast<std::size_t>(event.at);
    if (event.kind == DiskEvent::Kind::truncate) {
      file.resize(at);
      continue;
    }
    const auto sectors = event.bytes.size() / 512 + 1;
    const auto size = fate == 2 ? random() % sectors * 512 : event.bytes.size();
    if (file.size() < at + size) file.resize(at + size);
    std::memcpy(file.data() + at, event.bytes.data(), size);
  }
  return files;
}

}  // namespace arris::sqlite
