// A module that misbehaves as the path of its request says, and is good otherwise.

#include "seam.h"

#ifndef ABI
#define ABI 1
#endif
#ifndef NAME
#define NAME "hostile"
#endif
#ifndef MANIFEST
#define MANIFEST                                                                       \
  "{\"name\":\"" NAME "\",\"abi\":1,\"routes\":[{\"method\":\"GET\",\"path\":\"/" NAME \
  "/{mode}\",\"summary\":\"s\",\"allow\":{\"kind\":\"anyone\"}},"                      \
  "{\"method\":\"GET\",\"path\":\"/" NAME                                              \
  "-theirs/{mode}\","                                                                  \
  R"json("summary":"s","allow":{"kind":"anyone"},"protocol":"theirs","refusals":{"module_fault":"theirs {request_id}"}}],"statements":[{"name":"count","sql":"SELECT count(*) FROM things"},{"name":"add","sql":"INSERT INTO things (id) VALUES (?1)"}],"capabilities":{"effects":["sql","limit","crypto","password"],"reads":["things"],"writes":["things"],"keys":["known"],"hosts":[]}})json"
#endif

namespace {

volatile u32 sink = 0;
u32 resumed = 0;

u32 sink_of(u32 depth);
u32 other_of(u32 depth) { return sink_of(depth + 1) + sink; }
__attribute__((noinline)) u32 sink_of(u32 depth) {
  sink = sink + depth;
  return other_of(depth + 1) + sink;
}

void wait_for_effects(u32 count) {
  open_outcome(0);
  put8(0);   // no head
  put32(0);  // no chunk
  put8(0);   // no subscription
  put32(count);
}

void put_read() {
  put8(0);  // no gate
  put8(1);  // sql
  put8(0);  // read
  put32(1);
  put16(0);
  put32(0);
}

void put_write(u8 gate) {
  put8(gate);
  put8(1);
  put8(1);
  put32(1);
  put16(1);
  put32(1);
  put8(3);
  put_text("a");
}

void put_shut_gate() {
  put8(1);
  put8(3);  // crypto
  put8(3);  // mac_check
  put_text("known");
  put_text("data");
  put_text("not the mac");
}

void put_mac(const char* key) {
  put8(0);
  put8(3);
  put8(2);
  put_text(key);
  put_text("data");
}

constexpr u32 canary = 0xe7519aca;

u8* grown_memory(u32 pages) {
  return reinterpret_cast<u8*>(__builtin_wasm_memory_grow(0, pages) << 16);
}

u64 leave() {
  u8* grown = grown_memory(64);
  for (u32 i = 0; i < 64u << 16; i += 4) __builtin_memcpy(grown + i, &canary, 4);
  for (u32 i = used; i + 4 <= sizeof room; i += 4) __builtin_memcpy(room + i, &canary, 4);
  return answer(200, "left");
}

// Whether anything of `leave` is seen by another request, in memory that is there and in new one.
u64 look() {
  grown_memory(64);
  const u8* end = reinterpret_cast<u8*>(__builtin_wasm_memory_size(0) << 16);
  for (const u8* at = reinterpret_cast<u8*>(1024); at + 4 <= end; ++at) {
    u32 found;
    __builtin_memcpy(&found, at, 4);
    if (found == canary) return answer(200, "seen");
  }
  return answer(200, "clean");
}

u64 misbehave(u32 pointer, u32 length) {
  const auto asked = [&](const char* mode) { return holds(pointer, length, mode); };
  if (asked("/loop")) {
    for (;;) sink = sink + 1;
  }
  if (asked("/busy")) {
    for (u32 i = 0; i < 20'000'000; ++i) sink = sink + 1;
    return answer(200, "done");
  }
  if (asked("/recurse")) return sink_of(1);
  if (asked("/fill")) {
    u8* grown = reinterpret_cast<u8*>(__builtin_wasm_memory_grow(0, 512) << 16);
    for (u8 value = 0;; ++value) __builtin_memset(grown, value, 32 << 20);
  }
  if (asked("/grow")) {
    while (__builtin_wasm_memory_grow(0, 16) != static_cast<u32>(-1)) {
    }
    return answer(200, "full");
  }
  if (asked("/leave")) return leave();
  if (asked("/look")) return look();
  if (asked("/trap")) __builtin_trap();
  if (asked("/outside")) return packed(reinterpret_cast<void*>(0xfffffff0u), 64);
  if (asked("/long")) return packed(out, 0xffffffffu);
  if (asked("/garbage")) return packed(room, 100);
  if (asked("/empty")) return 0;
  if (asked("/huge")) return packed(nullptr, 17u << 20);
  if (asked("/headless")) {
    open_outcome(1);
    put8(0);
    put_text("body");
    put8(0);
    put32(0);
    return close_outcome();
  }
  if (asked("/status")) return answer(99, "");
  if (asked("/split")) {
    open_outcome(1);
    put8(1);
    put16(200);
    put16(65535);
    put32(1);
    put_text("x-a");
    put_text("b\r\nset-cookie: c");
    put_text("");
    put8(0);
    put32(0);
    return close_outcome();
  }
  if (asked("/flood")) {
    wait_for_effects(1000);
    for (u32 i = 0; i < 1000; ++i) put_read();
    return close_outcome();
  }
  if (asked("/kind")) {
    wait_for_effects(1);
    put8(0);
    put8(77);
    return close_outcome();
  }
  if (asked("/forever") || asked("/reads")) {
    wait_for_effects(1);
    put_read();
    return close_outcome();
  }
  if (asked("/foreign")) {
    wait_for_effects(1);
    put_mac("module_cache");
    return close_outcome();
  }
  if (asked("/undeclared")) {
    wait_for_effects(1);
    put8(0);
    put8(6);  // mail
    put_text("a@example.com");
    put_text("s");
    put_text("t");
    put_text("");
    return close_outcome();
  }
  if (asked("/gated")) {
    wait_for_effects(3);
    put_read();
    put_shut_gate();
    put_write(0);
    return close_outcome();
  }
  if (asked("/writes")) {
    wait_for_effects(1);
    put_write(1);
    return close_outcome();
  }
  if (asked("/waits")) {
    wait_for_effects(1);
    put8(0);
    put8(4);  // password
    put8(1);
    put_text("secret");
    return close_outcome();
  }
  if (asked("/stream")) {
    open_outcome(0);
    put_head(200);
    put_text("one,");
    put8(0);
    put32(0);
    return close_outcome();
  }
  if (asked("/answers_first") || asked("/answers_twice") || asked("/works_on")) {
    open_outcome(asked("/works_on") ? 0 : 2);
    put_head(200);
    put_text("one,");
    put8(0);
    put32(1);
    put_write(0);
    return close_outcome();
  }
  if (asked("/client")) return answer(200, asked("2001:db8::5") ? "known" : "unknown");
  return answer(200, "good");
}

bool never_ends = false;
bool streams = false;
bool works_on = false;
bool answers_twice = false;

}  // namespace

