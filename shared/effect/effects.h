#pragma once
// What a handler may ask of its host besides SQL (storage/database.h). Each function makes one
// effect; awaiting it gives its `Answer`. Texts handed in must live until the answer: in the arena,
// in a frame, or as literals.

#include <string_view>

#include "effect/task.h"

namespace arris::effect {

// An effect whose payload and answer are plain frame types.
template <class Request, class Reply>
struct Simple {
  using Answer = Reply;
  Request value;
  Gate gate = Gate::no;

  void request(std::vector<Effect>& out) const { out.push_back({value, gate}); }
  static Status take(const EffectResult& result, Reply& reply) {
    const auto* succeeded = std::get_if<Succeeded>(&result);
    if (!succeeded) return error_of(result);
    auto read = decode_answer<Reply>(succeeded->payload.data);
    if (!read) return internal("malformed answer to an effect");
    reply = std::move(*read);
    return success();
  }
};

// SHA-256, 32 bytes.
inline auto digest(std::string_view data) { return Simple<Crypto, BytesAnswer>{Digest{{data}}}; }
// HMAC-SHA256 under a named key, 32 bytes.
inline auto mac(std::string_view key, std::string_view data) {
  return Simple<Crypto, BytesAnswer>{Mac{key, {data}}};
}
// The same under a key that is the mac of `from`: one key for each thing that `from` names.
inline auto mac_derived(std::string_view key, std::string_view from, std::string_view data) {
  return Simple<Crypto, BytesAnswer>{MacDerived{key, {from}, {data}}};
}
// Compares in constant time; `mac` may be cut to its first 8 to 32 bytes.
inline auto check_mac(std::string_view key, std::string_view data, std::string_view mac) {
  return Simple<Crypto, OkAnswer>{MacCheck{key, {data}, {mac}}};
}
// Ed25519 under a named key.
inline auto sign(std::string_view key, std::string_view data) {
  return Simple<Crypto, SignAnswer>{Sign{key, {data}}};
}
inline auto public_keys(std::string_view key) {
  return Simple<Crypto, PublicKeysAnswer>{PublicKeys{key}};
}
// A new key under the newest root of a vault.
inline auto new_key(std::string_view key, std::string_view associated) {
  return Simple<Crypto, NewKeyAnswer>{NewKey{key, {associated}}};
}
// Seals data under a new key, and that key under the last one of a chain.
inline auto store(Store request) { return Simple<Crypto, StoreAnswer>{std::move(request)}; }
// Seals again under another chain what lies under one.
inline auto rewrap(Rewrap request) { return Simple<Crypto, RewrapAnswer>{std::move(request)}; }
// Names the newest root of a vault.
inline auto root_id(std::string_view key) { return Simple<Crypto, BytesAnswer>{RootId{key}}; }
// A PHC string of argon2id.
inline auto hash_password(std::string_view password) {
  return Simple<Password, TextAnswer>{PasswordHash{{password}}};
}
inline auto verify_password(std::string_view password, std::string_view phc) {
  return Simple<Password, PasswordAnswer>{PasswordVerify{{password}, phc}};
}
// What the mail server refuses for good is `bad_gateway`.
struct SendMail : Simple<Mail, EmptyAnswer> {
  static Status take(const EffectResult& result, EmptyAnswer& reply) {
    const auto* failed = std::get_if<Failed>(&result);
    if (!failed || failed->failure != Failure::refused) return Simple::take(result, reply);
    return Error{Code::bad_gateway, "The mail server refuses it", {}, std::string(failed->message)};
  }
};
inline auto send_mail(std::string_view to, std::string_view subject, std::string_view text,
                      std::string_view unsubscribe_url = {}) {
  return SendMail{{Mail{to, subject, text, unsubscribe_url}}};
}
inline auto publish(std::string_view channel, std::string_view event, std::string_view id,
                    std::string_view data) {
  return Simple<Publish, EmptyAnswer>{Publish{channel, event, id, {data}}};
}
inline auto take_limit(std::string_view bucket, std::uint32_t capacity, std::uint32_t window_ms) {
  return Simple<Limit, LimitAnswer>{Limit{bucket, capacity, window_ms}};
}
// The next piece of a fetched stream.
inline auto read_stream(std::uint32_t handle) {
  return Simple<ReadStream, ReadAnswer>{ReadStream{handle}};
}
// Goes on after `ms`, at most wait_max_ms.
inline auto wait(std::uint32_t ms) { return Simple<Wait, EmptyAnswer>{Wait{ms}}; }
inline auto fetch(Fetch request) { return Simple<Fetch, FetchAnswer>{std::move(request)}; }

}  // namespace arris::effect
