#include "seed/seed.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "core/ids.h"
#include "crypto/root_key.h"
#include "effects/clock.h"
#include "seed/rows.h"
#include "seed/story.h"
#include "sqlite/migrations.h"
#include "wasmtime/fault.h"

namespace arris::seed {

using wasmtime::Settings;
using wasmtime::StartError;

namespace {

std::string cause_of(const Error& error) {
  return error.cause.empty() ? error.detail : error.cause;
}

std::filesystem::path folder_of(const Settings& settings) {
  if (!std::filesystem::is_directory(settings.data))
    throw StartError("there is no data in " + settings.data +
                     ": give the folder of the server's data with --data");
  return settings.data;
}

crypto::RootKey root_of(const Settings& settings) {
  std::optional<std::string_view> given;
  if (!settings.root_key.empty()) given = settings.root_key;
  if (!given && !std::filesystem::exists(folder_of(settings) / "root.key"))
    throw StartError("there is no root.key in " + settings.data +
                     ": give the folder of the server's data with --data");
  auto root = crypto::RootKey::load(folder_of(settings), given);
  if (!root) throw StartError(cause_of(root.error()));
  return std::move(root).value();
}

std::unique_ptr<sqlite::Connection> open_served(const Settings& settings) {
  const auto path = folder_of(settings) / "arris.db";
  if (!std::filesystem::exists(path))
    throw StartError("there is no database in " + settings.data +
                     ": start the server once, and set up its owner");
  auto opened = sqlite::Connection::open(path.string());
  if (!opened) throw StartError(cause_of(opened.error()));
  const auto state = sqlite::migration_state(*opened.value(), settings.migrations);
  if (!state) throw StartError(cause_of(state.error()));
  if (!state->pending.empty())
    throw StartError("the database waits for migrations: run `arris migrate`, or start the server");
  return std::move(opened).value();
}

// Midnight, so that another run on the same day tells the same.
std::int64_t end_of_story(const SeedArguments& arguments) {
  const auto now_ms = effects::unix_ms();
  if (!arguments.now_ms) return now_ms - now_ms % day_ms;
  if (*arguments.now_ms > now_ms || *arguments.now_ms < 366 * day_ms)
    throw StartError("--now is " + std::to_string(*arguments.now_ms) +
                     ": give a time in the past, in Unix ms");
  return *arguments.now_ms - *arguments.now_ms % hour_ms;
}

Owner find_owner(sqlite::Connection& database, const std::string& email) {
  const auto rows =
      email.empty()
          ? list_texts(database,
                       "SELECT u.id, u.email, u.name FROM users u JOIN memberships m "
                       "ON m.user_id = u.id WHERE m.role = 'owner' AND m.status = 'active' "
                       "ORDER BY m.joined_at_ms, u.id LIMIT 1")
          : list_texts(database, "SELECT id, email, name FROM users WHERE email = ?1", {email});
  if (rows.empty())
    throw StartError(email.empty() ? "there is no owner yet: open the server's set-up link first"
                                   : "nobody here has the address " + email);
  return {rows[0][0], rows[0][1], rows[0][2]};
}

Owner owner_for_file(const SeedArguments& arguments) {
  if (!is_uuid(arguments.owner))
    throw StartError("--owner is \"" + arguments.owner +
                     "\": with --sql, give the id of the person who is to own the sample org");
  const auto email =
      arguments.email.empty() ? "owner@" + arguments.owner + ".example" : arguments.email;
  return {arguments.owner, email, "Owner"};
}

Size size_of(const SeedArguments& arguments) {
  const auto size = find_size(arguments.size);
  if (!size) throw StartError("--size is \"" + arguments.size + "\": give small, medium or large");
  return *size;
}

// Two at once would fill the same org. What a killed one left is removed by the next (Scratch).
class OneAtATime {
 public:
  explicit OneAtATime(const Settings& settings)
      : lock_(::open((folder_of(settings) / "seed.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC,
                     0600)) {
    if (lock_ < 0) throw StartError("the data folder " + settings.data + " can't be written");
    if (::flock(lock_, LOCK_EX | LOCK_NB) == 0) return;
    ::close(lock_);
    throw StartError("another `arris seed` is at work in " + settings.data);
  }
  ~OneAtATime() { ::close(lock_); }
  OneAtATime(const OneAtATime&) = delete;

 private:
  const int lock_;
};

class OutputFile {
 public:
  explicit OutputFile(const std::string& path)
      : path_(path), file_(path == "-" ? stdout : std::fopen(path.c_str(), "w")) {
    if (file_ == nullptr) throw StartError(path + " can't be written");
  }
  ~OutputFile() {
    if (file_ != nullptr && file_ != stdout) std::fclose(file_);
  }
  std::FILE* get() { return file_; }
  void close() {
    const bool failed = std::fflush(file_) != 0 || std::ferror(file_) != 0;
    if (failed) throw StartError(path_ + " can't be written");
  }

