#include "web/static_files.h"

#include <doctest/doctest.h>
#include <stdlib.h>

#include <fstream>

namespace arris::web {
namespace {

namespace fs = std::filesystem;

class Folder {
 public:
  Folder() {
    auto name = (fs::temp_directory_path() / "arris_pages_XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path_); }
  void write(const std::string& name, const std::string& text) {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name) << text;
  }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

const std::string script(5000, 's');

std::string value_of(const Response& response, std::string_view name) {
  for (const auto& header : response.headers) {
    if (header.name == name) return header.value;
  }
  return "";
}

struct Pages {
  Pages() {
    folder.write("index.html", "<p>index");
    folder.write("assets/app.1234.js", script);
    folder.write("assets/preview.1234.wasm", script);
    folder.write("pre.css", "a{}");
    folder.write("pre.css.br", "brotli bytes");
    folder.write("pre.css.gz", "gzip bytes");
    folder.write("docs/index.html", "<p>docs");
    folder.write("a b.txt", "blank");
    folder.write(".secret", "no");
    folder.write(".git/config", "no");
    folder.write("archive.gz", "an archive of its own");
    fs::create_symlink("/etc/passwd", folder.path() / "link.txt");
    files.emplace(folder.path());
  }
  std::optional<Response> get(std::string path, std::vector<Header> headers = {}) const {
    return files->find({.method = "GET", .path = std::move(path), .headers = std::move(headers)});
  }

  Folder folder;
  std::optional<StaticFiles> files;
};

}  // namespace

TEST_CASE("static_files: nothing but the folder's visible files is found") {
  Pages pages;
  for (const auto* path :
       {"/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd", "//etc/passwd",
        "/.secret", "/.git/config", "/link.txt", "/assets", "/assets/", "/absent.js",
        "/index.html%00", "/%", "/%2", "/pre.css.br"}) {
    INFO(std::string(path));
    CHECK_FALSE(pages.get(path));
  }
  CHECK_FALSE(pages.files->find({.method = "POST", .path = "/index.html"}));
  CHECK_FALSE(pages.get("/absent.js", {{"accept", "text/html"}}));
  CHECK_FALSE(pages.get("/issues/1", {{"accept", "application/json"}}));
  CHECK_THROWS_AS(StaticFiles("absent folder"), fs::filesystem_error);
}

TEST_CASE("static_files: files, folders and navigations are answered") {
  Pages pages;
  CHECK(pages.get("/")->body == "<p>index");
  CHECK(pages.get("/docs/")->body == "<p>docs");
  CHECK(pages.get("/docs")->body == "<p>docs");
  CHECK(pages.get("/a%20b.txt")->body == "blank");
  CHECK(pages.get("/archive.gz")->body == "an archive of its own");
  const auto page = pages.get("/issues/1", {{"accept", "text/html,*/*;q=0.8"}});
  REQUIRE(page);
  CHECK(page->body == "<p>index");
  CHECK(value_of(*page, "content-type") == "text/html; charset=utf-8");
  CHECK(value_of(*page, "cache-control") == "no-cache");
}

TEST_CASE("static_files: assets are immutable and compressed") {
  Pages pages;
  const auto plain = pages.get("/assets/app.1234.js");
  CHECK(plain->body == script);
  CHECK(value_of(*plain, "cache-control") == "public, max-age=31536000, immutable");
  CHECK(value_of(*plain, "vary") == "Accept-Encoding");
  const auto small = pages.get("/assets/app.1234.js", {{"accept-encoding", "br"}});
  CHECK(value_of(*small, "content-encoding") == "br");
  CHECK(small->body.size() < 100);
  CHECK(value_of(*small, "etag") != value_of(*plain, "etag"));
  const auto module = pages.get("/assets/preview.1234.wasm", {{"accept-encoding", "br"}});
  CHECK(value_of(*module, "content-encoding") == "br");
  CHECK(value_of(*module, "content-type") == "application/wasm");
  CHECK(value_of(*module, "cache-control").ends_with("immutable"));
}

TEST_CASE("static_files: compressed siblings are preferred to compressing") {
  Pages pages;
  CHECK(pages.get("/pre.css")->body == "a{}");
  CHECK(pages.get("/pre.css", {{"accept-encoding", "gzip, br"}})->body == "brotli bytes");
  CHECK(pages.get("/pre.css", {{"accept-encoding", "gzip"}})->body == "gzip bytes");
}

TEST_CASE("static_files: a client that has the file is told so") {
  Pages pages;
  const auto etag = value_of(*pages.get("/"), "etag");
  CHECK(etag.size() == 26);
  for (const auto& known : {etag, "W/" + etag, "\"x\", " + etag, std::string("*")}) {
    const auto answer = pages.get("/", {{"if-none-match", known}});
    CHECK(answer->status == 304);
    CHECK(answer->body == "");
    CHECK(value_of(*answer, "etag") == etag);
  }
  CHECK(pages.get("/", {{"if-none-match", "\"other\""}})->status == 200);
}

}  // namespace arris::web
