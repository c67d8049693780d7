#pragma once
// The exports of a module, by hand and without a library, so that a test's module can break every
// rule. The manifest and the version come from the build.

using u8 = unsigned char;
using u16 = unsigned short;
using u32 = unsigned int;
using u64 = unsigned long long;

#define EXPORT(name) extern "C" __attribute__((export_name(#name)))

inline u8 room[1 << 20];
inline u32 used = 0;
inline u8 out[1 << 20];
inline u32 out_length = 0;

inline void put8(u8 value) { out[out_length++] = value; }
inline void put16(u16 value) {
  put8(static_cast<u8>(value));
  put8(static_cast<u8>(value >> 8));
}
inline void put32(u32 value) {
  put16(static_cast<u16>(value));
  put16(static_cast<u16>(value >> 16));
}
inline void put_text(const char* text) {
  u32 length = 0;
  while (text[length] != 0) ++length;
  put32(length);
  for (u32 i = 0; i < length; ++i) put8(static_cast<u8>(text[i]));
}
inline u64 packed(const void* pointer, u32 length) {
  return static_cast<u64>(reinterpret_cast<u32>(pointer)) << 32 | length;
}

// version, task, done, no logs
inline void open_outcome(u8 done) {
  out_length = 0;
  put16(1);
  put32(0);
  put8(done);
  put32(0);
}
inline void put_head(u16 status) {
  put8(1);
  put16(status);
  put16(65535);
  put32(0);
}
inline u64 close_outcome() { return packed(out, out_length); }

inline u64 answer(u16 status, const char* body) {
  open_outcome(1);
  put_head(status);
  put_text(body);
  put8(0);   // no subscription
  put32(0);  // no effects
  return close_outcome();
}

// Whether the frame holds the text.
inline bool holds(u32 pointer, u32 length, const char* text) {
  const u8* bytes = reinterpret_cast<const u8*>(pointer);
  for (u32 at = 0; at < length; ++at) {
    u32 i = 0;
    while (text[i] != 0 && at + i < length && bytes[at + i] == static_cast<u8>(text[i])) ++i;
    if (text[i] == 0) return true;
  }
  return false;
}
