#include "effects/mailbox.h"

#include <fcntl.h>
#include <sys/random.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "core/hash.h"
#include "core/ids.h"
#include "core/text.h"
#include "effects/mail_text.h"

namespace arris::effects {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::string_view extension = ".json";

// Writes and syncs a descriptor, and closes it.
bool fill(int file, std::string_view text) {
  bool done = true;
  while (done && !text.empty()) {
    const auto written = ::write(file, text.data(), text.size());
    done = written >= 0 || errno == EINTR;
    if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
  }
  done = done && ::fsync(file) == 0;
  return ::close(file) == 0 && done;
}

bool sync_folder(const fs::path& path) {
  const int folder = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return false;
  const bool done = ::fsync(folder) == 0;
  ::close(folder);
  return done;
}

int digit_of(char hex) { return hex <= '9' ? hex - '0' : hex - 'a' + 10; }

// An id without its time.
std::string tail_of(const std::string& id) { return id.substr(14); }

std::optional<StoredMail> read_mail(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const auto json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) return std::nullopt;
  StoredMail mail;
  mail.id = json.value("id", "");
  mail.to = json.value("to", "");
  mail.subject = json.value("subject", "");
  mail.text = json.value("text", "");
  mail.links = json.value("links", std::vector<std::string>());
  if (json.contains("code") && json["code"].is_string()) mail.code = json["code"];
  mail.sent_at_ms = json.value("sent_at_ms", std::int64_t{0});
  return mail;
}

}  // namespace

std::string name_of(const effect::Mail& mail, std::string_view cause) {
  char random[16];
  if (::getrandom(random, sizeof random, 0) != sizeof random) throw std::runtime_error("getrandom");
  if (cause.empty()) cause = {random, sizeof random};
  return Hash128().add(cause).add(mail.to).add(mail.subject).to_hex();
}

std::string make_mail_id(std::int64_t at_ms, std::string_view name) {
  std::uint8_t bytes[10];
  for (std::size_t i = 0; i < sizeof bytes; ++i)
    bytes[i] = static_cast<std::uint8_t>(digit_of(name[2 * i]) << 4 | digit_of(name[2 * i + 1]));
  std::string id(36, '\0');
  write_uuid(at_ms, bytes, id.data());
  return id;
}

std::string to_json(const StoredMail& mail) {
  const Json json{{"id", mail.id},
                  {"to", mail.to},
                  {"subject", mail.subject},
                  {"text", mail.text},
                  {"links", mail.links},
                  {"code", mail.code.empty() ? Json(nullptr) : Json(mail.code)},
                  {"sent_at_ms", mail.sent_at_ms}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

MailBox::MailBox(fs::path directory, MailBoxSettings settings)
    : directory_(std::move(directory)), settings_(std::move(settings)) {
  fs::create_directories(directory_);
  fs::permissions(directory_, fs::perms::owner_all);
  for (const auto& entry : fs::directory_iterator(directory_)) {
    if (entry.path().extension() != extension) fs::remove(entry.path());  // half of a mail
  }
  for (auto& id : ids()) ids_by_tail_.emplace(tail_of(id), std::move(id));
}

Result<std::string> MailBox::put(const effect::Mail& mail, std::string_view cause) {
  auto checked = check_mail(mail);
  if (!checked.ok()) return checked.error();
  std::lock_guard lock(mutex_);
  const auto now_ms = settings_.clock();
  // Ids of one millisecond would sort by chance.
  last_ms_ = std::max(now_ms, last_ms_ + 1);
  auto id = make_mail_id(last_ms_, name_of(mail, cause));
  const auto tail = tail_of(id);
  if (const auto found = ids_by_tail_.find(tail); found != ids_by_tail_.end()) return found->second;
  StoredMail stored{std::move(id),
                    std::string(mail.to),
                    std::string(mail.subject),
                    std::string(mail.text),
                    find_links(mail.text),
                    find_code(mail.text),
                    now_ms};
  auto written = write(stored.id, to_json(stored) + "\n");
  if (!written.ok()) return written.error();
  ids_by_tail_.emplace(tail, stored.id);
  if (ids_by_tail_.size() > settings_.mails_max) remove_oldest();
  return stored.id;
}

Status MailBox::write(const std::string& id, std::string_view text) const {
  const auto path = directory_ / (id + std::string(extension));
  const auto temporary = directory_ / (id + ".part");
  const int file = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file >= 0 && fill(file, text) && ::rename(temporary.c_str(), path.c_str()) == 0 &&
      sync_folder(directory_))
    return success();
  const std::string cause = path.string() + ": " + std::strerror(errno);
  ::unlink(temporary.c_str());
  return internal(cause);
}

void MailBox::remove_oldest() {
  const auto names = ids();
  for (std::size_t i = settings_.mails_max; i < names.size(); ++i) {
    ::unlink((directory_ / (names[i] + std::string(extension))).c_str());
    ids_by_tail_.erase(tail_of(names[i]));
  }
}

std::vector<std::string> MailBox::ids() const {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(directory_)) {
    auto name = entry.path().stem().string();
    if (entry.path().extension() == extension && is_uuid(name)) names.push_back(std::move(name));
  }
  std::ranges::sort(names, std::greater<>());
  return names;
}

std::vector<StoredMail> MailBox::list(std::string_view to, std::size_t limit) const {
  std::vector<StoredMail> mails;
  for (const auto& id : ids()) {
    if (mails.size() >= limit) break;
    auto mail = show(id);
    if (mail && (to.empty() || equals_ignoring_case(mail->to, to)))
      mails.push_back(std::move(*mail));
  }
  return mails;
}

std::optional<StoredMail> MailBox::show(std::string_view id) const {
  if (!is_uuid(id)) return std::nullopt;
  return read_mail(directory_ / (std::string(id) + std::string(extension)));
}

}  // namespace arris::effects
