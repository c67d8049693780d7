#include "crypto/vault.h"

#include <algorithm>
#include <fstream>

#include "core/text.h"
#include "crypto/private_file.h"

namespace arris::crypto {
namespace {

constexpr char vault_box = 0x02, plain_box = 0x01;
constexpr std::size_t key_id_bytes = 8;
constexpr auto look_every = std::chrono::seconds(1);

std::optional<Secret> key_of(std::optional<std::string> bytes) {
  if (!bytes || bytes->size() != Secret::size_bytes) return std::nullopt;
  Secret key;
  std::ranges::copy(as_bytes(*bytes), key.writable().begin());
  OPENSSL_cleanse(bytes->data(), bytes->size());
  return key;
}

std::vector<RootKey> read_roots(const std::filesystem::path& file) {
  std::vector<RootKey> roots;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    if (auto root = RootKey::from_hex(line)) roots.push_back(std::move(root).value());
    OPENSSL_cleanse(line.data(), line.size());
  }
  return roots;
}

// The key that a box says it lies under.
std::string_view key_id_in(std::string_view box) {
  return box.size() > key_id_bytes && box[0] == vault_box ? box.substr(1, key_id_bytes)
                                                          : std::string_view();
}

// REQUIRES: the box names this key
std::optional<std::string> open_below(const Secret& key, std::string_view box,
                                      std::string_view associated) {
  return crypto::open(key, plain_box + std::string(box.substr(1 + key_id_bytes)), associated);
}

template <class Roots>
std::optional<std::string> open_at_root(const Roots& roots, std::string_view box,
                                        std::string_view associated) {
  for (const auto& root : roots) {
    if (root.id == key_id_in(box)) return open_below(root.key, box, associated);
  }
  return std::nullopt;
}

}  // namespace

std::string key_id_of(const Secret& key) {
  const auto mac = Hmac(key.text()).of("key id");
  return std::string(as_text(mac).substr(0, key_id_bytes));
}

std::string seal_in_vault(const Secret& key, const Nonce& nonce, std::string_view data,
                          std::string_view associated) {
  auto box = key_id_of(key) + seal_with_nonce(key, nonce, data, associated).substr(1);
  return vault_box + box;
}

std::string seal_in_vault(const Secret& key, std::string_view data, std::string_view associated) {
  Nonce nonce;
  fill_random(nonce);
  return seal_in_vault(key, nonce, data, associated);
}

std::optional<std::string> open_in_vault(const Secret& key, std::string_view box,
                                         std::string_view associated) {
  if (key_id_in(box) != key_id_of(key)) return std::nullopt;
  return open_below(key, box, associated);
}

void Vaults::look_at_file() {
  const auto now = std::chrono::steady_clock::now();
  if (file_.empty() || now - looked_at_ < look_every) return;
  looked_at_ = now;
  std::error_code none;
  const auto changed_at = std::filesystem::last_write_time(file_, none);
  if (none || changed_at == changed_at_) return;
  changed_at_ = changed_at;
  further_ = read_roots(file_);
  roots_.clear();
}

Vaults::KeptRoots Vaults::roots_of(std::string_view vault) {
  std::lock_guard lock(mutex_);
  look_at_file();
  auto& kept = roots_[std::string(vault)];
  if (kept) return kept;
  auto roots = std::make_shared<Roots>();
  const auto add = [&](const RootKey& root) {
    auto key = root.derive("aead", vault);
    auto id = key_id_of(key);
    roots->push_back({std::move(id), std::move(key)});
  };
  add(first_);
  for (const RootKey& root : further_) add(root);
  return kept = std::move(roots);
}

std::optional<Secret> Vaults::follow(const Roots& roots, std::span<const effect::Link> chain) {
  auto key = key_of(open_at_root(roots, chain.front().sealed.data, chain.front().associated.data));
  for (const auto& link : chain.subspan(1)) {
    if (!key) break;
    key = key_of(open_in_vault(*key, link.sealed.data, link.associated.data));
  }
  return key;
}

Vaults::NewKey Vaults::new_key(const effect::NewKey& request) {
  const auto roots = roots_of(request.key);
  Secret made;
  fill_random(made.writable());
  const Root& root = roots->back();
  return {root.id, seal_in_vault(root.key, made.text(), request.associated.data)};
}

std::optional<Vaults::Stored> Vaults::store(const effect::Store& request) {
  const auto roots = roots_of(request.key);
  if (request.chain.empty()) return std::nullopt;
  const auto above = follow(*roots, request.chain);
  if (!above) return std::nullopt;
  Secret made;
  fill_random(made.writable());
  return Stored{seal_in_vault(*above, made.text(), request.key_associated.data),
                seal_in_vault(made, request.data.data, request.associated.data)};
}

std::optional<std::string> Vaults::rewrap(const effect::Rewrap& request) {
  const auto roots = roots_of(request.key);
  std::optional<Secret> from, to;
  if (!request.from.empty() && !(from = follow(*roots, request.from))) return std::nullopt;
  if (!request.to.empty() && !(to = follow(*roots, request.to))) return std::nullopt;
  const auto associated = request.associated.data;
  auto data = from ? open_in_vault(*from, request.sealed.data, associated)
                   : open_at_root(*roots, request.sealed.data, associated);
  if (!data) return std::nullopt;
  auto sealed = seal_in_vault(to ? *to : roots->back().key, *data, associated);
  OPENSSL_cleanse(data->data(), data->size());
  return sealed;
}

std::string Vaults::root_id(std::string_view vault) { return roots_of(vault)->back().id; }

std::optional<std::string> Vaults::open(const effect::Credential& credential,
                                        std::string_view origin) {
  const auto roots = roots_of(credential.key);
  if (credential.chain.empty()) return std::nullopt;
  const auto key = follow(*roots, credential.chain);
  if (!key) return std::nullopt;
  std::string associated(credential.associated.data);
  return open_in_vault(*key, credential.sealed.data, associated.append("|").append(origin));
}

Status add_vault_root(const std::filesystem::path& file) {
  auto old = read_private(file);
  if (!old) return old.error();
  Secret secret;
  fill_random(secret.writable());
  std::string text = old->value_or("");
  if (!text.empty() && !text.ends_with('\n')) text += '\n';
  text += to_hex(secret.bytes()) + "\n";
  auto replaced = replace_private(file, text);
  OPENSSL_cleanse(text.data(), text.size());
  return replaced;
}

}  // namespace arris::crypto
