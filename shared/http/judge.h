#pragma once
// Whether the host would call an address that somebody names.

#include "effect/effects.h"

namespace arris::http {

inline constexpr std::string_view not_public = "not_public";
inline constexpr std::string_view not_public_detail =
    "must be an address that the whole web can reach";

// Asks without calling it. Its failure: none, refused for an address within, else what is no address.
struct Judge {
  struct Answer {
    effect::Failure failure = effect::Failure::none;
  };
  std::string_view url;

  void request(std::vector<effect::Effect>& out) const {
    out.push_back({effect::Fetch{"POST", url, {}, {}, 0, effect::FetchMode::check}});
  }
  static Status take(const effect::EffectResult& result, Answer& answer) {
    if (const auto* failed = std::get_if<effect::Failed>(&result)) answer.failure = failed->failure;
    return success();
  }
};

}  // namespace arris::http
