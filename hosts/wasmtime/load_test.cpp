#include "wasmtime/test_world.h"

namespace arris::wasmtime {
namespace {

struct Loader {
  TestDirectory directory;
  crypto::Keyring keys{test_root()};
  Engine engine{EngineSettings{.instances_max = 16}};
  std::filesystem::path folder = directory.path / "cache";

  std::string refusal(std::string_view name) {
    ModuleCache cache(engine, keys, folder);
    try {
      (void)load_module(engine, cache, test_module(name));
    } catch (const StartError& error) {
      return error.what();
    }
    return "loaded";
  }
  // How many modules came out of the cache.
  std::size_t hits(std::size_t times = 1) {
    ModuleCache cache(engine, keys, folder);
    for (std::size_t i = 0; i < times; ++i)
      (void)load_module(engine, cache, test_module("hostile"));
    return cache.hits();
  }
  std::filesystem::path entry() const {
    return std::filesystem::directory_iterator(folder)->path();
  }
};

TEST_CASE("a module that is not one is refused in one line") {
  Loader loader;
  CHECK(loader.refusal("imports") ==
        "module imports.wasm imports env.clock; a module imports nothing");
  CHECK(loader.refusal("extra") ==
        "module extra.wasm exports extra, which is not part of the seam");
  CHECK(loader.refusal("no_max") == "module no_max.wasm declares no maximum of its memory");
  CHECK(loader.refusal("too_large") == "module too_large.wasm declares a memory over 64 MiB");
  CHECK(loader.refusal("newer") ==
        "module newer.wasm speaks version 7 of the seam, this host speaks version 1: build the "
        "module again");
  CHECK(
      loader.refusal("bad_manifest").starts_with("module bad_manifest.wasm has a bad manifest: "));
  CHECK(loader.refusal("absent").ends_with("absent.wasm can't be read"));
  ModuleCache cache(loader.engine, loader.keys, loader.folder);
  CHECK_THROWS_AS((void)load_module(loader.engine, cache, "text.wasm", "no module"), StartError);
}

TEST_CASE("what was compiled is kept") {
  Loader loader;
  CHECK(loader.hits() == 0);
  CHECK(loader.hits() == 1);
}

TEST_CASE("compiled code that was touched is compiled again") {
  Loader loader;
  CHECK(loader.hits() == 0);
  const auto path = loader.entry();
  const auto whole = *read_file(path);
  for (std::size_t at = 0; at < whole.size(); at += whole.size() / 40 + 1) {
    auto altered = whole;
    altered[at] = static_cast<char>(altered[at] ^ 1);
    REQUIRE(replace_file(path, altered));
    CHECK(loader.hits() == 0);
    REQUIRE(replace_file(path, whole.substr(0, at)));
    CHECK(loader.hits() == 0);
    CHECK(*read_file(path) == whole);
  }
  CHECK(loader.hits() == 1);
}

TEST_CASE("compiled code of another root key or of another name is compiled again") {
  Loader loader;
  CHECK(loader.hits() == 0);
  Loader other;
  other.keys.~Keyring();
  new (&other.keys) crypto::Keyring(crypto::RootKey::from_hex(std::string(64, '8')).value());
  std::filesystem::copy(loader.folder, other.folder);
  CHECK(other.hits() == 0);
}

TEST_CASE("a folder that can't be written only costs time") {
  Loader loader;
  loader.folder = "/proc/nowhere";
  CHECK(loader.hits(2) == 0);
}

}  // namespace
}  // namespace arris::wasmtime
