// Streams are read alike however they are cut, and say what they used.

#include "metering/transcript.h"

#include <doctest/doctest.h>

#include <random>

#include "metering/event_splitter.h"

using namespace arris;
using namespace arris::metering;

namespace {

constexpr std::string_view openai_stream =
    "data: "
    "{\"id\":\"c1\",\"model\":\"gpt-4o-2024-08-06\",\"choices\":[{\"index\":0,\"delta\":{"
    "\"content\":\"Hel\"},"
    "\"finish_reason\":null}],\"usage\":null}\n\n"
    "data: "
    "{\"id\":\"c1\",\"model\":\"gpt-4o-2024-08-06\",\"choices\":[{\"index\":0,\"delta\":{"
    "\"content\":\"lo \\u00e9\"},"
    "\"finish_reason\":\"stop\"}],\"usage\":null}\n\n"
    "data: "
    "{\"id\":\"c1\",\"model\":\"gpt-4o-2024-08-06\",\"choices\":[],\"usage\":{\"prompt_tokens\":20,"
    "\"completion_tokens\":7,\"total_tokens\":27,\"prompt_tokens_details\":{\"cached_tokens\":4}}}"
    "\n\n"
    "data: [DONE]\n\n";

constexpr std::string_view responses_stream =
    "event: response.created\ndata: "
    "{\"type\":\"response.created\",\"response\":{\"id\":\"r1\",\"model\":\"gpt-5\","
    "\"status\":\"in_progress\",\"usage\":null}}\n\n"
    "event: response.output_text.delta\ndata: "
    "{\"type\":\"response.output_text.delta\",\"delta\":\"Hello\"}\n\n"
    "event: response.completed\ndata: "
    "{\"type\":\"response.completed\",\"response\":{\"id\":\"r1\",\"status\":\"completed\","
    "\"usage\":{\"input_tokens\":11,\"output_tokens\":9,\"output_tokens_details\":{\"reasoning_"
    "tokens\":3},"
    "\"total_tokens\":20}}}\n\n";

constexpr std::string_view anthropic_stream =
    "event: message_start\r\ndata: "
    "{\"type\":\"message_start\",\"message\":{\"id\":\"m1\",\"model\":\"claude-opus-4-5\","
    "\"usage\":{\"input_tokens\":10,\"cache_read_input_tokens\":30,\"output_tokens\":1}}}\r\n\r\n"
    "event: content_block_delta\r\ndata: "
    "{\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":\"Hi\"}}\r\n\r\n"
    "event: message_delta\r\ndata: "
    "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},"
    "\"usage\":{\"output_tokens\":12}}\r\n\r\n"
    "event: message_stop\r\ndata: {\"type\":\"message_stop\"}\r\n\r\n";

constexpr std::string_view gemini_stream =
    "data: "
    "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Hal\"}]}}],\"usageMetadata\":{"
    "\"promptTokenCount\":5,"
    "\"candidatesTokenCount\":1,\"totalTokenCount\":6},\"modelVersion\":\"gemini-2.5-pro\","
    "\"responseId\":\"g1\"}\n\n"
    "data: "
    "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"lo\"}]},\"finishReason\":\"STOP\"}],"
    "\"usageMetadata\":{\"promptTokenCount\":5,\"candidatesTokenCount\":8,\"thoughtsTokenCount\":2,"
    "\"totalTokenCount\":15},\"modelVersion\":\"gemini-2.5-pro\",\"responseId\":\"g1\"}\n\n";

constexpr std::string_view streams[] = {openai_stream, responses_stream, anthropic_stream,
                                        gemini_stream};

void feed(EventSplitter& splitter, Transcript& transcript, std::string_view piece) {
  splitter.feed(piece, [&](std::string_view event) { transcript.take_event(event); });
}

Transcript read_whole(std::string_view stream) {
  EventSplitter splitter;
  Transcript transcript;
  feed(splitter, transcript, stream);
  return transcript;
}

Buckets buckets_of(const Transcript& transcript) {
  Arena arena;
  return usage_of(transcript, 0, arena).buckets;
}

void check_same(const Transcript& one, const Transcript& other) {
  CHECK(one.id() == other.id());
  CHECK(one.model() == other.model());
  CHECK(one.finish_reason() == other.finish_reason());
  CHECK(one.text_bytes() == other.text_bytes());
  CHECK(one.usage(100) == other.usage(100));
}

}  // namespace

