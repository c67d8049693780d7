#pragma once
// Content-codings of bodies: what clients send compressed is opened within a limit, what they get
// is compressed when they accept it and it pays.

#include <optional>
#include <string>
#include <string_view>

#include "web/refusal.h"
#include "web/server.h"

namespace arris::web {

enum class Coding : std::uint8_t { identity, gzip, brotli };

// The best coding of ours that an Accept-Encoding value admits; br when it is a tie.
Coding choose_coding(std::string_view accept_encoding);
std::string_view text_of(Coding coding);  // "" for identity

std::string gzip(std::string_view bytes);
std::string brotli(std::string_view bytes);

// Opens request.body, and makes its headers tell of the opened one. At most `limit_bytes` come out.
std::optional<Refusal> decode_body(Request& request, std::size_t limit_bytes);

// True for text of any kind: JSON, scripts, XML, SVG. An event stream is not.
bool is_compressible(std::string_view content_type);

// Compresses a body of 1 KiB or more whose type is compressible and that is not encoded yet.
void encode_body(Response& response, Coding coding);

}  // namespace arris::web
