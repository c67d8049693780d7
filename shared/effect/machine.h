#pragma once
// Runs the requests of one module: frames in, frames out. Used alike by a module's exports and by
// native hosts.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "effect/frame.h"

namespace arris::effect {

// One request from its event to its last outcome.
class Job {
 public:
  virtual ~Job() = default;
  // Appends nothing but the outcome's parts; the machine fills in the task.
  virtual Outcome begin(const Event& event) = 0;
  virtual Outcome resume(std::span<const EffectResult> results) = 0;
  // The memory that a job keeps which takes many steps of equal kind, and needs nothing else of what the last one
  // allocated, results included; nothing for any other job.
  virtual std::optional<std::size_t> kept_bytes() const { return std::nullopt; }
};

class JobFactory {
 public:
  virtual std::unique_ptr<Job> make() const = 0;

 protected:
  ~JobFactory() = default;
};

class Machine {
 public:
  explicit Machine(const JobFactory& factory) : factory_(factory) {}

  // REQUIRES: the frames live until their task is done. The returned view is valid until the next
  // call.
  std::string_view begin(std::string_view event_frame);
  std::string_view resume(std::uint32_t task, std::string_view results_frame);
  void cancel(std::uint32_t task);
  // Before the next frame: frees what the last step of a job left that needs it no more (Job::kept_bytes).
  void forget();

 private:
  std::string_view finish(std::uint32_t task, Outcome outcome);
  void mark(std::optional<std::size_t> kept_bytes);

  const JobFactory& factory_;
  std::vector<std::unique_ptr<Job>> jobs_;
  std::string out_;
  std::size_t kept_bytes_ = 0;
  void* mark_ = nullptr;
};

}  // namespace arris::effect
