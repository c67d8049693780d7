#pragma once
// How many requests run at once. Below the size of the instance pool, so that the pool never
// refuses: what is over it is shed with 503 before anything is spent on it.

#include <atomic>
#include <cstdint>
#include <utility>

namespace arris::wasmtime {

class Slots {
 public:
  explicit Slots(std::uint32_t max) : max_(max) {}

  // Gives its place back when it dies.
  class Slot {
   public:
    Slot() = default;
    explicit Slot(Slots* slots) : slots_(slots) {}
    Slot(Slot&& other) noexcept : slots_(std::exchange(other.slots_, nullptr)) {}
    Slot& operator=(Slot&& other) noexcept {
      std::swap(slots_, other.slots_);
      return *this;
    }
    ~Slot() {
      if (slots_ != nullptr) slots_->in_use_.fetch_sub(1, std::memory_order_relaxed);
    }
    explicit operator bool() const { return slots_ != nullptr; }

   private:
    Slots* slots_ = nullptr;
  };

  // Empty when there is no room.
  Slot take() {
    if (in_use_.fetch_add(1, std::memory_order_relaxed) < max_) return Slot(this);
    in_use_.fetch_sub(1, std::memory_order_relaxed);
    shed_.fetch_add(1, std::memory_order_relaxed);
    return {};
  }
  std::uint32_t in_use() const { return in_use_.load(std::memory_order_relaxed); }
  std::uint32_t max() const { return max_; }
  std::uint64_t shed() const { return shed_.load(std::memory_order_relaxed); }
  void note_shed() { shed_.fetch_add(1, std::memory_order_relaxed); }

 private:
  const std::uint32_t max_;
  std::atomic<std::uint32_t> in_use_ = 0;
  std::atomic<std::uint64_t> shed_ = 0;
};

}  // namespace arris::wasmtime
