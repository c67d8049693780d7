#include "crypto/root_key.h"

#include <doctest/doctest.h>

#include "crypto/test_folder.h"

using namespace arris;
using namespace arris::crypto;

namespace {

namespace fs = std::filesystem;

constexpr auto hex_a = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
constexpr auto hex_b = "ff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

struct Folder : TestFolder {
  std::string cause(std::optional<std::string_view> hex = {}) const {
    const auto key = RootKey::load(path, hex);
    return key.ok() ? "" : key.error().cause;
  }
};

}  // namespace

TEST_CASE("root key: a malformed one is refused, from the environment and from the file") {
  Folder folder;
  for (const char* hex :
       {"", "00", "zz0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"})
    CHECK(folder.cause(hex) == "a root key has 64 hexadecimal digits");
  folder.write("root.key", std::string(hex_a) + "\n\n");
  CHECK(folder.cause().ends_with("does not hold 64 hexadecimal digits"));
  CHECK_FALSE(fs::exists(folder.path / "root.check"));
}

TEST_CASE("root key: a file that others can read, or that is a link, is refused") {
  Folder folder;
  folder.write("root.key", hex_a, 0640);
  CHECK(folder.cause().find("chmod 600") != std::string::npos);
  fs::remove(folder.path / "root.key");
  folder.write("elsewhere", hex_a);
  fs::create_symlink(folder.path / "elsewhere", folder.path / "root.key");
  CHECK_FALSE(folder.cause().empty());
  fs::remove(folder.path / "root.key");
  fs::create_directory(folder.path / "root.key");
  CHECK_FALSE(folder.cause().empty());
}

TEST_CASE("root key: a start with another root is refused") {
  Folder folder;
  REQUIRE(folder.cause(hex_a) == "");
  CHECK(folder.cause(hex_b).find("not the one that this data was made with") != std::string::npos);
  CHECK(folder.cause(hex_a) == "");
}

TEST_CASE("root key: a lost key is reported, and no new one is made") {
  Folder folder;
  REQUIRE(folder.cause() == "");
  fs::remove(folder.path / "root.key");
  CHECK(folder.cause().find("is missing") != std::string::npos);
  CHECK_FALSE(fs::exists(folder.path / "root.key"));
}

TEST_CASE("root key: the first start makes one for its owner alone, the next reads it") {
  Folder folder;
  const auto first = RootKey::load(folder.path, {});
  REQUIRE(first.ok());
  struct stat status{};
  REQUIRE(::stat((folder.path / "root.key").c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
  CHECK(folder.read("root.key").size() == 65);
  const auto second = RootKey::load(folder.path, {});
  REQUIRE(second.ok());
  CHECK(second->check_value() == first->check_value());
  CHECK(std::distance(fs::directory_iterator(folder.path), {}) == 2);
}

TEST_CASE("root key: the environment wins over the file") {
  Folder folder;
  folder.write("root.key", hex_a);
  REQUIRE(folder.cause(hex_b) == "");
  CHECK(folder.cause().find("not the one") != std::string::npos);
}

TEST_CASE("root key: kinds and names give different keys") {
  const auto root = RootKey::from_hex(hex_a);
  REQUIRE(root.ok());
  CHECK(root->derive("hmac", "a").text() == root->derive("hmac", "a").text());
  CHECK(root->derive("hmac", "a").text() != root->derive("aead", "a").text());
  CHECK(root->derive("hmac", "a").text() != root->derive("hmac", "b").text());
}
