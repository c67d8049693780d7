// arris: the command line. Everything that can be wrong before something is served ends here, as
// one line and exit code 2.

#include <sys/stat.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <functional>

#include "seed/seed.h"
#include "wasmtime/commands.h"
#include "wasmtime/fault.h"

namespace {

using namespace arris::wasmtime;

class CommandLine {
 public:
  CommandLine() : app_("Arris: a backend of functions, on one machine.", "arris") {
    app_.require_subcommand(1);
    app_.set_version_flag("--version", "arris " + std::string(version));
    add("serve", "Serve the API and the pages",
        [](const Settings& settings) { return serve(settings); });
    add("migrate", "Bring the database up to date", migrate);
    add("routes", "List the routes of all modules", list_routes);
    add("openapi", "Print the OpenAPI document", print_openapi);
    add("doctor", "Say what would keep a server from starting", doctor);
    add_call();
    add_replay();
    add_mail();
    add_outbox();
    add_backup();
    add_keys();
    add_seed();
    app_.add_subcommand("version", "Print the version")->callback([this] {
      run_ = [](const Settings&) {
        std::printf("arris %.*s\n", static_cast<int>(version.size()), version.data());
        return 0;
      };
    });
  }

  int run(int count, char** arguments) {
    try {
      app_.parse(count, arguments);
    } catch (const CLI::Success& help) {
      return app_.exit(help);
    } catch (const CLI::ParseError& error) {
      const auto unknown = app_.remaining();
      throw StartError((unknown.empty() ? error.what() : "there is no " + unknown.front()) +
                       " (arris --help lists what there is)");
    }
    return run_(read_settings(values_, environ, toml_));
  }

 private:
  using Command = std::function<int(const Settings&)>;

  CLI::App* add(const char* name, const char* help, Command command, CLI::App* parent = nullptr) {
    auto* sub = (parent != nullptr ? parent : &app_)->add_subcommand(name, help);
    sub->add_option("--config", toml_, "file of settings")
        ->capture_default_str()
        ->check(CLI::ExistingFile);
    for (const auto& row : setting_rows()) {
      const std::string flag = "--" + std::string(row.name), key(row.name);
      if (row.kind == SettingKind::flag)
        sub->add_flag_callback(flag, [this, key] { values_[key] = "true"; }, std::string(row.help));
      else
        sub->add_option_function<std::string>(
               flag, [this, key](const std::string& text) { values_[key] = text; },
               std::string(row.help))
            ->take_last()
            ->default_str(default_text(row));
    }
    sub->callback([this, command = std::move(command)] { run_ = command; });
    return sub;
  }

  void add_call() {
    auto* sub = add("call", "Make one request without a network",
                    [this](const Settings& settings) { return call(settings, call_); });
    sub->add_option("method", call_.method, "GET, POST, PUT, PATCH or DELETE")->required();
    sub->add_option("path", call_.target, "path and query")->required();
    sub->add_option("--body", call_.body, "JSON to send");
    sub->add_option("--header", call_.headers, "\"name: value\", may be repeated");
  }
  void add_replay() {
    add("replay", "Run a recorded request again",
        [this](const Settings& settings) { return replay(settings, text_); })
        ->add_option("file", text_, "the record")
        ->required();
  }
  void add_keys() {
    auto* keys = app_.add_subcommand("keys", "Look after the keys of the vault");
    keys->require_subcommand(1);
    add("rotate-root", "Make a new root of the vault, while it is served", rotate_root, keys);
  }
  void add_seed() {
    auto* sub =
        add("seed", "Fill an org of its own with 90 days of sample data",
            [this](const Settings& settings) { return arris::seed::seed(settings, seed_); });
    sub->add_option("--size", seed_.size,
                    "small, medium or large: 2 000, 100 000, 1 000 000 events")
        ->capture_default_str();
    sub->add_option("--now", seed_.now_ms, "when the 90 days end, in Unix ms; today without it");
    sub->add_option("--email", seed_.email, "who is to own the org; the first owner without it");
    sub->add_flag("--remove", seed_.remove, "remove the sample data");
    sub->add_option("--sql", seed_.sql_file, "write statements for D1 to a file, - for the output");
    sub->add_option("--owner", seed_.owner,
                    "with --sql: the id of the person who is to own the org");
  }
  void add_mail() {
    auto* mail = app_.add_subcommand("mail", "Look at the mail of the local outbox");
    mail->require_subcommand(1);
    add(
        "list", "List mail, the newest first",
        [this](const Settings& settings) { return list_mail(settings, text_); }, mail)
        ->add_option("--to", text_, "one recipient alone");
    add(
        "show", "Print one mail",
        [this](const Settings& settings) { return show_mail(settings, text_); }, mail)
        ->add_option("id", text_, "its id")
        ->required();
  }

  void add_backup() {
    add("backup", "Copy the data into a new folder; the server may be running",
        [this](const Settings& settings) { return backup(settings, text_); })
        ->add_option("folder", text_, "where to")
        ->required();
    add("restore", "Fill an empty data folder from a backup",
        [this](const Settings& settings) { return restore(settings, text_); })
        ->add_option("folder", text_, "the backup")
        ->required();
  }

  void add_outbox() {
    auto* outbox = app_.add_subcommand("outbox", "Look after messages between functions");
    outbox->require_subcommand(1);
    add(
        "list", "List deliveries that failed for good, or those that wait",
        [this](const Settings& settings) { return list_outbox(settings, text_); }, outbox)
        ->add_option("--state", text_, "dead or waiting")
        ->check(CLI::IsMember({"dead", "waiting"}));
    add(
        "replay", "Deliver again what failed for good",
        [this](const Settings& settings) { return replay_outbox(settings, text_); }, outbox)
        ->add_option("message", text_, "one message alone");
  }

  CLI::App app_;
  SettingValues values_;
  std::string toml_ = "arris.toml", text_;
  CallArguments call_;
  arris::seed::SeedArguments seed_;
  Command run_;
};

}  // namespace

int main(int count, char** arguments) {
  ::umask(0077);  // what lies on the disk is this user's alone
  try {
    return CommandLine().run(count, arguments);
  } catch (const std::exception& error) {
    std::string line = error.what();
    for (char& c : line) {
      if (c == '\n') c = ' ';
    }
    std::fprintf(stderr, "arris: %s\n", line.c_str());
    return 2;
  }
}
