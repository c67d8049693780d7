// The commands that look: routes, openapi, mail, migrate.

#include <cstdio>

#include "crypto/vault.h"
#include "manifest/openapi.h"
#include "sqlite/migrations.h"
#include "wasmtime/commands.h"
#include "wasmtime/host.h"

namespace arris::wasmtime {
namespace {

std::string cause_of(const Error& error) {
  return error.cause.empty() ? error.detail : error.cause;
}

std::vector<const manifest::Manifest*> manifests_of(const Modules& modules) {
  std::vector<const manifest::Manifest*> manifests;
  for (const auto& module : modules.list()) manifests.push_back(&module->manifest);
  return manifests;
}

std::filesystem::path mail_folder(const Settings& settings) {
  const auto folder = std::filesystem::path(settings.data) / "mail";
  if (!std::filesystem::is_directory(folder))
    throw StartError("there is no mail in " + settings.data +
                     ": give the folder of the server's data with --data");
  return folder;
}

}  // namespace

int migrate(const Settings& settings) {
  const DataFolder folder(settings.data);
  auto applied = sqlite::migrate(folder.database(), settings.migrations);
  if (!applied) throw StartError(cause_of(applied.error()));
  for (const auto& name : applied.value()) std::printf("applied %s\n", name.c_str());
  if (applied->empty()) std::printf("nothing to apply\n");
  return 0;
}

int list_routes(const Settings& settings) {
  const Modules modules(settings);
  for (const auto& module : modules.list()) {
    for (const auto& route : module->manifest.document.at("routes"))
      std::printf("%-7s %-47s %-10s %s\n", route.at("method").get<std::string>().c_str(),
                  manifest::address_of(route).c_str(), module->name().c_str(),
                  route.value("summary", "").c_str());
  }
  return 0;
}

int print_openapi(const Settings& settings) {
  const Modules modules(settings);
  std::printf("%s\n", manifest::openapi(manifests_of(modules)).dump(2).c_str());
  return 0;
}

int list_mail(const Settings& settings, const std::string& to) {
  const effects::MailBox outbox(mail_folder(settings));
  for (const auto& mail : outbox.list(to))
    std::printf("%s  %-32s %s\n", mail.id.c_str(), mail.to.c_str(), mail.subject.c_str());
  return 0;
}

int show_mail(const Settings& settings, const std::string& id) {
  const effects::MailBox outbox(mail_folder(settings));
  const auto mail = outbox.show(id);
  if (!mail) throw StartError("there is no mail " + id + ": `arris mail list` names them");
  std::printf("To: %s\nSubject: %s\n\n%s\n", mail->to.c_str(), mail->subject.c_str(),
              mail->text.c_str());
  return 0;
}

// A running server sees the file within a second; the job of `keys` then moves what lies under older roots.
int rotate_root(const Settings& settings) {
  const auto folder = std::filesystem::path(settings.data);
  if (!std::filesystem::is_directory(folder))
    throw StartError("there is no data in " + settings.data +
                     ": give the folder of the server's data with --data");
  if (auto added = crypto::add_vault_root(folder / "vault.key"); !added)
    throw StartError(cause_of(added.error()));
  std::printf("a new root seals from now on; keep %s with root.key\n",
              (folder / "vault.key").c_str());
  return 0;
}

}  // namespace arris::wasmtime
