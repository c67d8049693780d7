#pragma once
// Performs the `password` effect on the thread that asks; PasswordPool brings it onto threads of
// its own. A password is hashed as argon2id(HMAC-SHA256(key "pepper", password)), so a stolen
// database alone lets nobody guess, and a password of any length costs the same.

#include <string>
#include <string_view>

#include "crypto/keyring.h"
#include "crypto/phc.h"
#include "effect/frame.h"
#include "effects/answer.h"

namespace arris::crypto {

class Password {
 public:
  static constexpr std::size_t salt_bytes = 16, tag_bytes = 32;

  explicit Password(Keyring& keys, Argon2Parameters parameters = {})
      : keys_(keys), parameters_(parameters) {}

  // A PHC string that is malformed verifies nothing. `stale` tells of a password that is right but
  // whose hash was made with less memory, fewer passes, fewer lanes or a shorter salt or tag than
  // hashes are made with now.
  effects::Answer perform(const effect::Password& effect) const;

  // The PHC string with a chosen salt; `perform` chooses 16 random bytes.
  std::string hash(std::string_view password, std::string_view salt) const;

 private:
  effects::Answer answer(const effect::PasswordHash& effect) const;
  effects::Answer answer(const effect::PasswordVerify& effect) const;
  bool is_stale(const Phc& phc) const;

  Keyring& keys_;
  const Argon2Parameters parameters_;
};

}  // namespace arris::crypto
