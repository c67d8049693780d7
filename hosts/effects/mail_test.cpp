#include <doctest/doctest.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <future>
#include <latch>
#include <nlohmann/json.hpp>
#include <set>

#include "core/text.h"
#include "effects/mail_text.h"
#include "effects/mailbox.h"
#include "effects/mailer.h"
#include "effects/test_server.h"

using namespace arris;
using namespace arris::effects;

namespace {

namespace fs = std::filesystem;

struct Folder {
  Folder() {
    std::string name = (fs::temp_directory_path() / "arris_mail_XXXXXX").string();
    path = ::mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path); }
  fs::path path;
};

// A mail server that keeps what it is told and answers one command as the test wants.
struct SmtpServer {
  std::string refused_command, refusal;
  std::mutex mutex;
  std::vector<std::string> commands;
  std::string message;
  TestServer server{[this](Peer& peer) { talk(peer); }};

  void talk(Peer& peer) {
    peer.send("220 test ESMTP\r\n");
    for (std::string line; !(line = peer.read_until("\r\n")).empty();) {
      {
        std::lock_guard lock(mutex);
        commands.push_back(line.substr(0, line.size() - 2));
      }
      answer(peer, line);
    }
  }
  void answer(Peer& peer, const std::string& line) {
    if (!refused_command.empty() && line.starts_with(refused_command)) {
      peer.send(refusal);
    } else if (line.starts_with("EHLO")) {
      peer.send("250-test\r\n250 8BITMIME\r\n");
    } else if (line.starts_with("DATA")) {
      peer.send("354 go on\r\n");
      auto text = peer.read_until("\r\n.\r\n");
      std::lock_guard lock(mutex);
      message = std::move(text);
      peer.send("250 taken\r\n");
    } else {
      peer.send(line.starts_with("QUIT") ? "221 bye\r\n" : "250 ok\r\n");
    }
  }
  SmtpSettings settings(SmtpTls tls = SmtpTls::none) {
    return {.url = "smtp://127.0.0.1:" + server.port(), .from = "arris@example.com", .tls = tls};
  }
};

Answer send(Mailer& mailer, const effect::Mail& mail) {
  std::promise<Answer> promise;
  mailer.perform(mail, "", [&promise](Answer answer) { promise.set_value(std::move(answer)); });
  return promise.get_future().get();
}

const effect::Mail hello{"ann@example.com", "Hello", "Hi Ann,\n.\nyour code is 123456.\n"};

}  // namespace

TEST_CASE("mail: what would forge a header or name several people is refused") {
  const std::string long_address = std::string(250, 'a') + "@b.com";
  for (const std::string_view to :
       {"", "ann", "@example.com", "ann@", "ann@example.com\r\nBcc: x@example.com",
        "ann@example.com\n", "ann@a@b", "a@b.com, c@d.com", "Ann <ann@example.com>",
        "ann @example.com", "ann@ex\xc3\xa4mple.com", long_address.c_str()})
    CHECK_FALSE(check_mail({to, "Hello", "text"}).ok());
  const std::string long_subject(501, 's');
  for (const std::string_view subject :
       {std::string_view("Hello\r\nBcc: x@example.com"), std::string_view("a\nb"),
        std::string_view("a\0b", 3), std::string_view("\xff"), std::string_view(long_subject)})
    CHECK_FALSE(check_mail({"ann@example.com", subject, "text"}).ok());
  CHECK_FALSE(check_mail({"ann@example.com", "Hello", "\xff"}).ok());
  const std::string long_text((1u << 20) + 1, 't');
  CHECK_FALSE(check_mail({"ann@example.com", "Hello", long_text}).ok());
  const std::string long_url = "https://a.example/" + std::string(900, 'u');
  for (const std::string_view url :
       {"a.example", "mailto:a@b.c", "https://a.example>\r\nBcc: x@example.com", "https://a b",
        "https://a\r\nBcc: x@example.com", long_url.c_str()})
    CHECK_FALSE(check_mail({"ann@example.com", "Hello", "text", url}).ok());
  CHECK(check_mail({"ann@example.com", "Hello", "text", "https://a.example/preferences"}).ok());
  CHECK(check_mail(hello).ok());
}

TEST_CASE("mail: where to unsubscribe is a header of its own, or none") {
  const Envelope envelope{"arris@example.com", "id", 0};
  CHECK(to_message(envelope, hello).find("List-Unsubscribe") == std::string::npos);
  const effect::Mail mail{"ann@example.com", "Hello", "text", "https://a.example/preferences"};
  CHECK(to_message(envelope, mail)
            .find("\r\nList-Unsubscribe: <https://a.example/preferences>\r\n") !=
        std::string::npos);
}

TEST_CASE("mail: links are found without the punctuation after them") {
  using Links = std::vector<std::string>;
  CHECK(find_links("no link, xhttp://a nor http:/b").empty());
  CHECK(find_links(
            "Open https://a.example/x#token=1-_2, or (http://b.example).\nhttps://c.example") ==
        Links{"https://a.example/x#token=1-_2", "http://b.example", "https://c.example"});
  CHECK(find_links("<https://a.example/?q=1>") == Links{"https://a.example/?q=1"});
}

