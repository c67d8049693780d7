#include "wasmtime/settings_urls.h"

#include "effects/destination.h"

namespace arris::wasmtime {

std::optional<std::string> base_of(std::string_view url) {
  const auto begin = url.find("://");
  if (begin == url.npos) return std::nullopt;
  const auto end = url.find_first_of("/?#", begin + 3);
  if (end != url.npos && url.substr(end) != "/") return std::nullopt;
  auto origin = effects::origin_of(url);
  if (origin.empty()) return std::nullopt;
  return origin;
}

bool is_mail_server(std::string_view url) {
  const effects::CurlUrl parsed(curl_url());
  if (!url.starts_with("smtp://") && !url.starts_with("smtps://")) return false;
  return parsed != nullptr &&
         curl_url_set(parsed.get(), CURLUPART_URL, std::string(url).c_str(), 0) == CURLUE_OK;
}

}  // namespace arris::wasmtime
