#pragma once
// The local outbox: where mail goes while no SMTP server is configured, so that every flow works
// offline. One JSON file per mail in DIRECTORY, named by its id. Safe for many threads.
//
// (1) A mail is there once for its cause, whole, and on the disk, before `put` returns; a crash leaves no half of one.
// (2) At most `mails_max` are kept; the oldest go first.
// (3) Only the user who runs arris can read them: they hold links that sign people in.

#include <filesystem>
#include <mutex>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/result.h"
#include "effect/frame.h"
#include "effects/clock.h"
#include "effects/mail.h"

namespace arris::effects {

struct MailBoxSettings {
  std::size_t mails_max = 10'000;
  Clock clock = unix_ms;
};

class MailBox {
 public:
  explicit MailBox(std::filesystem::path directory, MailBoxSettings settings = {});

  // The id of the mail; of the one that is there already for this cause (mail.h).
  Result<std::string> put(const effect::Mail& mail, std::string_view cause = {});

  // The newest first; all recipients when `to` is empty, else that one, whatever its case.
  std::vector<StoredMail> list(std::string_view to = {}, std::size_t limit = 200) const;
  std::optional<StoredMail> show(std::string_view id) const;

 private:
  std::vector<std::string> ids() const;  // the newest first
  Status write(const std::string& name, std::string_view text) const;
  void remove_oldest();

  const std::filesystem::path directory_;
  const MailBoxSettings settings_;
  std::mutex mutex_;
  std::unordered_map<std::string, std::string> ids_by_tail_;  // what an id has of the mail's name
  std::int64_t last_ms_ = 0;
};

}  // namespace arris::effects
