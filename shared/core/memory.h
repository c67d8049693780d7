#pragma once
// The memory of a module is handed out upwards and never given back (guest/runtime.cpp), so what takes many steps of equal
// kind sets it back itself. Natively nothing happens.

namespace arris {

#ifdef __wasm__
// How far the memory has been handed out.
void* memory_mark();
// REQUIRES: nothing that was allocated after `mark` is used again
void memory_reset(void* mark);
#else
inline void* memory_mark() { return nullptr; }
inline void memory_reset(void*) {}
#endif

}  // namespace arris
