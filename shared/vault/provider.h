#pragma once
// What is known of the services whose secrets the vault holds: where they live, how they want to be shown a secret, and
// what their answers mean. Pure.

#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace arris::vault {

enum class Service : std::uint8_t { anthropic, openai, gemini, custom };
BOOST_DESCRIBE_ENUM(Service, anthropic, openai, gemini, custom)
enum class Verdict : std::uint8_t { valid, refused, unreachable };
BOOST_DESCRIBE_ENUM(Verdict, valid, refused, unreachable)

struct Provider {
  std::string_view base_url;                 // empty: the key says it
  std::string_view check_path;               // a GET of it costs nothing and needs the secret
  std::string_view header, prefix;           // where the secret goes, and what stands before it
  std::string_view extra_name, extra_value;  // a header that every call needs
  std::string_view api_prefix;               // between the address and a call's own path
};
const Provider& provider_of(Service service);

// "scheme://host[:port]" of an address that a secret may be sent to, lower case, without the scheme's own port; nothing
// for what is no plain web address: userinfo, a fragment, a query, blanks.
std::optional<std::string> origin_of(std::string_view url);

// What a provider's answer to the check says. A provider that is busy or broken says nothing about the secret.
Verdict judge(std::uint16_t status);

}  // namespace arris::vault
