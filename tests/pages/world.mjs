// A host with providers of models and a receiver of webhooks beside it, and Olga, who sets it up and stays through all stories.

import { Host } from "../support/hosts.mjs";
import { Providers } from "../support/providers.mjs";
import { Receiver } from "../webhooks/receiver.mjs";
import { open_browser, Person } from "./browser.mjs";

export class World {
  constructor(name) {
    this.name = name;
    this.host = new Host(name);
    this.providers = new Providers();
    this.receiver = new Receiver();
  }

  async start() {
    const beside = await Promise.all([this.providers.start(), this.receiver.start()]);
    this.host.environment = { ARRIS_ALLOW_PRIVATE_HOSTS: beside.map(({ port }) => `127.0.0.1:${port}`).join() };
    this.host.flags = ["--without-limits"];
    await this.host.start();
    this.browser = await open_browser();
    this.olga = await new Person(this.browser, this.host.url).begin();
    this.issue = (title) => this.olga.page.getByRole("link", { name: title });
    this.drawer = () => this.olga.page.getByRole("dialog");
    return this;
  }

  async stop() {
    await this.browser?.close();
    this.providers.stop();
    this.receiver.stop();
    await this.host.close();
  }
}
