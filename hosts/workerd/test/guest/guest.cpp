// The module of the shim's tests: it does what the request's body says, so that every frame, honest
// or hostile, is written by the test itself. One task at a time; its number is 1.
//
//   script := step*      step := op:u8 length:u32 byte[length]
//
// Op 1 answers the bytes as an outcome frame, 2 traps, 3 answers 200 with the last results frame as
// its body, 4 fills all memory behind `heap` with the byte given, 5 answers how many bytes behind
// `heap` are the byte given, 6 repeats its outcome for ever, 7 answers with the packed pointer
// given, 8 grows memory by the number of pages given, 9 answers 200 with the event frame as its
// body. Ops 4 and 8 go on to the next step.

using u8 = unsigned char;
using u32 = unsigned int;
using u64 = unsigned long long;

#define EXPORT(name) extern "C" __attribute__((export_name(#name)))

#ifndef ABI
#define ABI 1
#endif

namespace {

constexpr char manifest[] = {
#embed MANIFEST
};

constexpr char canary[] = "an image that is not only zeros";
u8 small[65536];  // initialised to zero, like most of a module's memory
u32 heap;         // where the next frame goes
const u8 *script, *script_end;
u8 out[1 << 20];

u32 u32_at(const u8* at) {
  u32 value;
  __builtin_memcpy(&value, at, 4);
  return value;
}
u64 packed(const void* at, u32 length) {
  return static_cast<u64>(reinterpret_cast<u32>(at)) << 32 | length;
}

u64 answer(const u8* body, u32 length) {
  u8* at = out;
  auto put = [&at](u32 value, u32 size) {
    __builtin_memcpy(at, &value, size);
    at += size;
  };
  put(1, 2);
  put(1, 4);
  put(1, 1);
  put(0, 4);  // version, task, done, logs
  put(1, 1);
  put(200, 2);
  put(0, 2);
  put(0, 4);  // head
  put(length, 4);
  __builtin_memcpy(at, body, length);
  at += length;
  put(0, 1);
  put(0, 4);  // subscription, effects
  return packed(out, static_cast<u32>(at - out));
}

u32 memory_size() { return static_cast<u32>(__builtin_wasm_memory_size(0)) << 16; }

u64 step(const u8* frame, u32 length) {
  while (script + 5 <= script_end) {
    const u8 op = script[0];
    const u32 size = u32_at(script + 1);
    const u8* data = script + 5;
    if (op != 6) script = data + size;
    switch (op) {
      case 1:
      case 6:
        return packed(data, size);
      case 2:
        __builtin_trap();
      case 3:
        return answer(frame, length);
      case 4:
        for (u8* at = reinterpret_cast<u8*>(heap); at < reinterpret_cast<u8*>(memory_size()); ++at)
          *at = *data;
        for (u32 i = 0; i < sizeof small; ++i) small[i] = *data;
        break;
      case 5: {
        u32 count = 0;
        for (const u8* at = reinterpret_cast<u8*>(heap); at < reinterpret_cast<u8*>(memory_size());
             ++at)
          count += *at == *data;
        for (u32 i = 0; i < sizeof small; ++i) count += small[i] == *data;
        return answer(reinterpret_cast<const u8*>(&count), 4);
      }
      case 7: {
        u64 value;
        __builtin_memcpy(&value, data, 8);
        return value;
      }
      case 8:
        __builtin_wasm_memory_grow(0, u32_at(data));
        break;
      default:
        return answer(frame, length);
    }
  }
  return answer(reinterpret_cast<const u8*>(canary), sizeof canary - 1);
}

// Where the body of a request lies in its event frame; a cron tick has none.
void find_script(const u8* at, const u8* end) {
  script = script_end = nullptr;
  at += 10;  // version, now_ms
  auto skip = [&at] { at += 4 + u32_at(at); };
  for (int i = 0; i < 4; ++i) skip();  // entropy, ids, address, trace
  if (*at++ != 1) return;
  for (int i = 0; i < 3; ++i) skip();  // method, path, query
  u32 texts = 2 * u32_at(at);
  for (at += 4; texts > 0; --texts) skip();  // headers
  script = at + 4;
  script_end = script + u32_at(at);
  if (script_end > end) __builtin_trap();
}

}  // namespace

extern "C" u8 __heap_base;

EXPORT(_initialize) void initialize() { heap = reinterpret_cast<u32>(&__heap_base); }
EXPORT(arris_abi) u32 abi() { return ABI; }
EXPORT(arris_manifest) u64 get_manifest() { return packed(manifest, sizeof manifest); }
EXPORT(arris_alloc) u32 alloc(u32 length) {
  const u32 at = heap;
  heap += length;
  const u32 size = memory_size();
  if (heap > size) __builtin_wasm_memory_grow(0, (heap - size + 65535) >> 16);
  return at;
}
EXPORT(arris_begin) u64 begin(const u8* frame, u32 length) {
  find_script(frame, frame + length);
  return step(frame, length);
}
EXPORT(arris_resume) u64 resume(u32, const u8* frame, u32 length) { return step(frame, length); }
EXPORT(arris_cancel) void cancel(u32) {}
