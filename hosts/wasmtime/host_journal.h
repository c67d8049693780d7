#pragma once
// Writes down what happens in modules: their log lines, and every request at which one failed, so
// that `arris replay` runs it again.
//
// (1) A fault's record is DIRECTORY/REQUEST_ID.rec, sealed under a key of the root: it holds what the
// request held. (2) At most `faults_max` of them are kept, the first ones of this run, because the
// first tell most and a loop of faults must not fill the disk.

#include <atomic>
#include <filesystem>

#include "wasmtime/log.h"
#include "wasmtime/task.h"

namespace arris::wasmtime {

class HostJournal final : public Journal {
 public:
  static constexpr std::size_t faults_max = 1000;

  // `all` is where every request is recorded; empty for none.
  HostJournal(Log& log, const crypto::RootKey& root, std::filesystem::path faults,
              std::filesystem::path all);

  void note_log(const Record& record, const effect::Log& line) override;
  void note_fault(const Record& record, const Fault& fault) override;
  void note_end(const Record& record) override;

 private:
  Log& log_;
  const crypto::Secret key_;
  const std::filesystem::path faults_, all_;
  std::atomic<std::size_t> kept_ = 0;
};

}  // namespace arris::wasmtime
