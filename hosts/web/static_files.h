#pragma once
// The pages: a folder that is read into memory once, compressed once, and served with validators.
//
// (1) A path is a key of the table that was made at start: no path reaches the file system later,
//     so none can leave the folder.
// (2) Symbolic links and files whose names begin with a dot are not served.
// (3) /assets/ holds files whose names change with their content: clients keep them for a year.

#include <filesystem>
#include <optional>
#include <string>
#include <unordered_map>

#include "web/content_coding.h"
#include "web/server.h"

namespace arris::web {

class StaticFiles {
 public:
  // Throws std::filesystem::filesystem_error when the folder can't be read. x.br and x.gz beside
  // x are its compressed forms.
  explicit StaticFiles(std::filesystem::path root);

  // Empty when there is no such file. A navigation (a GET that accepts text/html, to a path whose
  // last part has no dot) gets /index.html instead.
  std::optional<Response> find(const Request& request) const;
  std::size_t size() const { return files_.size(); }

 private:
  struct Variant {
    std::string body, etag;  // both empty when there is none
  };
  struct File {
    std::string content_type;
    Variant identity, gzip, brotli;
  };

  void compress_missing();
  const File* look_up(const Request& request, std::string& key) const;

  std::unordered_map<std::string, File> files_;
};

}  // namespace arris::web
