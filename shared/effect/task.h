#pragma once
// Task<T>: a handler as a coroutine that asks for effects instead of performing them.
//
// (1) `co_await` takes an effect, several (`all(a, b)`, `each(list)`), a Result or a Task. When what is awaited
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

// What a suspended request waits for: one place for each effect's answer, in the order of the
// results.
struct Awaited {
  Status (*take)(const EffectResult& result, void* answer);
  void* answer;
};
struct Waiter {
  std::span<const Awaited> places;
  Status* attempted = nullptr;  // takes the outcome instead of ending the request

  // Takes the results; an Error when the request shall end.
  Status settle(std::span<const EffectResult> results) const;
};

// What one request's coroutines share.
struct TaskState {
  Arena arena;
  std::vector<Effect> pending;  // wanted effects, none while running
  const Waiter* waiter = nullptr;
  std::coroutine_handle<> suspended;
  std::optional<Error> failure;  // set once; ends the request

  void fail(Error error) {
    if (!failure) failure = std::move(error);
  }
  void wait(const Waiter& by, std::coroutine_handle<> handle) {
    waiter = &by;
    suspended = handle;
  }
  // Hands results to the waiting coroutine and runs it up to its next wait or its end.
  void resume(std::span<const EffectResult> results);
};

// The Error that a failed or skipped effect means to a request.
Error error_of(const EffectResult& result);
Error results_do_not_match();

// An effect is a type with a default-constructible `Answer`, `void request(std::vector<Effect>&)`
// that appends exactly one Effect, and a static `Status take(const EffectResult&, Answer&)` that
// reads its result. It writes into place instead of returning a Result, because each return type
// would cost every module its own copies and destructors.
template <class E>
concept Awaitable = requires(E effect, std::vector<Effect>& out, const EffectResult& result,
                             typename E::Answer& answer) {
  effect.request(out);
  { E::take(result, answer) } -> std::same_as<Status>;
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
struct Each {
  std::vector<E> effects;
};
// As many effects of one kind as a list has, performed in parallel, at most 60 of them; awaited
// they give a std::vector of their answers.
template <Awaitable E>
Each<E> each(std::vector<E> effects) {
  return {std::move(effects)};
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

template <Awaitable E>
Status take_into(const EffectResult& result, void* answer) {
  return E::take(result, *static_cast<typename E::Answer*>(answer));
}

// Waits for effects that are asked for already; co_await gives their answers.
template <Awaitable... E>
class EffectsWaiter {
 public:
  explicit EffectsWaiter(TaskState& state) : state_(state) {}
  EffectsWaiter(const EffectsWaiter&) = delete;  // it points into itself

  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> handle) {
    std::size_t i = 0;
    std::apply([&](auto&... answer) { ((places_[i++] = {take_into<E>, &answer}), ...); }, answers_);
    waiter_.places = places_;
    state_.wait(waiter_, handle);
  }
  auto await_resume() {
    if constexpr (sizeof...(E) == 1)
      return std::move(std::get<0>(answers_));
    else
      return std::move(answers_);
  }

 private:
  TaskState& state_;
  Waiter waiter_;
  Awaited places_[sizeof...(E)];
  std::tuple<typename E::Answer...> answers_;
};

template <Awaitable E>
class EachWaiter {
 public:
  EachWaiter(TaskState& state, std::size_t count)
      : state_(state), places_(count), answers_(count) {}
  EachWaiter(const EachWaiter&) = delete;  // it points into itself

  bool await_ready() const noexcept { return answers_.empty(); }
  void await_suspend(std::coroutine_handle<> handle) {
    for (std::size_t i = 0; i < answers_.size(); ++i) places_[i] = {take_into<E>, &answers_[i]};
    waiter_.places = places_;
    state_.wait(waiter_, handle);
  }
  std::vector<typename E::Answer> await_resume() { return std::move(answers_); }

 private:
  TaskState& state_;
  Waiter waiter_;
  std::vector<Awaited> places_;
  std::vector<typename E::Answer> answers_;
};

template <Awaitable E>
class AttemptWaiter {
 public:
  explicit AttemptWaiter(TaskState& state) : state_(state) {}
  AttemptWaiter(const AttemptWaiter&) = delete;  // it points into itself

  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> handle) {
    place_ = {take_into<E>, &answer_};
    waiter_ = {{&place_, 1}, &status_};
    state_.wait(waiter_, handle);
  }
  Result<typename E::Answer> await_resume() {
    if (!status_) return std::move(status_.error());
    return std::move(answer_);
  }

 private:
  TaskState& state_;
  Waiter waiter_;
  Awaited place_{};
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

// The part of a promise that does not depend on what the task gives.
struct PromiseBase {
  TaskState* state = nullptr;
  std::coroutine_handle<> parent;
  void* value = nullptr;  // where the result is, once the task has ended

  // A task awaited by another one hands over to it at the end.
  struct ToParent {
    std::coroutine_handle<> parent;
    bool await_ready() noexcept { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<>) noexcept {
      return parent ? parent : std::noop_coroutine();
    }
    void await_resume() noexcept {}
  };
  std::suspend_always initial_suspend() noexcept { return {}; }
  ToParent final_suspend() noexcept { return {parent}; }
  [[noreturn]] void unhandled_exception() { __builtin_trap(); }
};

// A guest's memory ends with its request, so its frames need not.
#ifdef __wasm__
inline constexpr bool frames_are_freed = false;
#else
inline constexpr bool frames_are_freed = true;
#endif

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
    if (frames_are_freed && handle_) handle_.destroy();
  }

  // Runs a root task up to its first wait or its end. `state` outlives the task.
  void start(TaskState& state) {
    handle_.promise().state = &state;
    handle_.resume();
  }
  bool finished() const { return handle_.promise().value != nullptr; }
  // REQUIRES: finished()
  T take() { return std::move(*handle_.promise().result); }

  // The task's own frame, for whom keeps tasks of many types: the caller destroys it.
  std::coroutine_handle<> release() { return std::exchange(handle_, nullptr); }
  PromiseBase& promise() const { return handle_.promise(); }

  class promise_type : public PromiseBase {
   public:
    std::optional<T> result;

    Task get_return_object() { return Task(Handle::from_promise(*this)); }
    void return_value(T given) { value = &result.emplace(std::move(given)); }

    template <Awaitable E>
    auto await_transform(E effect) {
      effect.request(state->pending);
      return detail::EffectsWaiter<E>(*state);
    }
    template <Awaitable... E>
    auto await_transform(All<E...> effects) {
      std::apply([this](auto&... effect) { (effect.request(state->pending), ...); },
                 effects.effects);
      return detail::EffectsWaiter<E...>(*state);
    }
    template <Awaitable E>
    auto await_transform(Each<E> effects) {
      for (auto& effect : effects.effects) effect.request(state->pending);
      return detail::EachWaiter<E>(*state, effects.effects.size());
    }
    template <Awaitable E>
    auto await_transform(Attempt<E> attempted) {
      attempted.effect.request(state->pending);
      return detail::AttemptWaiter<E>(*state);
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

  // A task awaited by another one runs in its place.
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
  explicit Task(Handle handle) : handle_(handle) {}
  Handle handle_;
};

}  // namespace arris::effect
