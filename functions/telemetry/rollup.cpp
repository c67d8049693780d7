#include "telemetry/rollup.h"

#include <algorithm>
#include <tuple>

#include "core/sketch.h"
#include "core/text.h"

namespace arris::telemetry {
namespace {

struct CountRow {
  std::int64_t at_ms = 0;
  std::string_view component;
  std::int64_t event_count = 0, view_count = 0, action_count = 0, performance_count = 0,
               error_count = 0, duration_count = 0, duration_sum_us = 0;
  json::Written durations;
};
BOOST_DESCRIBE_STRUCT(CountRow, (),
                      (at_ms, component, event_count, view_count, action_count, performance_count,
                       error_count, duration_count, duration_sum_us, durations))

struct PageRow {
  std::string_view page;
  std::int64_t day_at_ms = 0, view_count = 0;
};
BOOST_DESCRIBE_STRUCT(PageRow, (), (page, day_at_ms, view_count))

enum class By : std::uint8_t { org, component, page };

// A fact under what it is counted by. Sorted, facts that are counted together are neighbours.
struct Place {
  std::string_view text;
  std::int64_t at_ms = 0;
  const Fact* fact = nullptr;

  bool same(const Place& other) const { return text == other.text && at_ms == other.at_ms; }
};

void sort(std::vector<Place>& places) {
  std::ranges::sort(places, [](const Place& a, const Place& b) {
    return std::tie(a.text, a.at_ms) < std::tie(b.text, b.at_ms);
  });
}

std::vector<Place> places_of(const std::vector<Fact>& facts, By by, Bucket bucket) {
  std::vector<Place> places;
  for (const Fact& fact : facts) {
    const std::string_view texts[] = {"", fact.component, fact.page};
    places.push_back(
        {texts[static_cast<std::uint8_t>(by)], bucket_start(fact.at_ms, bucket, 0), &fact});
  }
  sort(places);
  return places;
}

void count(CountRow& row, Sketch& sketch, const Fact& fact) {
  std::int64_t* const kinds[] = {&row.view_count, &row.action_count, &row.performance_count,
                                 &row.error_count};
  ++row.event_count;
  ++*kinds[static_cast<std::uint8_t>(fact.kind)];
  if (fact.duration_us < 0) return;
  ++row.duration_count;
  row.duration_sum_us += fact.duration_us;
  sketch.add(fact.duration_us);
}

void separate(std::string& out) { out += out.empty() ? '[' : ','; }

std::string count_rows(const std::vector<Fact>& facts, By by, Bucket bucket) {
  const auto places = places_of(facts, by, bucket);
  std::string out;
  for (std::size_t i = 0; i < places.size();) {
    const Place& place = places[i];
    CountRow row;
    row.component = place.text;
    row.at_ms = place.at_ms;
    Sketch sketch;
    for (; i < places.size() && places[i].same(place); ++i) count(row, sketch, *places[i].fact);
    const std::string stored = sketch.stored();
    row.durations.text = stored;
    separate(out);
    json::encode(out, row);
  }
  return out + "]";
}

std::string page_rows(const std::vector<Fact>& facts) {
  const auto places = places_of(facts, By::page, Bucket::day);
  std::string out;
  for (std::size_t i = 0; i < places.size();) {
    const Place& place = places[i];
    PageRow row{place.text, place.at_ms};
    for (; i < places.size() && places[i].same(place); ++i) ++row.view_count;
    if (row.page.empty()) continue;
    separate(out);
    json::encode(out, row);
  }
  return out.empty() ? "[]" : out + "]";
}

// [subject, person, hour], each once. REQUIRES: persons of one length
std::string person_rows(const std::vector<Fact>& facts) {
  Arena arena;
  std::vector<Place> places;
  const auto add = [&](std::string_view kind, std::string_view name, std::string_view person,
                       const Fact& fact) {
    const auto text = arena.keep(std::string(kind).append(name).append(person));
    places.push_back({text, bucket_start(fact.at_ms, Bucket::hour, 0), &fact});
  };
  for (const Fact& fact : facts) {
    add(everybody, "", fact.person, fact);
    add(sessions, "", fact.session, fact);
    add(of_component, fact.component, fact.person, fact);
    if (!fact.page.empty()) add(of_page, fact.page, fact.person, fact);
  }
  sort(places);
  std::string out;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (i > 0 && places[i].same(places[i - 1])) continue;
    const auto text = places[i].text;
    const auto subject = text.substr(0, text.size() - places[i].fact->person.size());
    separate(out);
    json::write_string(out += '[', subject);
    json::write_string(out += ',', text.substr(subject.size()));
    json::write_integer(out += ',', places[i].at_ms);
    out += ']';
  }
  return out + "]";
}

}  // namespace

Rollup roll_up(const std::vector<Fact>& facts) {
  return {count_rows(facts, By::org, Bucket::minute),
          count_rows(facts, By::org, Bucket::hour),
          count_rows(facts, By::org, Bucket::day),
          count_rows(facts, By::component, Bucket::hour),
          count_rows(facts, By::component, Bucket::day),
          count_rows(facts, By::component, Bucket::week),
          page_rows(facts),
          person_rows(facts)};
}

std::string_view page_of(std::string_view page) {
  page = clip_utf8(page.substr(0, page.find_first_of("?#")), 200);
  while (page.size() > 1 && page.ends_with('/')) page.remove_suffix(1);
  return page;
}

}  // namespace arris::telemetry
