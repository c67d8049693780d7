// What the pages know anew when a stream of notifications tells something.
import type { QueryClient, QueryKey } from "@tanstack/react-query";
import type { Schemas } from "./client";
import { is_short } from "../kit/paged";
import { refresh } from "./session";
import type { Heard } from "./stream";

export type Notification = Schemas["Notification"];
export type Counts = Schemas["Counts"];
export type OnNotification = (notification: Notification) => void;

const keys: Record<string, QueryKey> = {
  budget: ["tokens"],
  error: ["errors"],
  execution: ["executions"],
  key: ["keys"],
  member: ["team"],
};

export class Told {
  private first_id = "";

  constructor(
    private readonly queries: QueryClient,
    private readonly on_notification: OnNotification,
  ) {}

  // What happened before is no news: a stream that goes on may begin a little before it.
  begin(id: string) {
    this.first_id ||= id;
  }

  take({ event, data, id }: Heard) {
    this.begin(id);
    if (event === "count") this.count(JSON.parse(data) as Counts);
    if (event === "reset") this.everything();
    if (event === "notification") this.notify(JSON.parse(data) as Notification);
  }

  // After messages were missed.
  everything() {
    void this.queries.invalidateQueries({ refetchType: now_or_later() });
  }

  private count(counts: Counts) {
    this.queries.setQueryData<Counts>(["notifications", "count"], (old) =>
      old && old.revision > counts.revision ? old : counts,
    );
  }

  private notify(notification: Notification) {
    const key = keys[notification.topic.split(".")[0] ?? ""];
    this.ask_again(["notifications", "list"]);
    if (key) this.ask_again(key);
    if (notification.topic === "member.changed") refresh().catch(() => undefined);
    if (notification.id >= this.first_id) this.on_notification(notification);
  }

  private ask_again(queryKey: QueryKey) {
    const refetchType = now_or_later();
    void this.queries.invalidateQueries({ queryKey, predicate: is_short, refetchType });
  }
}

// What a hidden tab shows is asked for when somebody looks.
const now_or_later = () => (document.hidden ? "none" : "active");
