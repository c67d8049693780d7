#include "crypto/password.h"

#include <argon2.h>
#include <openssl/crypto.h>

#include <exception>
#include <stdexcept>

#include "core/text.h"

namespace arris::crypto {
namespace {

using effect::Gate;
using effects::Answer;

std::string tag_of(std::string_view secret, std::string_view salt,
                   const Argon2Parameters& parameters, std::size_t size_bytes) {
  std::string tag(size_bytes, '\0');
  const int code =
      argon2id_hash_raw(parameters.passes, parameters.memory_kib, parameters.lanes, secret.data(),
                        secret.size(), salt.data(), salt.size(), tag.data(), tag.size());
  if (code != ARGON2_OK) throw std::runtime_error(argon2_error_message(code));
  return tag;
}

std::string tag_of_password(Keyring& keys, std::string_view password, const Phc& phc,
                            std::size_t size_bytes) {
  auto secret = keys.find("pepper")->hmac.of(password);
  auto tag = tag_of(as_text(secret), phc.salt, phc.parameters, size_bytes);
  OPENSSL_cleanse(secret.data(), secret.size());
  return tag;
}

}  // namespace

std::string Password::hash(std::string_view password, std::string_view salt) const {
  Phc phc{parameters_, std::string(salt), {}};
  phc.tag = tag_of_password(keys_, password, phc, tag_bytes);
  return to_text(phc);
}

Answer Password::perform(const effect::Password& effect) const {
  try {
    return std::visit([this](const auto& operation) { return answer(operation); }, effect);
  } catch (const std::exception& failure) {
    return Answer::failed(effect::Failure::unavailable, failure.what());
  }
}

Answer Password::answer(const effect::PasswordHash& effect) const {
  std::array<std::uint8_t, salt_bytes> salt;
  fill_random(salt);
  const auto phc = hash(effect.password.data, as_text(salt));
  return Answer::of(effect::TextAnswer{phc});
}

Answer Password::answer(const effect::PasswordVerify& effect) const {
  const auto phc = parse_phc(effect.phc);
  if (!phc) return Answer::of(effect::PasswordAnswer{}, Gate::no);
  const auto tag = tag_of_password(keys_, effect.password.data, *phc, phc->tag.size());
  if (!equal_in_constant_time(tag, phc->tag)) return Answer::of(effect::PasswordAnswer{}, Gate::no);
  return Answer::of(effect::PasswordAnswer{1, static_cast<std::uint8_t>(is_stale(*phc))});
}

bool Password::is_stale(const Phc& phc) const {
  const auto& [memory_kib, passes, lanes] = phc.parameters;
  return memory_kib < parameters_.memory_kib || passes < parameters_.passes ||
         lanes < parameters_.lanes || phc.salt.size() < salt_bytes || phc.tag.size() < tag_bytes;
}

}  // namespace arris::crypto
