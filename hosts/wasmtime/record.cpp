#include "wasmtime/record.h"

#include <openssl/crypto.h>

#include "crypto/primitives.h"
#include "effect/wire.h"

namespace arris::wasmtime {
namespace {

constexpr std::string_view magic = "ARRISREC1\n", sealed_magic = "ARRISREC2\n";

struct Wire {
  std::string_view module, digest, request_id;
  effect::Bytes event;
  std::vector<effect::Bytes> results, outcomes;
};

template <class Io>
void fields(Io& io, Wire& wire) {
  io(wire.module, wire.digest, wire.request_id, wire.event, wire.results, wire.outcomes);
}

std::vector<effect::Bytes> views_of(const std::vector<std::string>& texts) {
  std::vector<effect::Bytes> views;
  for (const auto& text : texts) views.push_back({text});
  return views;
}

std::vector<std::string> texts_of(const std::vector<effect::Bytes>& views) {
  std::vector<std::string> texts;
  for (const auto& view : views) texts.emplace_back(view.data);
  return texts;
}

}  // namespace

std::string to_bytes(const Record& record) {
  std::string out(magic);
  Wire wire{record.module,
            record.digest,
            record.request_id,
            {record.event},
            views_of(record.results),
            views_of(record.outcomes)};
  effect::Writer writer(out);
  fields(writer, wire);
  return out;
}

std::optional<Record> parse_record(std::string_view bytes) {
  if (!bytes.starts_with(magic)) return std::nullopt;
  effect::Reader reader(bytes.substr(magic.size()));
  Wire wire;
  fields(reader, wire);
  if (!reader.ok() || !reader.at_end()) return std::nullopt;
  return Record{std::string(wire.module),     std::string(wire.digest),
                std::string(wire.request_id), std::string(wire.event.data),
                texts_of(wire.results),       texts_of(wire.outcomes)};
}

crypto::Secret record_key(const crypto::RootKey& root) { return root.derive("aead", "record"); }

std::string seal_record(const crypto::Secret& key, const Record& record) {
  auto bytes = to_bytes(record);
  auto file = std::string(sealed_magic) + crypto::seal(key, bytes, sealed_magic);
  OPENSSL_cleanse(bytes.data(), bytes.size());
  return file;
}

std::optional<Record> open_record(const crypto::Secret& key, std::string_view file) {
  if (!file.starts_with(sealed_magic)) return std::nullopt;
  const auto bytes = crypto::open(key, file.substr(sealed_magic.size()), sealed_magic);
  return bytes ? parse_record(*bytes) : std::nullopt;
}

}  // namespace arris::wasmtime
