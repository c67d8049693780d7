// The `mail` effect: through the Email binding where one is configured, else into the host's own
// table `mail_outbox`, so that every flow works without a mail server.

import { Failure } from "../frame";
import type { Mail } from "../types";
import { utf8 } from "../wire";
import { empty, failed, type Answer, type Env, type World } from "../world";

export type StoredMail = {
  id: string;
  to: string;
  subject: string;
  text: string;
  links: string[];
  code: string;
  sent_at_ms: number;
};

const mails_max = 10_000;
const address = /^(?=.{3,254}$)[^@]+@[^@]+$/,
  address_text = /^[!-~]+$/,
  specials = /[<>()[\],;:\"]/;
const url = /^(?=.{1,900}$)https?:\/\/[!-;=?-~]+$/;
const subject_max_bytes = 500,
  text_max_bytes = 1 << 20;

const create = `CREATE TABLE IF NOT EXISTS mail_outbox (
  id TEXT PRIMARY KEY, to_address TEXT NOT NULL, subject TEXT NOT NULL, text TEXT NOT NULL,
  sent_at_ms INTEGER NOT NULL) STRICT`;
// What an id has of the mail's name is there once.
const create_index =
  "CREATE UNIQUE INDEX IF NOT EXISTS mail_outbox_once ON mail_outbox (substr(id, 14))";
let last_ms = 0;

// The same for a mail to the same address, under the same subject, out of the same request or
// message: what is delivered again is kept once.
async function name_of({ to, subject }: Mail, { module, request_id }: World): Promise<string> {
  const text = [module.manifest.name, request_id, to, subject].join("\n");
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", utf8(text)));
  return Array.from(digest.subarray(0, 10), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Time first, so that ids sort by age.
async function store(mail: Mail, world: World): Promise<void> {
  const { to, subject, text } = mail;
  const { env } = world;
  const now_ms = (last_ms = Math.max(last_ms + 1, Date.now()));
  const id = `${now_ms.toString(16).padStart(12, "0")}-${await name_of(mail, world)}`;
  await env.DB.batch([
    env.DB.prepare(create),
    env.DB.prepare(create_index),
    env.DB.prepare(
      "INSERT INTO mail_outbox VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
    ).bind(id, to, subject, text, now_ms),
    env.DB.prepare(
      `DELETE FROM mail_outbox WHERE id <= (SELECT id FROM mail_outbox
                    ORDER BY id DESC LIMIT 1 OFFSET ?1)`,
    ).bind(mails_max),
  ]);
}

// Anything but one plain address, or a subject with a control character, would forge headers.
function fault_of({ to, subject, text, unsubscribe_url }: Mail): string | null {
  if (!address.test(to) || !address_text.test(to) || specials.test(to)) return "not an address";
  if (/[\x00-\x1f\x7f]/.test(subject) || utf8(subject).length > subject_max_bytes)
    return "not a subject that a mail can carry";
  if (unsubscribe_url !== "" && !url.test(unsubscribe_url)) return "not a URL to unsubscribe at";
  return utf8(text).length > text_max_bytes ? "the text is too long" : null;
}

export async function mail_effect(effect: Mail, world: World): Promise<Answer> {
  const { env } = world;
  const refused = fault_of(effect);
  if (refused) return failed(Failure.invalid, refused);
  if (!env.EMAIL) await store(effect, world);
  else
    await env.EMAIL.send({
      to: effect.to,
      from: env.ARRIS_MAIL_FROM ?? "",
      text: effect.text,
      subject: effect.subject,
      headers: effect.unsubscribe_url ? { "List-Unsubscribe": `<${effect.unsubscribe_url}>` } : {},
    });
  return empty();
}

export function links_of(text: string): string[] {
  return (text.match(/https?:\/\/[^\s<>"]+/g) ?? []).map((link) =>
    link.replace(/[.,;:!?)\]]+$/, ""),
  );
}
export const code_of = (text: string): string =>
  /(?<![\w.-])\d{6}(?![\w-]|\.\d)/.exec(text)?.[0] ?? "";

// The newest first; all recipients when `to` is empty, else that one, whatever its case.
export async function list_mail(env: Env, to: string, limit = 200): Promise<StoredMail[]> {
  const [, rows] = await env.DB.batch<Omit<StoredMail, "links" | "code">>([
    env.DB.prepare(create),
    env.DB.prepare(
      `SELECT id, to_address AS "to", subject, text, sent_at_ms FROM mail_outbox
                    WHERE ?1 = '' OR lower(to_address) = lower(?1)
                    ORDER BY id DESC LIMIT ?2`,
    ).bind(to, limit),
  ]);
  return (rows?.results ?? []).map((mail) => ({
    id: mail.id,
    to: mail.to,
    subject: mail.subject,
    text: mail.text,
    links: links_of(mail.text),
    code: code_of(mail.text),
    sent_at_ms: mail.sent_at_ms,
  }));
}
