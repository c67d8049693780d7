#include "team/chain.h"

#include "core/text.h"

namespace arris::team {
namespace {

SealedPart sealed_part(const LogRow& row) {
  return {row.sequence,   row.id,       row.at_ms,   row.audience,
          row.actor_kind, row.actor_id, row.action,  row.target_kind,
          row.target_id,  row.details,  row.address, row.request_id};
}

// Faults in the order of the log.
class Faults {
 public:
  void add(std::int64_t sequence, ChainFault kind) {
    if (list_.size() < faults_max) list_.push_back({sequence, kind});
  }
  std::vector<FoundFault> take() { return std::move(list_); }

 private:
  std::vector<FoundFault> list_;
};

// An entry that the head has passed is sealed; later ones may still wait for it.
bool is_as_sealed(const LogRow& row, std::string_view computed, std::int64_t head_sequence) {
  if (!row.hash) return row.sequence > head_sequence;
  return row.sequence <= head_sequence && *row.hash == computed;
}

void check_end(Faults& faults, std::int64_t last_sequence, const std::optional<HeadRow>& head) {
  if (head && last_sequence < head->sequence) faults.add(last_sequence + 1, ChainFault::truncated);
}

}  // namespace

std::string hashed_text(OrgId org, std::string_view hash_before, const LogRow& row) {
  std::string text(hash_before);
  text.append("\n").append(org.text).append("\n");
  json::encode(text, sealed_part(row));
  return text;
}

std::string sealed_text(OrgId org, std::int64_t sequence, std::string_view hash) {
  std::string text(org.text);
  text += '\n';
  append_decimal(text, sequence);
  return text.append("\n").append(hash);
}

std::vector<FoundFault> faults_of(const ChainStart& start, const std::vector<LogRow>& rows,
                                  const std::vector<std::string_view>& computed,
                                  const std::optional<HeadRow>& head, PageEnd end) {
  Faults faults;
  const auto head_sequence = head ? head->sequence : 0;
  auto expected = start.sequence + 1;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const LogRow& row = rows[i];
    if (row.sequence != expected) faults.add(expected, ChainFault::missing);
    if (!is_as_sealed(row, computed[i], head_sequence))
      faults.add(row.sequence, ChainFault::changed);
    else if (head && row.sequence == head_sequence && row.hash != head->hash)
      faults.add(row.sequence, ChainFault::changed);
    expected = row.sequence + 1;
  }
  if (end == PageEnd::end_of_log) check_end(faults, expected - 1, head);
  return faults.take();
}

}  // namespace arris::team
