#pragma once
// Task<T>: a handler as a coroutine that asks for effects instead of performing them.
//
// (1) `co_await` takes an effect, several (`all(a, b)`), a Result or a Task. When what is awaited
// fails, the whole
//     request ends with that error and the coroutine is never resumed; `attempt(x)` gives the
//     Result instead.
// (2) A task makes progress only between `start`/`resume` and the next wait; then
// `TaskState::pending` holds the
//     effects that it wants, in the order of the results that it expects.
// (3) What a coroutine borrows across a suspension lives in the request's arena or in a received
// frame. (4) Coroutine parameters are values or pointers to the request's own objects, never
// references.

#include <coroutine>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "core/arena.h"
#include "core/result.h"
#include "effect/frame.h"

namespace arris::effect {

// The one awaiter that a suspended request waits on.
class Waiter {
 public:
  // Takes this waiter's results from the front of the list; an Error when the request shall end.
  virtual Status settle(std::span<const EffectResult> results) = 0;

 protected:
  ~Waiter() = default;
};

// What one request's coroutines share.
struct TaskState {
  Arena arena;
  std::vector<Effect> pending;  // wanted effects, none while running
  Waiter* waiter = nullptr;
  std::coroutine_handle<> suspended;
  std::optional<Error> failure;  // set once; ends the request

  void fail(Error error) {
    if (!failure) failure = std::move(error);
  }
  void wait(Waiter& by, std::coroutine_handle<> handle) {
    waiter = &by;
    suspended = handle;
  }
  // Hands results to the waiting coroutine and runs it up to its next wait or its end.
  void resume(std::span<const EffectResult> results) {
    const auto settled = std::exchange(waiter, nullptr)->settle(results);
    if (!settled) return fail(settled.error());
    std::exchange(suspended, nullptr).resume();
  }
};

// The Error that a failed or skipped effect means to a request.
Error error_of(const EffectResult& result);
Error results_do_not_match();

// An effect is a type with a default-constructible `Answer`, `void request(std::vector<Effect>&)`
// that appends exactly one Effect, and `Status take(const EffectResult&, Answer&)` that reads its
// result. It writes into place instead of returning a Result, because each return type would cost
// every module its own copies and destructors.
template <class E>
concept Awaitable = requires(E effect, std::vector<Effect>& out, const EffectResult& result,
                             typename E::Answer& answer) {
  effect.request(out);
  { effect.take(result, answer) } -> std::same_as<Status>;
};

template <Awaitable... E>
struct All {
  std::tuple<E...> effects;
};
// Effects performed in parallel; awaited together they give a tuple of their answers.
template <Awaitable... E>
All<E...> all(E... effects) {
  return {{std::move(effects)...}};
}

template <Awaitable E>
struct Attempt {
  E effect;
};
// An effect whose failure the handler wants to see: awaiting it gives Result<Answer>.
template <Awaitable E>
Attempt<E> attempt(E effect) {
  return {std::move(effect)};
}

namespace detail {

// Waits for the effects of a tuple; co_await gives their answers.
template <Awaitable... E>
class EffectsWaiter final : public Waiter {
 public:
  EffectsWaiter(TaskState& state, std::tuple<E...> effects)
      : state_(state), effects_(std::move(effects)) {}

  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> handle) {
    std::apply([this](auto&... effect) { (effect.request(state_.pending), ...); }, effects_);
    state_.wait(*this, handle);
  }
  auto await_resume() {
    if constexpr (sizeof...(E) == 1)
      return std::move(std::get<0>(answers_));
    else
      return std::move(answers_);
  }
  Status settle(std::span<const EffectResult> results) override {
    return settle_each(results, std::index_sequence_for<E...>{});
  }

 private:
  template <std::size_t... I>
  Status settle_each(std::span<const EffectResult> results, std::index_sequence<I...>) {
    if (results.size() != sizeof...(I)) return results_do_not_match();
    Status status = success();
    ((status.ok() ? void(status = std::get<I>(effects_).take(results[I], std::get<I>(answers_)))
                  : void()),
     ...);
    return status;
  }

