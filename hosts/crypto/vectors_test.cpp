#include "crypto/vectors.h"

#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "core/text.h"
#include "crypto/crypto.h"
#include "crypto/password.h"

using namespace arris;
using namespace arris::crypto;
namespace fx = arris::effect;

namespace {

std::string read_vectors() {
  std::ostringstream text;
  text << std::ifstream("hosts/vectors/crypto.json").rdbuf();
  return text.str();
}

std::string bytes_of(const nlohmann::json& hex) {
  const auto text = hex.get<std::string>();
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); i += 2)
    bytes += static_cast<char>(std::stoi(text.substr(i, 2), nullptr, 16));
  return bytes;
}

}  // namespace

TEST_CASE("vectors: the stored file is what this host makes (crypto_vectors writes it)") {
  CHECK(read_vectors() == make_vectors());
}

TEST_CASE("vectors: the effects give the stored answers") {
  const auto vectors = nlohmann::json::parse(read_vectors());
  Keyring keys(std::move(RootKey::from_hex(vectors["root_key"].get<std::string>())).value());
  Crypto crypto(keys);
  const Password passwords(keys);
  for (const auto& row : vectors["mac_check"]) {
    const auto key = row["key"].get<std::string>();
    const auto answer =
        crypto.perform(fx::MacCheck{key, {bytes_of(row["data"])}, {bytes_of(row["mac"])}});
    CHECK((answer.opens == fx::Gate::yes) == row["ok"].get<bool>());
  }
  for (const auto& row : vectors["mac_derived"]) {
    const auto key = row["key"].get<std::string>();
    const auto answer =
        crypto.perform(fx::MacDerived{key, {bytes_of(row["from"])}, {bytes_of(row["data"])}});
    const auto mac = fx::decode_answer<fx::BytesAnswer>(answer.bytes);
    REQUIRE(mac);
    CHECK(mac->data.data == bytes_of(row["mac"]));
  }
  for (const auto& row : vectors["open"]) {
    const auto key = row["key"].get<std::string>();
    const auto answer =
        crypto.perform(fx::Open{key, {bytes_of(row["sealed"])}, {bytes_of(row["associated"])}});
    const auto opened = fx::decode_answer<fx::OpenAnswer>(answer.bytes);
    REQUIRE(opened);
    CHECK((opened->ok == 1) == row["ok"].get<bool>());
    CHECK(opened->data.data == bytes_of(row["data"]));
  }
  for (const auto& row : vectors["password_verify"]) {
    const auto phc = row["phc"].get<std::string>();
    const auto answer = passwords.perform(fx::PasswordVerify{{bytes_of(row["password"])}, phc});
    const auto verified = fx::decode_answer<fx::PasswordAnswer>(answer.bytes);
    REQUIRE(verified);
    CHECK((verified->ok == 1) == row["ok"].get<bool>());
    CHECK((verified->stale == 1) == row["stale"].get<bool>());
  }
}
