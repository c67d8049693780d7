#include "http/request.h"

#include "core/text.h"
#include "http/context.h"

namespace arris::http {

std::string_view RequestState::header(std::string_view name) const {
  for (const auto& header : request.headers) {
    if (header.name == name) return header.value;
  }
  return {};
}

bool RequestState::has_type(std::string_view media_type) const {
  const auto sent = header("content-type");
  return equals_ignoring_case(trim(sent.substr(0, sent.find(';'))), media_type);
}

std::optional<std::string_view> RequestState::query_parameter(std::string_view name) const {
  std::string_view rest = request.query;
  while (!rest.empty()) {
    const auto pair = rest.substr(0, rest.find('&'));
    rest.remove_prefix(pair.size() < rest.size() ? pair.size() + 1 : pair.size());
    const auto equals = pair.find('=');
    if (pair.substr(0, equals) == name)
      return equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1);
  }
  return std::nullopt;
}

std::optional<std::int64_t> Context::if_match() const {
  auto tag = trim(state_->header("if-match"));
  if (tag.empty() || tag == "*") return std::nullopt;
  if (!tag.starts_with("\"v") || !tag.ends_with('"')) return -1;
  tag = tag.substr(2, tag.size() - 3);
  return parse_integer(tag.substr(0, tag.find('.'))).value_or(-1);
}

Result<Nothing> Context::check_no_tag() const {
  if (!if_match()) return Nothing{};
  return Error(Code::precondition_failed);
}

std::string_view Context::channel(std::string_view name, std::string_view id) const {
  std::string channel(state_->who.org.text);
  channel.append("/").append(name);
  if (!id.empty()) channel.append("/").append(id);
  return keep(channel);
}

}  // namespace arris::http
