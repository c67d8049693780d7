#pragma once
// A request as it was: the frames that went into its module. With the module's code they give the
// same answer again, byte for byte.
//
//     record := "ARRISREC1\n" module:str digest:str request_id:str event:bytes list<bytes>
//     (results)
//               list<bytes> (SHA-256 of each outcome; empty when they weren't kept)
//
// A request holds passwords, tokens and secrets, so on disk a record is sealed under a key of the
// data's root:
//
//     file   := "ARRISREC2\n" sealed box of the record (crypto/primitives.h), bound to its first line

#include <optional>
#include <string>
#include <vector>

#include "crypto/root_key.h"

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

crypto::Secret record_key(const crypto::RootKey& root);
std::string seal_record(const crypto::Secret& key, const Record& record);
// nullopt for anything but a whole record that this key sealed.
std::optional<Record> open_record(const crypto::Secret& key, std::string_view file);

}  // namespace arris::wasmtime
