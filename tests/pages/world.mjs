// A host with providers of models beside it, and Olga, who sets it up and stays through all stories.

import { Host } from "../support/hosts.mjs";
import { Providers } from "../support/providers.mjs";
import { open_browser, Person } from "./browser.mjs";

export class World {
  constructor(name) {
    this.name = name;
    this.host = new Host(name);
    this.providers = new Providers();
  }

  async start() {
    await this.providers.start();
    this.host.environment = this.providers.environment();
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
    await this.host.close();
  }
}
