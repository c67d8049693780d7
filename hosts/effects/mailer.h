#pragma once
// Performs the `mail` effect: through SMTP when a server is configured, else into the local outbox.
// Sends on threads of its own. It doesn't retry: the sender's outbox does, when the answer is a
// failure.
//
// (1) Every completion is called exactly once.
// (2) A mail that would forge a header is invalid and goes nowhere.

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

#include "effects/answer.h"
#include "effects/mailbox.h"

namespace arris::effects {

enum class SmtpTls { required, none };  // `none` is for a server on the same machine

struct SmtpSettings {
  std::string url;   // smtp://host:587 upgrades by STARTTLS, smtps://host:465 starts with TLS
  std::string from;  // the sender's address
  std::string username, password;
  SmtpTls tls = SmtpTls::required;
  std::string ca_file;  // empty: the system's certificates
  std::uint32_t timeout_ms = 30'000;
};

struct MailerSettings {
  std::optional<SmtpSettings> smtp;
  std::size_t threads = 2;
  std::size_t queue_max = 256;
  Clock clock = unix_ms;
};

class Mailer {
 public:
  Mailer(MailBox& outbox, MailerSettings settings);
  // Waits for what is being sent; what is still queued fails with `unavailable`.
  ~Mailer();
  Mailer(const Mailer&) = delete;

  // Copies the mail. A full queue fails with `unavailable`. `cause` is the request or message that
  // sends it (mail.h): what comes again is kept once, and through SMTP has the same Message-ID.
  void perform(const effect::Mail& mail, std::string_view cause, Completion completion);

 private:
  struct Job {
    std::string to, subject, text, unsubscribe_url, cause;
    Completion completion;

    effect::Mail mail() const { return {to, subject, text, unsubscribe_url}; }
  };

  void work(std::stop_token stop);
  Answer deliver(const Job& job);
  Answer send(const Job& job, const SmtpSettings& smtp);

  MailBox& outbox_;
  const MailerSettings settings_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::deque<Job> queue_;
  std::vector<std::jthread> threads_;
};

}  // namespace arris::effects
