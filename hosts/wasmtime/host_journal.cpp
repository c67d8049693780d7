#include "wasmtime/host_journal.h"

#include "wasmtime/files.h"

namespace arris::wasmtime {
namespace {

constexpr std::string_view levels[] = {"debug", "info", "warning", "error"};

}  // namespace

HostJournal::HostJournal(Log& log, const crypto::RootKey& root, std::filesystem::path faults,
                         std::filesystem::path all)
    : log_(log), key_(record_key(root)), faults_(std::move(faults)), all_(std::move(all)) {
  for (const auto* folder : {&faults_, &all_}) {
    std::error_code error;
    if (!folder->empty()) std::filesystem::create_directories(*folder, error);
    if (error)
      throw StartError("the folder " + folder->string() + " can't be written: " + error.message());
  }
}

void HostJournal::note_log(const Record& record, const effect::Log& line) {
  LogLine text(levels[static_cast<std::size_t>(line.level)], line.message);
  text.add("module", record.module).add("request_id", record.request_id).add_fields(line.fields);
  log_.write(text);
}

void HostJournal::note_fault(const Record& record, const Fault& fault) {
  LogLine line("error", "module fault");
  line.add("module", record.module).add("request_id", record.request_id);
  line.add("kind", text_of(fault.kind)).add("cause", fault.cause);
  if (kept_.fetch_add(1) < faults_max) {
    const auto path = faults_ / (record.request_id + ".rec");
    if (replace_file(path, seal_record(key_, record))) line.add("record", path.string());
  }
  log_.write(line);
}

void HostJournal::note_end(const Record& record) {
  if (!all_.empty())
    (void)replace_file(all_ / (record.request_id + ".rec"), seal_record(key_, record));
}

}  // namespace arris::wasmtime
