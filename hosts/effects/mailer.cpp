#include "effects/mailer.h"

#include <exception>

#include "effects/curl.h"
#include "effects/mail_text.h"

namespace arris::effects {
namespace {

using effect::Failure;

Answer failed(const Error& error) {
  const auto kind = error.code == Code::invalid     ? Failure::invalid
                    : error.code == Code::too_large ? Failure::too_large
                                                    : Failure::unavailable;
  return Answer::failed(kind, error.detail.empty() ? error.cause : error.detail);
}

std::size_t upload(char* out, std::size_t size, std::size_t count, void* rest_pointer) {
  auto& rest = *static_cast<std::string_view*>(rest_pointer);
  const auto copied = rest.copy(out, size * count);
  rest.remove_prefix(copied);
  return copied;
}

// A server's lasting refusal differs from what may work later.
Answer answer_of(CURL* handle, CURLcode code, const char* detail) {
  if (code == CURLE_OK) return Answer::of(effect::EmptyAnswer{});
  long reply = 0;
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &reply);
  const std::string message = *detail != '\0' ? detail : curl_easy_strerror(code);
  if (code == CURLE_OPERATION_TIMEDOUT) return Answer::failed(Failure::timeout, message);
  const bool lasting = reply >= 500 && reply < 600 && code != CURLE_LOGIN_DENIED;
  return Answer::failed(lasting ? Failure::refused : Failure::unavailable, message);
}

void set_server(CURL* handle, const SmtpSettings& smtp) {
  curl_easy_setopt(handle, CURLOPT_URL, smtp.url.c_str());
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(handle, CURLOPT_PROXY, "");
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(smtp.timeout_ms));
  const bool tls = smtp.tls == SmtpTls::required;
  curl_easy_setopt(handle, CURLOPT_USE_SSL,
                   static_cast<long>(tls ? CURLUSESSL_ALL : CURLUSESSL_NONE));
  if (!smtp.ca_file.empty()) curl_easy_setopt(handle, CURLOPT_CAINFO, smtp.ca_file.c_str());
  if (smtp.username.empty()) return;
  curl_easy_setopt(handle, CURLOPT_USERNAME, smtp.username.c_str());
  curl_easy_setopt(handle, CURLOPT_PASSWORD, smtp.password.c_str());
}

std::string bracketed(std::string_view address) { return "<" + std::string(address) + ">"; }

}  // namespace

Mailer::Mailer(MailBox& outbox, MailerSettings settings)
    : outbox_(outbox), settings_(std::move(settings)) {
  start_curl();
  for (std::size_t i = 0; i < settings_.threads; ++i)
    threads_.emplace_back([this](std::stop_token stop) { work(stop); });
}

Mailer::~Mailer() {
  for (auto& thread : threads_) thread.request_stop();
  threads_.clear();
  for (Job& job : queue_)
    job.completion(Answer::failed(Failure::unavailable, "the server is stopping"));
}

void Mailer::perform(const effect::Mail& mail, std::string_view cause, Completion completion) {
  if (auto checked = check_mail(mail); !checked.ok()) return completion(failed(checked.error()));
  std::unique_lock lock(mutex_);
  if (queue_.size() >= settings_.queue_max) {
    lock.unlock();
    return completion(Answer::failed(Failure::unavailable, "too many mails at once"));
  }
  queue_.push_back({std::string(mail.to), std::string(mail.subject), std::string(mail.text),
                    std::string(mail.unsubscribe_url), std::string(cause), std::move(completion)});
  lock.unlock();
  wake_.notify_one();
}

void Mailer::work(std::stop_token stop) {
  while (true) {
    std::unique_lock lock(mutex_);
    wake_.wait(lock, stop, [this] { return !queue_.empty(); });
    if (stop.stop_requested()) return;
    Job job = std::move(queue_.front());
    queue_.pop_front();
    lock.unlock();
    job.completion(deliver(job));
  }
}

Answer Mailer::deliver(const Job& job) {
  try {
    if (settings_.smtp) return send(job, *settings_.smtp);
    auto stored = outbox_.put(job.mail(), job.cause);
    if (!stored.ok()) return failed(stored.error());
    return Answer::of(effect::EmptyAnswer{});
  } catch (const std::exception& failure) {
    return Answer::failed(Failure::unavailable, failure.what());
  }
}

Answer Mailer::send(const Job& job, const SmtpSettings& smtp) {
  const auto mail = job.mail();
  const auto name = name_of(mail, job.cause);
  const auto message = to_message({smtp.from, name, settings_.clock()}, mail);
  std::string_view rest = message;
  CurlHandle handle(curl_easy_init());
  if (handle == nullptr) return Answer::failed(Failure::unavailable, "libcurl did not start");
  char detail[CURL_ERROR_SIZE] = "";
  CurlList recipients;
  recipients.add(bracketed(mail.to));
  set_server(handle.get(), smtp);
  curl_easy_setopt(handle.get(), CURLOPT_ERRORBUFFER, detail);
  curl_easy_setopt(handle.get(), CURLOPT_MAIL_FROM, bracketed(smtp.from).c_str());
  curl_easy_setopt(handle.get(), CURLOPT_MAIL_RCPT, recipients.get());
  curl_easy_setopt(handle.get(), CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(handle.get(), CURLOPT_READFUNCTION, upload);
  curl_easy_setopt(handle.get(), CURLOPT_READDATA, &rest);
  return answer_of(handle.get(), curl_easy_perform(handle.get()), detail);
}

}  // namespace arris::effects