TEST_CASE("lines end by CR, LF or both, and a stream may begin with a mark of its byte order") {
  const std::string event =
      "\xef\xbb\xbf: a comment\ndata:{\"id\":\"c1\",\ndata2\n: data: {}\nid: 7\n"
      "data: \"model\":\"m\",\ndata:\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}\n\n"
      "data: {\"id\":\"c2\"}\n\n";
  for (const std::string_view line_end : {"\n", "\r", "\r\n"}) {
    std::string stream;
    for (const char c : event) c == '\n' ? stream.append(line_end) : stream.append(1, c);
    for (std::size_t piece_bytes = 1; piece_bytes <= stream.size(); ++piece_bytes) {
      CAPTURE(line_end.size());
      CAPTURE(piece_bytes);
      EventSplitter splitter;
      Transcript transcript;
      std::string passed;
      int events = 0;
      for (std::size_t at = 0; at < stream.size(); at += piece_bytes)
        passed += splitter.feed(std::string_view(stream).substr(at, piece_bytes),
                                [&](std::string_view one) {
                                  std::string joined;
                                  transcript.take(data_of(one, joined));
                                  ++events;
                                });
      CHECK(events == 2);
      CHECK(passed == stream);
      CHECK(transcript.id() == "c1");
      CHECK(transcript.model() == "m");
      CHECK(transcript.has_usage());
    }
  }
}

TEST_CASE("a chunk with half a character or a NUL in it says what it used") {
  struct Case {
    std::string_view text, words;
  };
  for (const auto& [text, words] :
       {Case{R"(a\ud83d)", "a\uFFFD"}, Case{R"(\uDE00b)", "\uFFFDb"},
        Case{R"(a\u0000b)", "a\uFFFDb"}, Case{R"(\ud83d\ud83d\ude00)", "\uFFFD\U0001F600"},
        Case{R"(\ud83dA)", "\uFFFDA"}, Case{R"(\\ud83d \\\u0000)", "\\ud83d \\\uFFFD"}}) {
    CAPTURE(text);
    Transcript transcript;
    transcript.keep_words(100);
    transcript.take(R"({"choices":[{"delta":{"content":")" + std::string(text) +
                    R"("}}],"usage":{"prompt_tokens":2,"completion_tokens":3}})");
    CHECK(transcript.has_usage());
    CHECK(transcript.words() == words);
  }
}

TEST_CASE("transcript: what is no JSON says nothing, and what is cut off is guessed") {
  for (const std::string_view text :
       {"", "[DONE]", "{", "{\"usage\":{\"prompt_tokens\":", "5", "\xff"}) {
    Transcript transcript;
    transcript.take(text);
    CHECK_FALSE(transcript.has_usage());
    CHECK(transcript.usage(9) == R"({"input_tokens":3,"output_tokens":0})");
  }
}

TEST_CASE("transcript: a refusal is one in the words of each provider") {
  for (const std::string_view text :
       {R"({"error":{"message":"no","type":"invalid_request_error"}})",
        R"({"type":"error","error":{"type":"overloaded_error","message":"no"}})",
        R"({"type":"error","code":"server_error","message":"no","param":null})",
        R"({"error":{"code":429,"status":"RESOURCE_EXHAUSTED"}})"}) {
    Transcript transcript;
    transcript.take(text);
    CHECK(transcript.failed());
  }
}

TEST_CASE("transcript: a stream of OpenAI's tells its usage in a chunk of its own") {
  const auto transcript = read_whole(openai_stream);
  CHECK(transcript.id() == "c1");
  CHECK(transcript.model() == "gpt-4o-2024-08-06");
  CHECK(transcript.finish_reason() == "stop");
  CHECK(transcript.text_bytes() == 8);
  const auto buckets = buckets_of(transcript);
  CHECK(buckets.input == 16);
  CHECK(buckets.cache_read == 4);
  CHECK(buckets.output == 7);
}

TEST_CASE("transcript: a response tells its usage where it completes") {
  const auto transcript = read_whole(responses_stream);
  CHECK(transcript.finish_reason() == "completed");
  const auto buckets = buckets_of(transcript);
  CHECK(buckets.input == 11);
  CHECK(buckets.output == 6);
  CHECK(buckets.reasoning == 3);
}

