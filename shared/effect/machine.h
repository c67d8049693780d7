#pragma once
// Runs the requests of one module: frames in, frames out. Used alike by a module's exports and by
// native hosts.

#include <memory>
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

 private:
  std::string_view finish(std::uint32_t task, Outcome outcome);

  const JobFactory& factory_;
  std::vector<std::unique_ptr<Job>> jobs_;
  std::string out_;
};

}  // namespace arris::effect
