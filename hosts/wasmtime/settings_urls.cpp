#include "wasmtime/settings_urls.h"

#include <algorithm>

#include "core/text.h"
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

bool is_collector(std::string_view url) {
  const auto origin = url.substr(0, url.find('/', std::min(url.size(), url.find("://") + 3)));
  return base_of(origin) && url.find_first_of("?# ") == url.npos;
}

std::optional<std::pair<std::string, std::string>> header_of(std::string_view text) {
  constexpr std::string_view name_characters = "abcdefghijklmnopqrstuvwxyz0123456789-_.";
  const auto equals = text.find('=');
  if (equals == text.npos) return std::nullopt;
  auto name = to_lower(trim(text.substr(0, equals)));
  auto value = percent_decode(trim(text.substr(equals + 1)));
  if (name.empty() || name.find_first_not_of(name_characters) != name.npos) return std::nullopt;
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7f; };
  if (!value || std::ranges::any_of(*value, is_control)) return std::nullopt;
  return std::pair(std::move(name), std::move(*value));
}

}  // namespace arris::wasmtime