TEST_CASE("mail: a code is six digits that stand alone") {
  for (const std::string_view text :
       {"", "12345", "1234567", "a123456", "123456a", "12-123456", "https://a.example/123456",
        "1.123456", "123456.5", "#123456"})
    CHECK(find_code(text) == "");
  CHECK(find_code("Your code is 123456.") == "123456");
  CHECK(find_code("https://a.example/999999 or\n012345") == "012345");
  CHECK(find_code("code:654321, valid for 10 minutes") == "654321");
}

TEST_CASE("mail: a message travels in ASCII, whatever it says") {
  const effect::Mail mail{"ann@example.com",
                          "Gr\xc3\xbc\xc3\x9f"
                          "e",
                          "Sch\xc3\xb6ne Gr\xc3\xbc\xc3\x9f"
                          "e\n"};
  const auto message = to_message({"arris@example.com", "id-1", 0}, mail);
  CHECK(
      message ==
      "Date: Thu, 01 Jan 1970 00:00:00 +0000\r\nFrom: arris@example.com\r\nTo: ann@example.com\r\n"
      "Subject: =?UTF-8?B?R3LDvMOfZQ==?=\r\nMessage-ID: <id-1@example.com>\r\n"
      "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
      "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
      "U2Now7ZuZSBHcsO8w59lDQo=\r\n");
  std::string long_line(2000, 'x');
  const auto wrapped = to_message({"arris@example.com", "id-1", 0}, {"a@b.c", "s", long_line});
  CHECK(wrapped.find(std::string(100, 'x')) == wrapped.npos);
}

TEST_CASE("mailbox: a refused mail leaves nothing") {
  Folder folder;
  MailBox box(folder.path / "mail");
  CHECK_FALSE(box.put({"ann", "Hello", "text"}).ok());
  CHECK(box.list().empty());
  CHECK_FALSE(box.show("../../root"));
  CHECK_FALSE(box.show("018f0000-0000-7000-8000-000000000000"));
}

