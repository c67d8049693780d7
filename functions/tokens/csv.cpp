#include "tokens/csv.h"

#include "core/text.h"
#include "metering/price_book.h"
#include "tokens/money.h"

namespace arris::tokens {
namespace {

void add_text(std::string& out, std::string_view text) {
  const bool formula =
      !text.empty() && std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos;
  const bool quoted = text.find_first_of(",\"\r\n") != std::string_view::npos;
  if (quoted) out += '"';
  if (formula) out += '\'';
  for (const char c : text) out.append(c == '"' ? 2 : 1, c);
  if (quoted) out += '"';
  out += ',';
}

void add_number(std::string& out, std::int64_t number) {
  append_decimal(out, number);
  out += ',';
}

void add_row(std::string& out, const UsageRow& row) {
  for (const auto text : {row.id.text, row.request_id}) add_text(out, text);
  add_number(out, row.at_ms);
  for (const auto text : {row.provider, row.model, row.tier}) add_text(out, text);
  for (const auto& text :
       {row.user_id, row.key_id, row.agent_id, row.pipeline_id, row.execution_id})
    add_text(out, text.value_or(""));
  const Buckets buckets = buckets_of(row);
  for (const auto member : bucket_members) add_number(out, buckets.*member);
  add_number(out, buckets.input_tokens());
  add_number(out, buckets.output_tokens());
  add_number(out, buckets.total_tokens());
  add_text(out, row.price_id.value_or(""));
  add_number(out, row.cost_nano_usd);
  out.append(usd_of(row.cost_nano_usd)).append("\r\n");
}

}  // namespace

std::string csv_of(const std::vector<UsageRow>& rows) {
  std::string out =
      "id,request_id,at_ms,provider,model,service_tier,user_id,key_id,agent_id,pipeline_id,"
      "execution_id,";
#define X(name) out += #name ",";
  ARRIS_TOKEN_BUCKETS(X)
#undef X
  out += "input_tokens,output_tokens,total_tokens,price_id,cost_nano_usd,cost_usd\r\n";
  for (const UsageRow& row : rows) add_row(out, row);
  return out;
}

}  // namespace arris::tokens
