#pragma once
// Replaces what varies in a message by placeholders, so that "user 17 not found" and "user 42 not
// found" are one issue: <email> <url> <hostname> <ip> <uuid> <sha1> <md5> <date> <duration> <hex>
// <float> <int> <quoted_str> <bool>. A change of the result changes groups: it needs a new
// grouping_version.
//
// (1) Time and memory are linear in the text.
// (2) Digits inside of a word stay ("utf8", "worker_3"); a number stands alone.
// (3) Quoted text and booleans are replaced after '=' only: in "KeyError: 'id'" the name is the
// error. (4) The result of a result is itself.

#include <string>
#include <string_view>

namespace arris::errors {

std::string parameterize(std::string_view text);

// The first line that isn't blank, trimmed and no longer than a title may be.
std::string_view first_line(std::string_view text);

}  // namespace arris::errors