TEST_CASE("mailbox: a mail is kept with its links and its code") {
  Folder folder;
  MailBox box(folder.path / "mail", {.clock = [] { return std::int64_t{1'700'000'000'000}; }});
  const auto id =
      box.put({"Ann@example.com", "Sign in", "Open https://a.example/#t=x or type 123456."});
  REQUIRE(id.ok());
  const auto mail = box.show(id.value());
  REQUIRE(mail);
  CHECK(to_json(*mail) == "{\"id\":\"" + id.value() +
                              "\",\"to\":\"Ann@example.com\",\"subject\":\"Sign in\",\"text\":"
                              "\"Open https://a.example/#t=x or type 123456.\",\"links\":"
                              "[\"https://a.example/#t=x\"],\"code\":\"123456\","
                              "\"sent_at_ms\":1700000000000}");
  REQUIRE(box.put({"bob@example.com", "Hello", "no code"}).ok());
  const auto newest = box.list();
  REQUIRE(newest.size() == 2);
  CHECK(newest[0].to == "bob@example.com");
  CHECK(to_json(newest[0]).find("\"links\":[],\"code\":null,") != std::string::npos);
  CHECK(box.list("ann@EXAMPLE.com").size() == 1);
  CHECK(box.list("ann@example.co").empty());
  CHECK(box.list("", 1).size() == 1);
  struct stat status{};
  REQUIRE(::stat((folder.path / "mail" / (id.value() + ".json")).c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
}

TEST_CASE("mailbox: another start finds the mails, and clears the halves of a crash") {
  Folder folder;
  {
    MailBox box(folder.path);
    REQUIRE(box.put(hello).ok());
  }
  std::ofstream(folder.path / "018f0000-0000-7000-8000-000000000000.part") << "{\"id";
  MailBox box(folder.path);
  CHECK(box.list().size() == 1);
  CHECK(std::distance(fs::directory_iterator(folder.path), {}) == 1);
}

TEST_CASE("mailbox: what is sent again for one cause is there once, also after another start") {
  Folder folder;
  std::string id;
  {
    MailBox box(folder.path);
    id = box.put(hello, "team/1").value();
    CHECK(box.put(hello, "team/1").value() == id);
  }
  MailBox box(folder.path);
  CHECK(box.put({hello.to, hello.subject, "Hi Ann, under another name"}, "team/1").value() == id);
  CHECK(box.list().size() == 1);
  CHECK(box.put(hello, "team/2").value() != id);
  CHECK(box.put({"bob@example.com", hello.subject, hello.text}, "team/1").value() != id);
  CHECK(box.put({hello.to, "Other", hello.text}, "team/1").value() != id);
  REQUIRE(box.put(hello).ok());
  REQUIRE(box.put(hello).ok());
  CHECK(box.list().size() == 6);
}

TEST_CASE("mailbox: the oldest go when there are too many") {
  Folder folder;
  MailBox box(folder.path, {.mails_max = 3});
  for (const char* subject : {"1", "2", "3", "4", "5"})
    REQUIRE(box.put({"ann@example.com", subject, ""}).ok());
  const auto mails = box.list();
  REQUIRE(mails.size() == 3);
  CHECK(mails[0].subject == "5");
  CHECK(mails[2].subject == "3");
}

TEST_CASE("mailer: without a server, mail goes to the outbox") {
  Folder folder;
  MailBox box(folder.path);
  Mailer mailer(box, {});
  CHECK(send(mailer, {"ann", "Hello", "text"}).failure == effect::Failure::invalid);
  CHECK(send(mailer, {"ann@example.com", "a\nb", "text"}).failure == effect::Failure::invalid);
  CHECK(box.list().empty());
  CHECK(send(mailer, hello).failure == effect::Failure::none);
  CHECK(box.list("ann@example.com").size() == 1);
}

TEST_CASE("mailer: a server that refuses, is away or has no TLS is a failure of that kind") {
  Folder folder;
  MailBox box(folder.path);
  SmtpServer lasting{.refused_command = "RCPT", .refusal = "550 no such mailbox\r\n"};
  Mailer to_lasting(box, {.smtp = lasting.settings()});
  CHECK(send(to_lasting, hello).failure == effect::Failure::refused);

  SmtpServer passing{.refused_command = "MAIL", .refusal = "451 try later\r\n"};
  Mailer to_passing(box, {.smtp = passing.settings()});
  CHECK(send(to_passing, hello).failure == effect::Failure::unavailable);

  SmtpServer plain;
  Mailer to_plain(box, {.smtp = plain.settings(SmtpTls::required)});
  CHECK(send(to_plain, hello).failure == effect::Failure::unavailable);
  CHECK(std::ranges::none_of(plain.commands, [](auto& c) { return c.starts_with("MAIL"); }));

  SmtpSettings away{.url = "smtp://127.0.0.1:1", .from = "a@example.com", .tls = SmtpTls::none};
  Mailer to_nobody(box, {.smtp = away});
  CHECK(send(to_nobody, hello).failure == effect::Failure::unavailable);
  CHECK(box.list().empty());
}

TEST_CASE("mailer: a server gets the envelope and the whole message") {
  Folder folder;
  MailBox box(folder.path);
  SmtpServer smtp;
  Mailer mailer(box, {.smtp = smtp.settings(), .clock = [] { return std::int64_t{0}; }});
  REQUIRE(send(mailer, hello).failure == effect::Failure::none);
  const auto has = [&](std::string_view start) {
    return std::ranges::any_of(smtp.commands, [&](auto& c) { return c.starts_with(start); });
  };
  CHECK(has("MAIL FROM:<arris@example.com>"));
  CHECK(has("RCPT TO:<ann@example.com>"));
  CHECK(smtp.message.starts_with(
      "Date: Thu, 01 Jan 1970 00:00:00 +0000\r\nFrom: arris@example.com\r\n"));
  CHECK(smtp.message.ends_with("\r\n\r\nHi Ann,\r\n..\r\nyour code is 123456.\r\n.\r\n"));
}

TEST_CASE("mailer: what is sent again for one cause has the same Message-ID") {
  Folder folder;
  MailBox box(folder.path);
  SmtpServer smtp;
  Mailer mailer(box, {.smtp = smtp.settings()});
  std::vector<std::string> ids;
  for (const std::string_view cause : {"team/1", "team/1", "team/2", "", ""}) {
    std::promise<Answer> promise;
    mailer.perform(hello, cause, [&promise](Answer answer) { promise.set_value(answer); });
    REQUIRE(promise.get_future().get().failure == effect::Failure::none);
    const auto at = smtp.message.find("Message-ID: ");
    ids.push_back(smtp.message.substr(at, smtp.message.find('>', at) - at));
  }
  CHECK(ids[0] == ids[1]);
  CHECK(std::set(ids.begin(), ids.end()).size() == 4);
}

TEST_CASE("mailer: over its bound it refuses at once, and answers everyone once") {
  Folder folder;
  MailBox box(folder.path);
  std::promise<void> release;
  auto released = release.get_future().share();
  std::latch started(1);
  std::atomic<int> answered = 0, refused = 0;
  const auto count = [&](Answer answer) {
    ++answered;
    refused += answer.failure == effect::Failure::unavailable;
  };
  {
    Mailer mailer(box, {.threads = 1, .queue_max = 1});
    mailer.perform(hello, "", [&](Answer answer) {
      started.count_down();
      released.wait();
      count(std::move(answer));
    });
    started.wait();
    for (int i = 0; i < 3; ++i) mailer.perform(hello, "", count);
    CHECK(refused == 2);
    release.set_value();
  }
  CHECK(answered == 4);
}
