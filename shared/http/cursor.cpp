#include "http/cursor.h"

#include "core/hash.h"

namespace arris::http {
namespace {

constexpr std::size_t mac_bytes = 16;

void write_position(std::string& out, Position position) {
  effect::Writer writer(out);
  writer(position.sort, position.id);
}

}  // namespace

std::string list_fingerprint(const RequestState& state) {
  Hash128 hash;
  hash.add(state.request.path).add(state.who.org.text);
  std::string_view rest = state.request.query;
  while (!rest.empty()) {
    const auto pair = rest.substr(0, rest.find('&'));
    rest.remove_prefix(pair.size() < rest.size() ? pair.size() + 1 : pair.size());
    if (!pair.starts_with("cursor=") && !pair.starts_with("limit=")) hash.add(pair);
  }
  return hash.to_hex();
}

Error wrong_cursor() {
  constexpr Code code = Code::invalid_cursor;
  Error error(code);
  error.faults.emplace_back("?cursor", text_of(code), "is not valid for this list");
  return error;
}

Result<SignedPosition> read_cursor(std::string_view cursor, std::string_view fingerprint,
                                   Arena& arena) {
  const auto bytes = from_base64url(cursor);
  if (!bytes || bytes->size() < mac_bytes || bytes->size() > 512) return wrong_cursor();
  const auto all = arena.keep(*bytes);
  SignedPosition read;
  read.mac = all.substr(all.size() - mac_bytes);
  effect::Reader reader(all.substr(0, all.size() - mac_bytes));
  reader(read.position.sort, read.position.id);
  if (!reader.ok() || !reader.at_end()) return wrong_cursor();
  std::string signed_part;
  write_position(signed_part, read.position);
  read.signed_part = arena.keep(signed_part.append(fingerprint));
  return read;
}

effect::Task<std::string_view> write_cursor(Context context, Position last) {
  std::string bytes;
  write_position(bytes, last);
  const auto signed_part = context.keep(bytes + list_fingerprint(context.request()));
  const auto mac = co_await effect::mac(cursor_key, signed_part);
  bytes.append(mac.data.data.substr(0, mac_bytes));
  co_return context.keep(to_base64url(as_bytes(bytes)));
}

}  // namespace arris::http
