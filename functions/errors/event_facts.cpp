#include "errors/event_facts.h"

#include <algorithm>

namespace arris::errors {
namespace {

// Parts of a path that belong to an installation, not to a program.
constexpr std::string_view foreign_paths[] = {"/node_modules/",
                                              "node_modules/",
                                              "node:",
                                              "internal/",
                                              "site-packages/",
                                              "dist-packages/",
                                              "/usr/lib/",
                                              "/usr/local/lib/",
                                              "/usr/include/",
                                              "/rustc/",
                                              ".cargo/registry/",
                                              "/go/pkg/mod/",
                                              "/usr/local/go/",
                                              "/vendor/",
                                              "<frozen ",
                                              "webpack/bootstrap",
                                              "chrome-extension://",
                                              "moz-extension://",
                                              "/lib/python",
                                              "native"};

constexpr std::string_view foreign_modules[] = {"java.",
                                                "javax.",
                                                "jdk.",
                                                "sun.",
                                                "com.sun.",
                                                "kotlin.",
                                                "kotlinx.",
                                                "scala.",
                                                "android.",
                                                "androidx.",
                                                "org.springframework.",
                                                "org.apache.",
                                                "org.hibernate.",
                                                "io.netty.",
                                                "core::",
                                                "std::",
                                                "alloc::",
                                                "tokio::",
                                                "runtime.",
                                                "net/http.",
                                                "testing."};

bool names_foreign_path(std::string_view file) {
  return std::ranges::any_of(foreign_paths, [&](std::string_view part) {
    const std::size_t at = file.find(part);
    return part == "native" ? file == part : part == "internal/" ? at == 0 : at != file.npos;
  });
}

bool names_foreign_module(std::string_view name) {
  return std::ranges::any_of(foreign_modules,
                             [&](std::string_view part) { return name.starts_with(part); });
}

// What native programs start with, or end in.
constexpr std::string_view foreign_functions[] = {
    "std::",    "core::",   "alloc::", "__libc_", "__cxa_",  "_start", "rust_begin_unwind",
    "__rust_",  "abort",    "raise",   "gsignal", "<core::", "<std::", "<alloc::",
    "runtime.", "net/http."};

bool names_foreign_function(std::string_view function) {
  return std::ranges::any_of(foreign_functions,
                             [&](std::string_view part) { return function.starts_with(part); });
}

}  // namespace

Handled handled_of(const EventFacts& facts) {
  Handled handled = Handled::unknown;
  for (const Exception& exception : facts.exceptions) {
    if (exception.handled == Handled::no) return Handled::no;
    if (exception.handled == Handled::yes) handled = Handled::yes;
  }
  return handled;
}

bool is_in_app(const Frame& frame, std::string_view platform) {
  if (frame.in_app != InApp::unknown) return frame.in_app == InApp::yes;
  if (frame.file.empty() && frame.module.empty() && frame.function.empty()) return false;
  const bool native = platform == "native" || platform == "rust" || platform == "go";
  if (native && names_foreign_function(frame.function)) return false;
  return !names_foreign_path(frame.file) && !names_foreign_module(frame.module);
}

}  // namespace arris::errors
