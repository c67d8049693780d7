#pragma once
// A request as it was: the frames that went into its module. With the module's code they give the
// same answer again, byte for byte.
//
//     record := "ARRISREC1\n" module:str digest:str request_id:str event:bytes list<bytes>
//     (results)
//               list<bytes> (SHA-256 of each outcome; empty when they weren't kept)

#include <optional>
#include <string>
#include <vector>

namespace arris::wasmtime {

struct Record {
  std::string module, digest, request_id;
  std::string event;
  std::vector<std::string> results;
  std::vector<std::string> outcomes;
};

std::string to_bytes(const Record& record);
// nullopt for anything that is not a whole record.
std::optional<Record> parse_record(std::string_view bytes);

}  // namespace arris::wasmtime
