#include "web/static_files.h"

#include <openssl/sha.h>

#include <array>
#include <fstream>
#include <iterator>

namespace arris::web {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t compressed_min_bytes = 1 << 10;

std::string_view content_type_of(std::string_view extension) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 21> types = {{
      {".html", "text/html; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".mjs", "text/javascript; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".json", "application/json"},
      {".map", "application/json"},
      {".webmanifest", "application/manifest+json"},
      {".txt", "text/plain; charset=utf-8"},
      {".md", "text/markdown; charset=utf-8"},
      {".xml", "application/xml"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"},
      {".jpg", "image/jpeg"},
      {".gif", "image/gif"},
      {".webp", "image/webp"},
      {".avif", "image/avif"},
      {".ico", "image/x-icon"},
      {".woff2", "font/woff2"},
      {".woff", "font/woff"},
      {".wasm", "application/wasm"},
      {".pdf", "application/pdf"},
  }};
  for (const auto& [name, type] : types) {
    if (name == extension) return type;
  }
  return "application/octet-stream";
}

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    throw fs::filesystem_error("reading a page", path, std::make_error_code(std::errc::io_error));
  }
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string etag_of(std::string_view body) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest;
  SHA256(reinterpret_cast<const unsigned char*>(body.data()), body.size(), digest.data());
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out = "\"";
  for (std::size_t i = 0; i < 12; ++i) {
    out.append({digits[digest[i] >> 4], digits[digest[i] & 15]});
  }
  return out.append("\"");
}

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// A wrong escape stays as it is: it names no file.
std::string decode(std::string_view path) {
  std::string out;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const bool is_escape = path[i] == '%' && i + 2 < path.size() && digit_of(path[i + 1]) >= 0 &&
                           digit_of(path[i + 2]) >= 0;
    out +=
        is_escape ? static_cast<char>(digit_of(path[i + 1]) * 16 + digit_of(path[i + 2])) : path[i];
    if (is_escape) i += 2;
  }
  return out;
}

bool is_hidden(const fs::path& path) { return path.filename().native().starts_with('.'); }

bool is_navigation(const Request& request) {
  const auto last = std::string_view(request.path).substr(request.path.rfind('/') + 1);
  return !last.contains('.') && request.header("accept").contains("text/html");
}

bool matches(std::string_view if_none_match, std::string_view etag) {
  return if_none_match == "*" || if_none_match.contains(etag);
}

std::string_view cache_control_of(std::string_view key) {
  return key.starts_with("/assets/") ? "public, max-age=31536000, immutable" : "no-cache";
}

}  // namespace

StaticFiles::StaticFiles(fs::path root) {
  for (auto at = fs::recursive_directory_iterator(root); at != fs::end(at); ++at) {
    if (is_hidden(at->path()) || at->is_symlink()) {
      at.disable_recursion_pending();
      continue;
    }
    if (!at->is_regular_file()) continue;
    auto key = "/" + at->path().lexically_relative(root).generic_string();
    const auto extension = at->path().extension().string();
    auto body = read_file(at->path());
    Variant variant{.body = body, .etag = etag_of(body)};
    const bool is_sibling = extension == ".br" || extension == ".gz";
    if (is_sibling && fs::is_regular_file(fs::path(at->path()).replace_extension())) {
      auto& file = files_[key.substr(0, key.size() - 3)];
      (extension == ".br" ? file.brotli : file.gzip) = std::move(variant);
    } else {
      auto& file = files_[key];
      file.content_type = content_type_of(extension);
      file.identity = std::move(variant);
    }
  }
  compress_missing();
}

void StaticFiles::compress_missing() {
  for (auto& [key, file] : files_) {
    const auto& body = file.identity.body;
    if (!is_compressible(file.content_type) || body.size() < compressed_min_bytes) continue;
    const auto fill = [&](Variant& variant, std::string compressed) {
      if (compressed.empty() || compressed.size() >= body.size()) return;
      variant.etag = etag_of(compressed);
      variant.body = std::move(compressed);
    };
    if (file.gzip.etag.empty()) fill(file.gzip, gzip(body));
    if (file.brotli.etag.empty()) fill(file.brotli, brotli(body));
  }
}

const StaticFiles::File* StaticFiles::look_up(const Request& request, std::string& key) const {
  key = decode(request.path);
  if (key.ends_with('/')) key += "index.html";
  if (const auto found = files_.find(key); found != files_.end()) return &found->second;
  if (const auto found = files_.find(key + "/index.html"); found != files_.end())
    return &found->second;
  if (!is_navigation(request)) return nullptr;
  key = "/index.html";
  const auto index = files_.find(key);
  return index == files_.end() ? nullptr : &index->second;
}

std::optional<Response> StaticFiles::find(const Request& request) const {
  if (request.method != "GET" && request.method != "HEAD") return std::nullopt;
  std::string key;
  const auto* file = look_up(request, key);
  if (file == nullptr) return std::nullopt;

  auto coding = choose_coding(request.header("accept-encoding"));
  const auto* variant = &file->identity;
  if (coding == Coding::brotli && !file->brotli.etag.empty()) variant = &file->brotli;
  if (coding == Coding::gzip && !file->gzip.etag.empty()) variant = &file->gzip;
  if (variant == &file->identity) coding = Coding::identity;

  Response response{.headers = {{"content-type", file->content_type},
                                {"etag", variant->etag},
                                {"cache-control", std::string(cache_control_of(key))},
                                {"x-content-type-options", "nosniff"}}};
  const bool varies = !file->gzip.etag.empty() || !file->brotli.etag.empty();
  if (varies) response.headers.push_back({"vary", "Accept-Encoding"});
  if (coding != Coding::identity) {
    response.headers.push_back({"content-encoding", std::string(text_of(coding))});
  }
  if (matches(request.header("if-none-match"), variant->etag)) {
    response.status = 304;
  } else {
    response.body = variant->body;
  }
  return response;
}

}  // namespace arris::web