#ifdef IMPORT
extern "C" __attribute__((import_module("env"), import_name("clock"))) u32 clock_of();
EXPORT(_initialize) void arris_initialize() { sink = clock_of(); }
#else
EXPORT(_initialize) void arris_initialize() {}
#endif
#ifdef EXTRA
EXPORT(extra) void arris_extra() {}
#endif
EXPORT(arris_abi) u32 arris_abi() { return ABI; }
EXPORT(arris_manifest) u64 arris_manifest() {
  static const char manifest[] = MANIFEST;
  return packed(manifest, sizeof manifest - 1);
}
EXPORT(arris_alloc) u32 arris_alloc(u32 length) {
  const u32 at = reinterpret_cast<u32>(room) + used;
  used += length;
  return used > sizeof room ? 0xfffffff0u : at;
}
EXPORT(arris_begin) u64 arris_begin(u32 pointer, u32 length) {
  never_ends = holds(pointer, length, "/forever");
  streams = holds(pointer, length, "/stream");
  answers_twice = holds(pointer, length, "/answers_twice");
  works_on = holds(pointer, length, "/works_on") || holds(pointer, length, "/answers_first");
  return misbehave(pointer, length);
}
EXPORT(arris_resume) u64 arris_resume(u32, u32 pointer, u32 length) {
  used = 0;
  if (never_ends) {
    wait_for_effects(1);
    put_read();
    return close_outcome();
  }
  if (streams) {
    open_outcome(++resumed == 3);
    put8(0);
    put_text(resumed == 3 ? "end" : "more,");
    put8(0);
    put32(0);
    return close_outcome();
  }
  if (works_on || answers_twice) {
    open_outcome(1);
    put8(0);
    put_text(answers_twice ? "again" : "");
    put8(0);
    put32(0);
    return close_outcome();
  }
  // The tags of the results, as digits: 0 done, 1 failed, 2 skipped; and each failure.
  static char text[200];
  u32 at = 6, written = 0;
  const u8* bytes = reinterpret_cast<const u8*>(pointer);
  const auto length_at = [&](u32 place) {
    return static_cast<u32>(bytes[place]) | static_cast<u32>(bytes[place + 1]) << 8 |
           static_cast<u32>(bytes[place + 2]) << 16;
  };
  while (at < length && written < 100) {
    const u8 tag = bytes[at++];
    text[written++] = static_cast<char>('0' + tag);
    if (tag == 0) at += 4 + length_at(at);
    if (tag != 1) continue;
    text[written++] = static_cast<char>('a' + bytes[at]);
    at += 3;
    at += 4 + length_at(at);
  }
  text[written] = 0;
  return answer(200, text);
}
EXPORT(arris_cancel) void arris_cancel(u32) {}