  TaskState& state_;
  std::tuple<E...> effects_;
  std::tuple<typename E::Answer...> answers_;
};

template <Awaitable E>
class AttemptWaiter final : public Waiter {
 public:
  AttemptWaiter(TaskState& state, E effect) : state_(state), effect_(std::move(effect)) {}

  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> handle) {
    effect_.request(state_.pending);
    state_.wait(*this, handle);
  }
  Result<typename E::Answer> await_resume() {
    if (!status_) return std::move(status_.error());
    return std::move(answer_);
  }
  Status settle(std::span<const EffectResult> results) override {
    if (results.size() != 1) return results_do_not_match();
    status_ = effect_.take(results[0], answer_);
    return success();
  }

 private:
  TaskState& state_;
  E effect_;
  Status status_ = success();
  typename E::Answer answer_{};
};

template <class T>
class ResultWaiter {
 public:
  ResultWaiter(TaskState& state, Result<T> result) : state_(state), result_(std::move(result)) {}
  bool await_ready() const noexcept { return result_.ok(); }
  void await_suspend(std::coroutine_handle<>) { state_.fail(std::move(result_.error())); }
  T await_resume() { return std::move(result_).value(); }

 private:
  TaskState& state_;
  Result<T> result_;
};

}  // namespace detail

template <class T>
class [[nodiscard]] Task {
 public:
  class promise_type;
  using Handle = std::coroutine_handle<promise_type>;

  Task(Task&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  Task& operator=(Task&& other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  ~Task() {
    if (handle_) handle_.destroy();
  }

  // Runs a root task up to its first wait or its end. `state` outlives the task.
  void start(TaskState& state) {
    handle_.promise().state = &state;
    handle_.resume();
  }
  bool finished() const { return handle_.promise().value.has_value(); }
  // REQUIRES: finished()
  T take() { return std::move(*handle_.promise().value); }

  class promise_type {
   public:
    TaskState* state = nullptr;
    std::coroutine_handle<> parent;
    std::optional<T> value;

    Task get_return_object() { return Task(Handle::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    auto final_suspend() noexcept { return ToParent{}; }
    void return_value(T result) { value.emplace(std::move(result)); }
    [[noreturn]] void unhandled_exception() { __builtin_trap(); }

    template <Awaitable E>
    auto await_transform(E effect) {
      return detail::EffectsWaiter<E>(*state, std::tuple<E>(std::move(effect)));
    }
    template <Awaitable... E>
    auto await_transform(All<E...> effects) {
      return detail::EffectsWaiter<E...>(*state, std::move(effects.effects));
    }
    template <Awaitable E>
    auto await_transform(Attempt<E> attempted) {
      return detail::AttemptWaiter<E>(*state, std::move(attempted.effect));
    }
    template <class U>
    auto await_transform(Result<U> result) {
      return detail::ResultWaiter<U>(*state, std::move(result));
    }
    template <class U>
    auto await_transform(Task<U> task) {
      return typename Task<U>::AsChild(std::move(task), *state);
    }
  };

  // A task awaited by another one runs in its place and hands over to it at the end.
  class AsChild {
   public:
    AsChild(Task task, TaskState& state) : task_(std::move(task)), state_(state) {}
    bool await_ready() const noexcept { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> parent) {
      task_.handle_.promise().state = &state_;
      task_.handle_.promise().parent = parent;
      return task_.handle_;
    }
    T await_resume() { return task_.take(); }

   private:
    Task task_;
    TaskState& state_;
  };

 private:
  struct ToParent {
    bool await_ready() noexcept { return false; }
    std::coroutine_handle<> await_suspend(Handle handle) noexcept {
      if (handle.promise().parent) return handle.promise().parent;
      return std::noop_coroutine();
    }
    void await_resume() noexcept {}
  };
  explicit Task(Handle handle) : handle_(handle) {}
  Handle handle_;
};

}  // namespace arris::effect
