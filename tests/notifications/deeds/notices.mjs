// Notices to everyone: one row in each inbox, one mail to the one who wants mails, and counts that are right.

import { count_of, differences, each_once } from "./counting.mjs";

const title_of = (n) => `Notice ${n}`;

// Of one snapshot of the database: the counts that are not what is counted.
export const wrong_counts = `
  SELECT c.user_id, c.category, c.unread, c.unseen FROM notification_counts c
   WHERE c.unread <> (SELECT count(*) FROM notifications n WHERE n.org_id = c.org_id AND n.user_id = c.user_id
                         AND n.category = c.category AND n.in_app = 1 AND n.read_at_ms IS NULL AND n.archived_at_ms IS NULL)
      OR c.unseen <> (SELECT count(*) FROM notifications n WHERE n.org_id = c.org_id AND n.user_id = c.user_id
                         AND n.category = c.category AND n.in_app = 1 AND n.seen_at_ms IS NULL AND n.archived_at_ms IS NULL)`;

export const notices = {
  name: "notices",

  async prepare(product) {
    const body = { categories: { workflow: { email: true } } };
    await product.insist(200, "viewer", "PUT", "/notifications/preferences", { body });
  },

  act: (product, n) =>
    product.insist(202, "owner", "POST", "/notifications", {
      body: { title: title_of(n), dedupe_key: title_of(n), category: "workflow" },
    }),

  faults(product, database) {
    const wanted = product.done.get("notices").map(title_of);
    const rows = database.prepare("SELECT title, count(*) AS n FROM notifications WHERE title LIKE 'Notice %' GROUP BY title").all();
    const mails = product.mails.filter(({ to, subject }) => to === "viewer@example.com" && subject.startsWith("Notice "));
    return [
      ...differences("inbox rows of", new Map(rows.map(({ title, n }) => [title, n])), each_once(wanted, 4)),
      ...differences("mails of", count_of(mails.map(({ subject }) => subject)), each_once(wanted)),
      ...database.prepare(wrong_counts).all().map((row) => `a count that is none: ${JSON.stringify(row)}`),
    ];
  },
};