 private:
  const std::string path_;
  std::FILE* file_;
};

// A database with the story in it and nothing else.
class Told {
 public:
  Told(const Settings& settings, const SeedArguments& arguments, Owner owner)
      : size_(size_of(arguments)),
        now_ms_(end_of_story(arguments)),
        keys_(root_of(settings)),
        scratch_(folder_of(settings) / "seed.db"),
        stage_(settings, scratch_.path(), keys_,
               std::string(size_.name) + " " + std::to_string(now_ms_)),
        story_(stage_, size_, now_ms_, owner) {
    story_.tell();
    stage_.finish(now_ms_);
  }
  sqlite::Connection& database() { return stage_.connection(); }
  const std::string& org() const { return story_.org(); }
  const Size& size() const { return size_; }

 private:
  const Size size_;
  const std::int64_t now_ms_;
  crypto::Keyring keys_;
  Scratch scratch_;
  Stage stage_;
  Story story_;
};

void report(const Size& size, const Kept& kept, const std::string& where) {
  std::printf("%lld events of %lld days are in the org Sample (%lld rows) %s\n",
              static_cast<long long>(size.told()), static_cast<long long>(size.days),
              static_cast<long long>(kept.rows), where.c_str());
}

std::string sample_org(sqlite::Connection& database) {
  return find_text(database, "SELECT id FROM orgs WHERE sample = 1");
}

int fill(const Settings& settings, const SeedArguments& arguments) {
  const auto database = open_served(settings);
  const auto owner = find_owner(*database, arguments.email);
  Told told(settings, arguments, owner);
  const auto before = sample_org(*database);
  if (!before.empty()) remove_rows(*database, before);
  report(told.size(), copy_rows(told.database(), *database, told.org(), owner.id),
         "of " + owner.email + (before.empty() ? "" : ", in place of what was there before"));
  return 0;
}

int empty(const Settings& settings) {
  const auto database = open_served(settings);
  const auto org = sample_org(*database);
  if (org.empty()) {
    std::printf("there is no sample data\n");
    return 0;
  }
  const auto removed = remove_rows(*database, org);
  std::printf("the sample data is gone: %lld rows\n", static_cast<long long>(removed.rows));
  return 0;
}

int write_removal_file(const Settings& settings, const SeedArguments& arguments) {
  auto opened = sqlite::Connection::open(sqlite::in_memory);
  if (!opened) throw StartError(cause_of(opened.error()));
  if (auto done = sqlite::migrate(*opened.value(), settings.migrations); !done)
    throw StartError(cause_of(done.error()));
  OutputFile file(arguments.sql_file);
  write_removal(*opened.value(), file.get());
  file.close();
  return 0;
}

int write_file(const Settings& settings, const SeedArguments& arguments) {
  const auto owner = owner_for_file(arguments);
  Told told(settings, arguments, owner);
  OutputFile file(arguments.sql_file);
  write_removal(told.database(), file.get());
  const auto kept = write_rows(told.database(), file.get(), told.org(), owner.id);
  file.close();
  if (arguments.sql_file != "-") report(told.size(), kept, "in " + arguments.sql_file);
  return 0;
}

}  // namespace

int seed(const Settings& settings, const SeedArguments& arguments) {
  size_of(arguments);
  end_of_story(arguments);
  if (arguments.remove && !arguments.sql_file.empty())
    return write_removal_file(settings, arguments);
  const OneAtATime alone(settings);
  if (!arguments.sql_file.empty()) return write_file(settings, arguments);
  return arguments.remove ? empty(settings) : fill(settings, arguments);
}

}  // namespace arris::seed
