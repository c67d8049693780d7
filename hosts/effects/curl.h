#pragma once
// What every user of libcurl needs: it started once, and handles that free themselves.

#include <curl/curl.h>

#include <csignal>
#include <memory>
#include <string>

namespace arris::effects {

struct FreeCurl {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using CurlHandle = std::unique_ptr<CURL, FreeCurl>;
using CurlUrl = std::unique_ptr<CURLU, FreeCurl>;

class CurlList {
 public:
  void add(const std::string& line) {
    if (curl_slist* grown = curl_slist_append(list_.get(), line.c_str()); grown != nullptr) {
      (void)list_.release();
      list_.reset(grown);
    }
  }
  curl_slist* get() const { return list_.get(); }

 private:
  std::unique_ptr<curl_slist, FreeCurl> list_;
};

// A TLS connection that the other side closed raises SIGPIPE, which would end the process; it is
// ignored.
inline void start_curl() {
  static const CURLcode started = [] {
    std::signal(SIGPIPE, SIG_IGN);
    return curl_global_init(CURL_GLOBAL_ALL);
  }();
  (void)started;
}

}  // namespace arris::effects