TEST_CASE("transcript: Anthropic's input is told at the start, its output at the end") {
  const auto transcript = read_whole(anthropic_stream);
  CHECK(transcript.finish_reason() == "end_turn");
  const auto buckets = buckets_of(transcript);
  CHECK(buckets.input == 10);
  CHECK(buckets.cache_read == 30);
  CHECK(buckets.output == 12);
}

TEST_CASE("transcript: of Gemini's chunks the last one holds") {
  const auto transcript = read_whole(gemini_stream);
  const auto buckets = buckets_of(transcript);
  CHECK(buckets.input == 5);
  CHECK(buckets.output == 8);
  CHECK(buckets.reasoning == 2);
}

TEST_CASE("transcript: a stream that broke off keeps what was told and guesses the rest") {
  const auto cut =
      read_whole(anthropic_stream.substr(0, anthropic_stream.find("event: message_delta")));
  CHECK_FALSE(cut.has_usage());
  const auto buckets = buckets_of(cut);
  CHECK(buckets.input == 10);
  CHECK(buckets.cache_read == 30);
  CHECK(buckets.output == 1);
}

TEST_CASE("transcript: any split of the bytes gives the same") {
  for (const auto stream : streams) {
    const auto whole = read_whole(stream);
    for (std::size_t cut = 0; cut <= stream.size(); ++cut) {
      EventSplitter splitter;
      Transcript transcript;
      feed(splitter, transcript, stream.substr(0, cut));
      feed(splitter, transcript, stream.substr(cut));
      check_same(transcript, whole);
    }
  }
}

TEST_CASE("transcript: any splits of the bytes give the same") {
  std::mt19937 random(7);
  for (int round = 0; round < 500; ++round) {
    const auto stream = streams[random() % 4];
    EventSplitter splitter;
    Transcript transcript;
    for (std::string_view left = stream; !left.empty();) {
      const auto piece = left.substr(0, 1 + random() % 40);
      feed(splitter, transcript, piece);
      left.remove_prefix(piece.size());
    }
    check_same(transcript, read_whole(stream));
  }
}

TEST_CASE("transcript: text that looks like usage is text") {
  Transcript transcript;
  transcript.take(R"({"choices":[{"message":{"content":"{\"usage\":{\"prompt_tokens\":1}}"}}]})");
  CHECK_FALSE(transcript.has_usage());
  CHECK(transcript.text_bytes() == 29);
}

TEST_CASE("transcript: words are kept where that is asked for, joined, as far as they fit") {
  for (const auto& [stream, words] : {std::pair{openai_stream, "Hello \xc3\xa9"},
                                      {responses_stream, "Hello"},
                                      {anthropic_stream, "Hi"},
                                      {gemini_stream, "Hallo"}}) {
    EventSplitter splitter;
    Transcript transcript;
    transcript.keep_words(100);
    feed(splitter, transcript, stream);
    CHECK(transcript.words() == words);
    CHECK(read_whole(stream).words().empty());
  }
  Transcript brief;
  brief.keep_words(3);
  for (int i = 0; i < 3; ++i) brief.take(R"({"delta":"ab"})");
  CHECK(brief.words() == "aba");
}

TEST_CASE("transcript: the words of another choice do not come between those of the first") {
  Transcript transcript;
  transcript.keep_words(100);
  for (const std::string_view chunk :
       {R"({"choices":[{"index":0,"delta":{"content":"ann@exam"}}]})",
        R"({"choices":[{"delta":{"content":"bob"},"index":1}]})",
        R"({"choices":[{"index":0,"delta":{"content":"ple.com"}}]})"})
    transcript.take(chunk);
  CHECK(transcript.words() == "ann@example.com");
  CHECK(transcript.text_bytes() == 18);
}

TEST_CASE("events: what has ended goes on at once, the beginning of the next one with its end") {
  EventSplitter splitter;
  const auto none = [](std::string_view) {};
  CHECK(splitter.feed("data: a\n\ndata", none) == "data: a\n\n");
  CHECK(splitter.rest() == "data");
  CHECK(splitter.feed(": b\n", none).empty());
  CHECK(splitter.feed("\n", none) == "data: b\n\n");
  CHECK(splitter.rest().empty());
}

TEST_CASE("events: one that is too long is not waited for, nor looked into, however it comes") {
  const auto stream = "data: " + std::string(event_max_bytes, 'x') + "\r\n\r\ndata: b\n\n";
  for (const std::size_t piece_bytes :
       {stream.size(), event_max_bytes + 8, std::size_t{2'796'203}}) {
    EventSplitter splitter;
    std::string passed, events;
    bool was_open = false;
    for (std::string_view left = stream; !left.empty();) {
      const auto piece = left.substr(0, piece_bytes);
      left.remove_prefix(piece.size());
      passed += splitter.feed(piece, [&](std::string_view event) { events += event; });
      was_open = was_open || splitter.is_open();
    }
    CHECK(events == "data: b\n\n");
    CHECK(passed == stream);
    CHECK(was_open == (piece_bytes < stream.size()));
    CHECK_FALSE(splitter.is_open());
  }
}

TEST_CASE("transcript: an event with pictures tells its usage in any pieces") {
  std::string stream(responses_stream);
  const std::string picture = R"("output":[{"result":")" + std::string(3 << 20, 'A') + R"("}],)";
  stream.insert(stream.rfind(R"("usage")"), picture);
  for (const std::size_t piece_bytes :
       {stream.size(), std::size_t{65'536}, std::size_t{1'000'003}}) {
    EventSplitter splitter;
    Transcript transcript;
    for (std::string_view left = stream; !left.empty();) {
      const auto piece = left.substr(0, piece_bytes);
      feed(splitter, transcript, piece);
      left.remove_prefix(piece.size());
    }
    check_same(transcript, read_whole(responses_stream));
  }
}

TEST_CASE("transcript: nulls at Anthropic's end leave what its start has told") {
  Transcript transcript;
  transcript.take(
      R"({"type":"message_start","message":{"usage":{"input_tokens":100,"cache_read_input_tokens":80,"output_tokens":1}}})");
  transcript.take(
      R"({"type":"message_delta","usage":{"input_tokens":null,"cache_read_input_tokens":null,"output_tokens":7}})");
  const auto buckets = buckets_of(transcript);
  CHECK(transcript.has_usage());
  CHECK(buckets.input == 100);
  CHECK(buckets.cache_read == 80);
  CHECK(buckets.output == 7);
}

TEST_CASE("transcript: what is told of Anthropic's usage twice stays JSON whatever its names are") {
  Transcript transcript;
  transcript.take(R"({"message":{"usage":{"input_tokens":1,"a\"b\\":2}}})");
  transcript.take(R"({"usage":{"output_tokens":3,"c\n":4}})");
  CHECK(transcript.usage(0) == R"({"input_tokens":1,"a\"b\\":2,"output_tokens":3,"c\n":4})");
}

TEST_CASE("transcript: usage without a count that can be read is none") {
  for (const std::string_view text :
       {R"({"usage":{}})", R"({"usage":{"prompt_tokens":null}})",
        R"({"usage":{"prompt_tokens":10.5}})",
        R"({"usage":{"prompt_tokens":10,"completion_tokens":-1}})", R"({"usage":{"credits":4}})",
        R"({"usageMetadata":{"trafficType":"ON_DEMAND"}})"}) {
    Transcript transcript;
    transcript.take(text);
    CHECK_FALSE(transcript.has_usage());
    CHECK(transcript.usage(9) == R"({"input_tokens":3,"output_tokens":0})");
  }
}

TEST_CASE("transcript: usage that says nothing does not take back what was said") {
  Transcript transcript;
  transcript.take(R"({"usage":{"prompt_tokens":4,"completion_tokens":1}})");
  transcript.take(R"({"usage":{}})");
  CHECK(transcript.has_usage());
  CHECK(buckets_of(transcript).input == 4);
}

TEST_CASE("transcript: what a model thinks, and what it hands to tools, counts in a guess") {
  for (
      const std::string_view text :
      {R"({"choices":[{"delta":{"reasoning":"so and so"}}]})",
       R"({"choices":[{"delta":{"reasoning_content":"so and so"}}]})",
       R"({"choices":[{"message":{"content":null,"reasoning":"so and so"}}]})",
       R"({"choices":[{"message":{"tool_calls":[{"function":{"arguments":"{\"a\":\"b\"}"}}]}}]})",
       R"({"content":[{"type":"tool_use","input":{"a":"b"}}]})",
       R"({"output":[{"type":"function_call","arguments":"{\"a\":\"b\"}"}]})",
       R"({"candidates":[{"content":{"parts":[{"functionCall":{"name":"f","args":{"a":"b"}}}]}}]})"}) {
    CAPTURE(text);
    Transcript transcript;
    transcript.take(text);
    CHECK(transcript.text_bytes() == 9);
  }
}
