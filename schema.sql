-- The whole database as it is today. migrations/ leads here; a test proves that their sum equals this file.
--
-- Times are Unix ms UTC (…_at_ms), durations ms (…_ms). Numbers are bound as REAL; STRICT INTEGER columns make them
-- integers again. A tenant's table has org_id as the first column of its key and of every index, and every statement on
-- it names org_id. Ids are UUIDv7 text. Other functions than a table's owner only read it. A table whose rows grow beyond
-- 1,000 bytes has rowids: without them a search and a walk by the key read all of each row that they pass.

-- ==== shared by rule

-- idempotency_keys: the kept answer of a POST that named an Idempotency-Key.
-- Owner: every function, each for its own routes; http/idempotency.h writes it in the batch of the effect.
-- Kept for 24 h after created_at_ms, then the host deletes it; org_id is '' for a caller without an org. Only answers that
-- had an effect are here.
CREATE TABLE idempotency_keys (
  org_id        TEXT NOT NULL,
  principal     TEXT NOT NULL,
  route         TEXT NOT NULL,
  key           TEXT NOT NULL,
  request_hash  TEXT NOT NULL,
  status        INTEGER NOT NULL,
  etag          TEXT NOT NULL,
  body          TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL,
  PRIMARY KEY (org_id, principal, route, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at_ms);

-- outbox: what one function tells others, written in the batch of the change that it tells of.
-- Owner: every function inserts (http/tell.h), the host delivers at least once and deletes a week after created_at_ms;
-- a listener deletes what holds an address once it is mailed.
-- One row per (org, topic, dedupe_key). payload is a JSON object; id is a UUIDv7; what is told to several orgs at once has one in all
-- of them.
CREATE TABLE outbox (
  org_id        TEXT NOT NULL,
  id            TEXT NOT NULL,
  topic         TEXT NOT NULL,
  payload       TEXT NOT NULL,
  dedupe_key    TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL,
  PRIMARY KEY (org_id, id),
  UNIQUE (org_id, topic, dedupe_key)
) STRICT, WITHOUT ROWID;

CREATE INDEX outbox_by_age ON outbox (created_at_ms);

-- subscribers: which functions hear a topic, as their manifests say. Owner: the host, when it starts.
CREATE TABLE subscribers (
  topic    TEXT NOT NULL,
  function TEXT NOT NULL,
  PRIMARY KEY (topic, function)
) STRICT, WITHOUT ROWID;

-- deliveries: messages that a function has still to hear. Owner: the host, by a trigger; a listener deletes its row in the
-- batch of its effect (http/listener.h), so a message that comes twice has its effect once. A message without a row here
-- was delivered. attempts counts the begun ones; next_at_ms is when the next may begin, and lies ahead while one runs.
-- 'dead' after the last attempt failed, until an operator replays it; last_error says why the latest failed.
CREATE TABLE deliveries (
  org_id     TEXT NOT NULL,
  message_id TEXT NOT NULL,
  function   TEXT NOT NULL,
  state      TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'dead')),
  attempts   INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  next_at_ms INTEGER NOT NULL,
  last_error TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (org_id, message_id, function),
  FOREIGN KEY (org_id, message_id) REFERENCES outbox (org_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX deliveries_due ON deliveries (state, next_at_ms);

CREATE TRIGGER outbox_delivered AFTER INSERT ON outbox BEGIN
  INSERT INTO deliveries (org_id, message_id, function, next_at_ms)
  SELECT new.org_id, new.id, s.function, new.created_at_ms FROM subscribers s WHERE s.topic = new.topic;
END;

-- jobs: when a scheduled job was last done, so that a time that passed while nothing ran is made up for. Owner: the host.
-- Not a tenant's table. last_at_ms is the scheduled time, not that of the run; for a new job, when it was first known.
-- failures: since it was done last. not_before_ms: until when it rests after a failure, or is under way, where hosts have no
-- memory of their own.
CREATE TABLE jobs (
  function      TEXT NOT NULL,
  name          TEXT NOT NULL,
  last_at_ms    INTEGER NOT NULL,
  failures      INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0),
  not_before_ms INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (function, name)
) STRICT, WITHOUT ROWID;

-- ==== auth

-- users: a person, once, in however many orgs. Owner: auth.
-- Not a tenant's table: found by id or by email, which is unique without regard to case.
-- password_phc is an argon2id PHC string, null for someone who signs in by mail alone. last_org_id is the org that they
-- entered last. version rises with every change that a client can see or that a new password makes. A deleted account has
-- no row here; its id stays where it is named.
-- S4 users: id, email, name, created_at, last_active_at are here (name is never null); role, status, invited_by and
-- joined_at belong to a person in an org: memberships.
CREATE TABLE users (
  id                TEXT NOT NULL PRIMARY KEY,
  email             TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (length(email) BETWEEN 3 AND 254),
  name              TEXT NOT NULL,
  password_phc      TEXT,
  last_org_id       TEXT,
  created_at_ms     INTEGER NOT NULL,
  last_active_at_ms INTEGER NOT NULL,
  version           INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1)
) STRICT, WITHOUT ROWID;

-- orgs: the tenant. Owner: team; auth founds one, and ends one with the account of the only person in it, by shared/people.
-- Every tenant's row elsewhere names one.
-- An org has at least one active owner in memberships. sample: `arris seed` made it, and removes it with all of its rows.
-- A deleted one has deleted_at_ms, no name, and nobody who may reach it: no memberships, no invites, no key that is good.
-- Its rows elsewhere are removed by their owners (http/deleted_orgs.h); this one stays, and a session may name it to its end.
CREATE TABLE orgs (
  id            TEXT NOT NULL PRIMARY KEY,
  name          TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL,
  version       INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
  sample        INTEGER NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
  deleted_at_ms INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX orgs_deleted ON orgs (deleted_at_ms) WHERE deleted_at_ms IS NOT NULL;

-- memberships: who may act in an org, and as what. Owner: team; auth adds a founder and ends those of an account, by
-- shared/people.
-- The role and status that hold are these, asked for by every request; a token's role is only what it was.
-- last_active_at_ms is when the person was last seen in this org, 0 while they were not: a request that finds it more than
-- five minutes behind moves it, but for one that opens a stream (http/dispatch.cpp). version rises with each change of role
-- or status.
-- S4 users: role, status ('invited' is a row of invites instead), invited_by and joined_at (as joined_at_ms).
CREATE TABLE memberships (
  org_id       TEXT NOT NULL REFERENCES orgs (id),
  user_id      TEXT NOT NULL REFERENCES users (id),
  role         TEXT NOT NULL CHECK (role IN ('viewer', 'member', 'admin', 'owner')),
  status       TEXT NOT NULL CHECK (status IN ('active', 'suspended')),
  invited_by   TEXT,
  joined_at_ms INTEGER NOT NULL,
  last_active_at_ms INTEGER NOT NULL DEFAULT 0,
  version      INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
  PRIMARY KEY (org_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX memberships_by_user ON memberships (user_id, org_id);

CREATE INDEX memberships_by_joining ON memberships (org_id, joined_at_ms, user_id);

-- sessions: one sign-in on one device. Owner: auth. Not a tenant's table: org_id is where the person acts at the moment.
-- Alive: revoked_at_ms is null and expires_at_ms lies ahead. version is the `sv` of its access tokens and rises when it
-- ends. counter is the number of refreshes and makes the one current refresh token (shared/people/refresh_token.h).
-- expires_at_ms moves with each refresh, 7 days ahead, never beyond absolute_expires_at_ms, 30 days after created_at_ms.
-- S4 sessions: id, user_id, expires_at, created_at are here; token has no column, because a token is computed from
-- (id, counter) under a key of the host, so the database holds nothing that signs anyone in.
CREATE TABLE sessions (
  id                     TEXT NOT NULL PRIMARY KEY,
  user_id                TEXT NOT NULL REFERENCES users (id),
  org_id                 TEXT NOT NULL REFERENCES orgs (id),
  version                INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
  counter                INTEGER NOT NULL DEFAULT 0 CHECK (counter >= 0),
  user_agent             TEXT NOT NULL,
  created_at_ms          INTEGER NOT NULL,
  refreshed_at_ms        INTEGER NOT NULL,
  expires_at_ms          INTEGER NOT NULL,
  absolute_expires_at_ms INTEGER NOT NULL,
  revoked_at_ms          INTEGER,
  CHECK (expires_at_ms <= absolute_expires_at_ms)
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_by_user ON sessions (user_id, created_at_ms, id);

CREATE INDEX sessions_by_end ON sessions (absolute_expires_at_ms);

-- login_links: a mailed link, good once and for 10 minutes. Owner: auth. Not a tenant's table: found by its token's hash.
-- token_hash and browser_hash are SHA-256 in hexadecimal digits; code_mac is an HMAC of token_hash and the 6-digit code.
-- browser_hash is of the cookie of the browser that asked. code_attempts is raised before a code is compared.
-- details of a 'signup' is {name, org_name, password_phc}, else {}. Kept for a day after expires_at_ms.
CREATE TABLE login_links (
  token_hash    TEXT NOT NULL PRIMARY KEY CHECK (length(token_hash) = 64),
  purpose       TEXT NOT NULL CHECK (purpose IN ('signup', 'login', 'reset')),
  email         TEXT NOT NULL COLLATE NOCASE,
  browser_hash  TEXT NOT NULL CHECK (length(browser_hash) = 64),
  code_mac      TEXT NOT NULL CHECK (length(code_mac) = 64),
  code_attempts INTEGER NOT NULL DEFAULT 0 CHECK (code_attempts BETWEEN 0 AND 5),
  details       TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL,
  expires_at_ms INTEGER NOT NULL,
  used_at_ms    INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX login_links_by_email ON login_links (email, created_at_ms);

CREATE INDEX login_links_by_end ON login_links (expires_at_ms);

-- email_changes: the address that a person asked for instead of theirs, until it is confirmed. Owner: auth. Not a tenant's
-- table: one of each person, found by them and the hash of the mailed token. Gone once used, a day after expires_at_ms, and
-- with any change of the password.
CREATE TABLE email_changes (
  user_id       TEXT NOT NULL PRIMARY KEY REFERENCES users (id),
  email         TEXT NOT NULL COLLATE NOCASE CHECK (length(email) BETWEEN 3 AND 254),
  token_hash    TEXT NOT NULL CHECK (length(token_hash) = 64),
  expires_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX email_changes_by_end ON email_changes (expires_at_ms);

-- login_attempts: guesses at passwords and codes, counted before they are evaluated. Owner: auth.
-- subject is 'email:...' (known or not), 'user:...' for the password of who is signed in, 'address:...' of the client, or
-- 'mailed:...', an address that somebody wants to have instead of theirs, and is mailed; a MAC of it stands there.
-- attempts counts those of the present run (functions/auth/lockout.h); last_at_ms is of the newest counted one.
CREATE TABLE login_attempts (
  subject    TEXT NOT NULL PRIMARY KEY,
  attempts   INTEGER NOT NULL CHECK (attempts >= 0),
  last_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX login_attempts_by_age ON login_attempts (last_at_ms);

-- ==== errors

-- projects: where errors come from; a DSN is made of its number and public key. Owner: errors.
-- number is what Sentry clients want in a DSN: unique everywhere. public_key lets anyone who has it report, and nothing else,
-- while state is active. Issues outlive their project.
CREATE TABLE projects (
  org_id        TEXT NOT NULL,
  id            TEXT NOT NULL,
  number        INTEGER NOT NULL UNIQUE,
  name          TEXT NOT NULL,
  public_key    TEXT NOT NULL UNIQUE,
  created_at_ms INTEGER NOT NULL,
  state         TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'paused')),
  version       INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (org_id, id),
  UNIQUE (org_id, name)
) STRICT, WITHOUT ROWID;

-- error_issues: events of one cause, as a person sees them. Owner: errors.
-- id is made from org, project and fingerprint (UUIDv8), so two first events at once found one issue; an unmerged issue has a
-- UUIDv7.
-- event_count equals the sum of its error_hours, people_count its rows in error_people (a trigger counts them).
-- resolved_in_release, muted_* hold only in their state; muted_at_events is event_count when it was muted. version rises with
-- a person's changes, not with events. environment, release, pipeline_id and execution_id are those of its newest event.
-- S4 errors: id, execution_id, workflow_id (pipeline_id), error_type, message, severity, resolved (state), resolved_at
-- (state_since_ms), resolution_notes are here; stack_trace and created_at belong to an event.
CREATE TABLE error_issues (
  org_id              TEXT NOT NULL,
  id                  TEXT NOT NULL,
  project_id          TEXT NOT NULL,
  title               TEXT NOT NULL,
  culprit             TEXT NOT NULL,
  error_type          TEXT NOT NULL,
  message             TEXT NOT NULL,
  grouped_by          TEXT NOT NULL,
  level               TEXT NOT NULL,
  severity            TEXT NOT NULL CHECK (severity IN ('low', 'medium', 'high', 'critical')),
  state               TEXT NOT NULL CHECK (state IN ('unresolved', 'resolved', 'muted')),
  state_since_ms      INTEGER NOT NULL,
  resolution_notes    TEXT,
  resolved_in_release TEXT,
  muted_until_ms      INTEGER,
  muted_until_events  INTEGER,
  muted_at_events     INTEGER,
  assignee_id         TEXT,
  pipeline_id         TEXT,
  execution_id        TEXT,
  environment         TEXT NOT NULL,
  release             TEXT NOT NULL,
  first_seen_at_ms    INTEGER NOT NULL,
  last_seen_at_ms     INTEGER NOT NULL,
  event_count         INTEGER NOT NULL CHECK (event_count >= 0),
  people_count        INTEGER NOT NULL DEFAULT 0 CHECK (people_count >= 0),
  version             INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (org_id, id)
) STRICT;

CREATE INDEX error_issues_by_last_seen ON error_issues (org_id, last_seen_at_ms, id);
CREATE INDEX error_issues_by_first_seen ON error_issues (org_id, first_seen_at_ms, id);
CREATE INDEX error_issues_by_events ON error_issues (org_id, event_count, id);
CREATE INDEX error_issues_by_people ON error_issues (org_id, people_count, id);

-- error_fingerprints: which issue a group's events go to. Owner: errors. A merge changes issue_id here and so holds for
-- events to come. grouping_version names the rules that made the fingerprint.
CREATE TABLE error_fingerprints (
  org_id           TEXT NOT NULL,
  project_id       TEXT NOT NULL,
  fingerprint      TEXT NOT NULL,
  issue_id         TEXT NOT NULL,
  grouping_version INTEGER NOT NULL,
  grouped_by       TEXT NOT NULL,
  PRIMARY KEY (org_id, project_id, fingerprint),
  FOREIGN KEY (org_id, issue_id) REFERENCES error_issues (org_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX error_fingerprints_by_issue ON error_fingerprints (org_id, issue_id);

-- error_events: what was reported, scrubbed. Owner: errors. id is the client's, so a retry is stored once.
-- person tells people apart without naming them, '' for nobody; payload is JSON of at most 1 MiB before scrubbing.
-- S4 errors: stack_trace is in payload, created_at is received_at_ms. Kept for 30 days, the newest 100 of an issue for ever.
CREATE TABLE error_events (
  org_id       TEXT NOT NULL,
  id           TEXT NOT NULL,
  issue_id     TEXT NOT NULL,
  fingerprint  TEXT NOT NULL,
  at_ms        INTEGER NOT NULL,
  received_at_ms INTEGER NOT NULL,
  level        TEXT NOT NULL,
  release      TEXT NOT NULL,
  environment  TEXT NOT NULL,
  person       TEXT NOT NULL,
  payload      TEXT NOT NULL,
  PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, issue_id) REFERENCES error_issues (org_id, id) ON DELETE CASCADE
) STRICT;

CREATE INDEX error_events_by_issue ON error_events (org_id, issue_id, at_ms, id);

-- error_hours: events per issue and hour, from which charts are drawn. Owner: errors. issue_id '*' counts the whole org.
CREATE TABLE error_hours (
  org_id      TEXT NOT NULL,
  issue_id    TEXT NOT NULL,
  hour_at_ms  INTEGER NOT NULL,
  event_count INTEGER NOT NULL,
  PRIMARY KEY (org_id, issue_id, hour_at_ms)
) STRICT, WITHOUT ROWID;

-- error_people: who met an issue; one row per person. Owner: errors.
CREATE TABLE error_people (
  org_id   TEXT NOT NULL,
  issue_id TEXT NOT NULL,
  person   TEXT NOT NULL,
  PRIMARY KEY (org_id, issue_id, person),
  FOREIGN KEY (org_id, issue_id) REFERENCES error_issues (org_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TRIGGER error_people_counted AFTER INSERT ON error_people BEGIN
  UPDATE error_issues SET people_count = people_count + 1 WHERE org_id = new.org_id AND id = new.issue_id;
END;

-- error_facets: values of an issue's events and how often: kind is environment, release, pipeline, execution or
-- 'tag:' and the tag's name. Owner: errors. Filters and distributions read it instead of events.
CREATE TABLE error_facets (
  org_id      TEXT NOT NULL,
  issue_id    TEXT NOT NULL,
  kind        TEXT NOT NULL,
  value       TEXT NOT NULL,
  event_count INTEGER NOT NULL,
  PRIMARY KEY (org_id, issue_id, kind, value),
  FOREIGN KEY (org_id, issue_id) REFERENCES error_issues (org_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX error_facets_by_trace ON error_facets (org_id, value, issue_id) WHERE kind = 'tag:trace_id';

-- error_history: what happened to an issue, by whom (actor_id, null for an event) and why. Owner: errors. Append-only.
CREATE TABLE error_history (
  org_id   TEXT NOT NULL,
  id       TEXT NOT NULL,
  issue_id TEXT NOT NULL,
  at_ms    INTEGER NOT NULL,
  kind     TEXT NOT NULL,
  actor_id TEXT,
  reason   TEXT NOT NULL,
  PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, issue_id) REFERENCES error_issues (org_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX error_history_by_issue ON error_history (org_id, issue_id, at_ms, id);

-- error_search: full text of titles and culprits; rowid is the issue's, org its tenant. Owner: errors, by triggers.
CREATE VIRTUAL TABLE error_search USING fts5 (
  org, title, culprit, content = '', contentless_delete = 1, prefix = '2 3'
);

CREATE TRIGGER error_issues_searchable AFTER INSERT ON error_issues BEGIN
  INSERT INTO error_search (rowid, org, title, culprit) VALUES (new.rowid, new.org_id, new.title, new.culprit);
END;

CREATE TRIGGER error_issues_unsearchable AFTER DELETE ON error_issues BEGIN
  DELETE FROM error_search WHERE rowid = old.rowid;
  DELETE FROM error_hours WHERE org_id = old.org_id AND issue_id = old.id;
END;

-- ==== keys

-- org_keks: the keys of an org, sealed under a root that the host keeps and root_id names. Owner: keys. The newest
-- version seals; an older one is retired and goes when nothing lies under it.
CREATE TABLE org_keks (
  org_id        TEXT NOT NULL,
  version       INTEGER NOT NULL CHECK (version >= 1),
  root_id       TEXT NOT NULL CHECK (length(root_id) = 16),
  sealed        BLOB NOT NULL,
  created_at_ms INTEGER NOT NULL,
  retired_at_ms INTEGER,
  PRIMARY KEY (org_id, version)
) STRICT, WITHOUT ROWID;

-- vault_keys: a secret of a provider, as people know it. Owner: keys.
-- Active: revoked_at_ms is null and expires_at_ms null or ahead. secret_version is the one that is in use.
-- base_url says where the secret may be sent, and nowhere else: the seal is bound to its origin.
-- told_at_ms is when others were last told that it expires or did: once for each. version rises with every change that a
-- person makes.
-- S4 api_keys: id, name, service, created_at are here and user_id is created_by; status is told by revoked_at_ms and
-- expires_at_ms; key_encrypted is in vault_versions; usage_count and last_used_at are in key_usage_days.
CREATE TABLE vault_keys (
  org_id         TEXT NOT NULL,
  id             TEXT NOT NULL,
  name           TEXT NOT NULL,
  service        TEXT NOT NULL CHECK (service IN ('anthropic', 'openai', 'gemini', 'custom')),
  base_url       TEXT NOT NULL,
  secret_version INTEGER NOT NULL DEFAULT 1 CHECK (secret_version >= 1),
  expires_at_ms  INTEGER,
  revoked_at_ms  INTEGER,
  rotated_at_ms  INTEGER,
  checked_at_ms  INTEGER,
  check_verdict  TEXT CHECK (check_verdict IN ('valid', 'refused', 'unreachable')),
  told_at_ms     INTEGER,
  created_by     TEXT NOT NULL,
  created_at_ms  INTEGER NOT NULL,
  version        INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
  PRIMARY KEY (org_id, id),
  UNIQUE (org_id, name)
) STRICT, WITHOUT ROWID;

CREATE INDEX vault_keys_by_age ON vault_keys (org_id, created_at_ms, id);

CREATE INDEX vault_keys_by_end ON vault_keys (expires_at_ms)
 WHERE revoked_at_ms IS NULL AND (told_at_ms IS NULL OR told_at_ms < expires_at_ms);

-- vault_versions: the secrets themselves, sealed. Owner: keys. sealed_key is the secret's own key under the org's key
-- org_key_version; sealed is the secret under its own key. A replaced version is good until ends_at_ms and then deleted.
CREATE TABLE vault_versions (
  org_id          TEXT NOT NULL,
  key_id          TEXT NOT NULL,
  version         INTEGER NOT NULL CHECK (version >= 1),
  org_key_version INTEGER NOT NULL,
  sealed_key      BLOB NOT NULL,
  sealed          BLOB NOT NULL,
  last4           TEXT NOT NULL,
  created_at_ms   INTEGER NOT NULL,
  ends_at_ms      INTEGER,
  PRIMARY KEY (org_id, key_id, version),
  FOREIGN KEY (org_id, key_id) REFERENCES vault_keys (org_id, id) ON DELETE CASCADE,
  FOREIGN KEY (org_id, org_key_version) REFERENCES org_keks (org_id, version)
) STRICT, WITHOUT ROWID;

CREATE INDEX vault_versions_by_org_key ON vault_versions (org_id, org_key_version);

CREATE INDEX vault_versions_by_end ON vault_versions (ends_at_ms) WHERE ends_at_ms IS NOT NULL;

-- access_keys: what programs show instead of a session. Owner: keys. Of a key only its SHA-256 is here, in hexadecimal
-- digits, unique everywhere because it leads to the tenant; shown is its beginning and last4 its end, for people.
-- Good: revoked_at_ms and expires_at_ms are null or lie ahead. scopes is a set of bits, bit n for the n-th of http/allow.h;
-- a public key has none but errors_write and telemetry_write. limit_capacity requests per limit_window_ms, both or none.
-- replaces_id names the key that this one was rerolled from, whose revoked_at_ms is the end of the overlap.
CREATE TABLE access_keys (
  org_id          TEXT NOT NULL,
  id              TEXT NOT NULL,
  key_hash        TEXT NOT NULL UNIQUE CHECK (length(key_hash) = 64),
  name            TEXT NOT NULL,
  kind            TEXT NOT NULL CHECK (kind IN ('secret', 'public')),
  shown           TEXT NOT NULL,
  last4           TEXT NOT NULL,
  scopes          INTEGER NOT NULL CHECK (scopes BETWEEN 1 AND 255 AND (kind = 'secret' OR scopes & 252 = 0)),
  limit_capacity  INTEGER CHECK (limit_capacity > 0),
  limit_window_ms INTEGER CHECK (limit_window_ms > 0),
  created_by      TEXT NOT NULL,
  created_at_ms   INTEGER NOT NULL,
  expires_at_ms   INTEGER,
  revoked_at_ms   INTEGER,
  replaces_id     TEXT,
  told_at_ms      INTEGER,
  PRIMARY KEY (org_id, id),
  CHECK ((limit_capacity IS NULL) = (limit_window_ms IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX access_keys_by_age ON access_keys (org_id, created_at_ms, id);

CREATE INDEX access_keys_by_end ON access_keys (expires_at_ms)
 WHERE revoked_at_ms IS NULL AND (told_at_ms IS NULL OR told_at_ms < expires_at_ms);

-- key_usage_days: how often a key was used, a row per UTC day and one of day 0 for all time. Owner: keys; shared by rule:
-- http/caller_key.h counts in every function. uses of access keys are right on average, last_used_at_ms to the minute.
CREATE TABLE key_usage_days (
  org_id          TEXT NOT NULL,
  key_id          TEXT NOT NULL,
  day_at_ms       INTEGER NOT NULL,
  uses            INTEGER NOT NULL,
  last_used_at_ms INTEGER NOT NULL,
  PRIMARY KEY (org_id, key_id, day_at_ms)
) STRICT, WITHOUT ROWID;

-- ==== team

-- invites: an address that may join an org, once and within 7 days. Owner: team.
-- The token of the mailed link is computed from (org, id of the sending) under a key of the host; only its SHA-256 is stored.
-- Sending again raises generation, so the link before opens nothing. mailed_generation is the last one that was mailed.
-- Open: neither accepted nor revoked; an address has at most one open invite in an org, which may have expired.
-- S4 invites: id, email, role, invited_by, expires_at, created_at are here; accepted is accepted_at_ms, and of token only
-- token_hash is kept. S4 users: status 'invited', invited_by.
CREATE TABLE invites (
  org_id            TEXT NOT NULL REFERENCES orgs (id),
  id                TEXT NOT NULL,
  email             TEXT NOT NULL COLLATE NOCASE CHECK (length(email) BETWEEN 3 AND 254),
  role              TEXT NOT NULL CHECK (role IN ('viewer', 'member', 'admin', 'owner')),
  token_hash        TEXT NOT NULL UNIQUE CHECK (length(token_hash) = 64),
  generation        INTEGER NOT NULL DEFAULT 1 CHECK (generation >= 1),
  mailed_generation INTEGER NOT NULL DEFAULT 0 CHECK (mailed_generation BETWEEN 0 AND generation),
  invited_by        TEXT NOT NULL,
  created_at_ms     INTEGER NOT NULL,
  expires_at_ms     INTEGER NOT NULL,
  accepted_at_ms    INTEGER,
  accepted_by       TEXT,
  revoked_at_ms     INTEGER,
  PRIMARY KEY (org_id, id),
  CHECK (accepted_at_ms IS NULL OR revoked_at_ms IS NULL),
  CHECK ((accepted_at_ms IS NULL) = (accepted_by IS NULL))
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX invites_open ON invites (org_id, email)
  WHERE accepted_at_ms IS NULL AND revoked_at_ms IS NULL;

CREATE INDEX invites_by_creation ON invites (org_id, created_at_ms, id);

-- audit_log: who did what in an org, in order. Owner: team; every function appends, by http/audit.h, in the batch of the
-- change that the entry tells of. sequence has no gaps and at_ms never falls. hash is null until team has sealed the entry:
-- SHA-256 over the hash before and the entry (functions/team/chain.h). Triggers keep entries from change and removal, until
-- the whole org is deleted.
-- actor_id is a user's or an access key's, '' for the system. details is a JSON object.
CREATE TABLE audit_log (
  org_id      TEXT NOT NULL,
  sequence    INTEGER NOT NULL CHECK (sequence >= 1),
  id          TEXT NOT NULL,
  at_ms       INTEGER NOT NULL,
  audience    TEXT NOT NULL CHECK (audience IN ('everyone', 'admins')),
  actor_kind  TEXT NOT NULL CHECK (actor_kind IN ('person', 'key', 'system')),
  actor_id    TEXT NOT NULL,
  action      TEXT NOT NULL,
  target_kind TEXT NOT NULL,
  target_id   TEXT NOT NULL,
  details     TEXT NOT NULL,
  address     TEXT NOT NULL,
  request_id  TEXT NOT NULL,
  hash        TEXT CHECK (length(hash) = 64),
  PRIMARY KEY (org_id, sequence)
) STRICT, WITHOUT ROWID;

CREATE INDEX audit_log_by_actor ON audit_log (org_id, actor_id, sequence);

CREATE INDEX audit_log_by_action ON audit_log (org_id, action, sequence);

CREATE INDEX audit_log_for_everyone ON audit_log (org_id, sequence) WHERE audience = 'everyone';

CREATE INDEX audit_log_unsealed ON audit_log (org_id, sequence) WHERE hash IS NULL;

CREATE TRIGGER audit_log_kept BEFORE DELETE ON audit_log
  WHEN NOT EXISTS (SELECT 1 FROM orgs WHERE id = old.org_id AND deleted_at_ms IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'audit_log is append-only');
END;

CREATE TRIGGER audit_log_sealed BEFORE UPDATE ON audit_log
  WHEN old.hash IS NOT NULL OR new.hash IS NULL
BEGIN
  SELECT RAISE(ABORT, 'audit_log is append-only');
END;

-- audit_heads: the last sealed entry of each org. Owner: team. seal is an HMAC of org, sequence and hash under a key of the
-- host, so that a chain that ends early or was made anew is told from ours.
CREATE TABLE audit_heads (
  org_id   TEXT NOT NULL PRIMARY KEY,
  sequence INTEGER NOT NULL CHECK (sequence >= 1),
  hash     TEXT NOT NULL CHECK (length(hash) = 64),
  seal     TEXT NOT NULL CHECK (length(seal) = 64)
) STRICT, WITHOUT ROWID;

-- ==== notifications

-- notifications: a notice to one person; each of its recipients has a row under the same id. Owner: notifications.
-- in_app 0: their preferences keep it out of the inbox, and the row is there to say why; silent: it came in quiet hours.
-- decisions is the JSON list of what was decided for each channel (functions/notifications/decide.h). Counted as unread
-- while in the inbox, not archived and not read; as unseen likewise. What was read was seen.
-- S4 notifications: id, user_id, type, category, title, message, action_url, action_label are here; read is read_at_ms,
-- created_at is created_at_ms. Kept for a year, archived ones for 90 days.
CREATE TABLE notifications (
  org_id         TEXT NOT NULL,
  user_id        TEXT NOT NULL,
  id             TEXT NOT NULL,
  type           TEXT NOT NULL CHECK (type IN ('success', 'error', 'warning', 'info')),
  category       TEXT NOT NULL CHECK (category IN ('workflow', 'system', 'team', 'billing')),
  topic          TEXT NOT NULL,
  critical       INTEGER NOT NULL CHECK (critical IN (0, 1)),
  title          TEXT NOT NULL,
  message        TEXT NOT NULL,
  action_url     TEXT,
  action_label   TEXT,
  dedupe_key     TEXT NOT NULL,
  in_app         INTEGER NOT NULL CHECK (in_app IN (0, 1)),
  silent         INTEGER NOT NULL CHECK (silent IN (0, 1)),
  decisions      TEXT NOT NULL,
  read_at_ms     INTEGER,
  seen_at_ms     INTEGER,
  archived_at_ms INTEGER,
  created_at_ms  INTEGER NOT NULL,
  version        INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
  PRIMARY KEY (org_id, user_id, id),
  UNIQUE (org_id, user_id, dedupe_key)
) STRICT, WITHOUT ROWID;

CREATE INDEX notifications_unread ON notifications (org_id, user_id, id)
 WHERE in_app = 1 AND read_at_ms IS NULL AND archived_at_ms IS NULL;
CREATE INDEX notifications_by_age ON notifications (created_at_ms);

-- notification_counts: what the badge shows, kept by the triggers below. Owner: notifications.
-- unread and unseen equal the counts over notifications at every commit; revision rises with every change of them.
CREATE TABLE notification_counts (
  org_id   TEXT NOT NULL,
  user_id  TEXT NOT NULL,
  category TEXT NOT NULL,
  unread   INTEGER NOT NULL CHECK (unread >= 0),
  unseen   INTEGER NOT NULL CHECK (unseen >= 0),
  revision INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (org_id, user_id, category)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER notifications_added AFTER INSERT ON notifications WHEN new.in_app = 1 BEGIN
  INSERT INTO notification_counts (org_id, user_id, category, unread, unseen)
  VALUES (new.org_id, new.user_id, new.category, new.read_at_ms IS NULL AND new.archived_at_ms IS NULL,
          new.seen_at_ms IS NULL AND new.archived_at_ms IS NULL)
      ON CONFLICT (org_id, user_id, category) DO UPDATE
     SET unread = unread + excluded.unread, unseen = unseen + excluded.unseen, revision = revision + 1;
END;

CREATE TRIGGER notifications_marked AFTER UPDATE OF read_at_ms, seen_at_ms, archived_at_ms ON notifications
WHEN new.in_app = 1 BEGIN
  UPDATE notification_counts
     SET unread = unread + (new.read_at_ms IS NULL AND new.archived_at_ms IS NULL)
                         - (old.read_at_ms IS NULL AND old.archived_at_ms IS NULL),
         unseen = unseen + (new.seen_at_ms IS NULL AND new.archived_at_ms IS NULL)
                         - (old.seen_at_ms IS NULL AND old.archived_at_ms IS NULL),
         revision = revision + 1
   WHERE org_id = new.org_id AND user_id = new.user_id AND category = new.category;
END;

CREATE TRIGGER notifications_removed AFTER DELETE ON notifications WHEN old.in_app = 1 BEGIN
  UPDATE notification_counts
     SET unread = unread - (old.read_at_ms IS NULL AND old.archived_at_ms IS NULL),
         unseen = unseen - (old.seen_at_ms IS NULL AND old.archived_at_ms IS NULL),
         revision = revision + 1
   WHERE org_id = old.org_id AND user_id = old.user_id AND category = old.category;
END;

-- notification_preferences: what a person wants to hear where, and when not. Owner: notifications. No row: the defaults.
-- choices: for each category (workflow, system, team, billing) in_app, email, webhook: '1', '0', or '-' for the default.
-- Quiet hours last from quiet_from_min to quiet_to_min, minutes of the day in zone, an IANA name; both null without.
-- digest: how often what is unread is mailed, at the minute digest_at_min of the day in digest_zone; a weekly one on
-- Mondays. The next is due at digest_due_at_ms, null without one, and tells of what came from digest_from_ms on.
CREATE TABLE notification_preferences (
  org_id         TEXT NOT NULL,
  user_id        TEXT NOT NULL,
  choices        TEXT NOT NULL CHECK (length(choices) = 12),
  quiet_from_min INTEGER CHECK (quiet_from_min BETWEEN 0 AND 1439),
  quiet_to_min   INTEGER CHECK (quiet_to_min BETWEEN 0 AND 1439),
  zone           TEXT NOT NULL,
  version        INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
  digest         TEXT CHECK (digest IN ('daily', 'weekly')),
  digest_at_min  INTEGER NOT NULL DEFAULT 480 CHECK (digest_at_min BETWEEN 0 AND 1439),
  digest_zone    TEXT NOT NULL DEFAULT 'UTC',
  digest_from_ms INTEGER NOT NULL DEFAULT 0,
  digest_due_at_ms INTEGER,
  PRIMARY KEY (org_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX notification_preferences_due ON notification_preferences (digest_due_at_ms) WHERE digest_due_at_ms IS NOT NULL;

-- webhooks: where notices are sent, signed as Standard Webhooks say. Owner: notifications.
-- user_id '' hears of everything in the org, else of what that person is notified of. topics is a JSON list, [] for all.
-- The secret is derived by the host from (org_id, id, secret_number) and stored nowhere; the previous one signs, too,
-- until previous_until_ms. failures counts failed attempts in a row; nothing is sent before held_until_ms; delivered_at_ms
-- is the end of the newest success.
CREATE TABLE webhooks (
  org_id            TEXT NOT NULL,
  id                TEXT NOT NULL,
  user_id           TEXT NOT NULL,
  url               TEXT NOT NULL,
  description       TEXT NOT NULL,
  topics            TEXT NOT NULL,
  state             TEXT NOT NULL CHECK (state IN ('active', 'disabled')),
  disabled_because  TEXT CHECK (disabled_because IN ('asked', 'gone', 'failing')),
  failures          INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0),
  held_until_ms     INTEGER NOT NULL DEFAULT 0,
  delivered_at_ms   INTEGER,
  secret_number     INTEGER NOT NULL DEFAULT 1 CHECK (secret_number >= 1),
  previous_until_ms INTEGER NOT NULL DEFAULT 0,
  created_at_ms     INTEGER NOT NULL,
  version           INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
  PRIMARY KEY (org_id, id)
) STRICT, WITHOUT ROWID;

-- webhook_messages: what is sent to a webhook, the same bytes at every attempt. Owner: notifications. id is its webhook-id.
-- 'waiting' has an attempt ahead, at next_at_ms or when there is room; 'sending' was handed to an attempt, which is given up
-- for lost at next_at_ms; 'failed' after the last one, or when its webhook was disabled. Kept for 30 days.
CREATE TABLE webhook_messages (
  org_id        TEXT NOT NULL,
  webhook_id    TEXT NOT NULL,
  id            TEXT NOT NULL,
  type          TEXT NOT NULL,
  body          TEXT NOT NULL,
  state         TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'delivered', 'failed')),
  attempts      INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  next_at_ms    INTEGER,
  created_at_ms INTEGER NOT NULL,
  PRIMARY KEY (org_id, webhook_id, id),
  FOREIGN KEY (org_id, webhook_id) REFERENCES webhooks (org_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX webhook_messages_by_age ON webhook_messages (created_at_ms);
CREATE INDEX webhook_messages_due ON webhook_messages (org_id, webhook_id, next_at_ms) WHERE next_at_ms IS NOT NULL;

-- webhook_attempts: each attempt to send a message, and what came back. Owner: notifications. Goes with its message.
-- One row for each number of a message, however often the attempt was begun. status, answer (its first 500 bytes) and
-- duration_ms are those of the answer; without one status and duration_ms are null.
CREATE TABLE webhook_attempts (
  org_id      TEXT NOT NULL,
  webhook_id  TEXT NOT NULL,
  id          TEXT NOT NULL,
  message_id  TEXT NOT NULL,
  number      INTEGER NOT NULL CHECK (number >= 1),
  outcome     TEXT NOT NULL CHECK (outcome IN ('delivered', 'rejected', 'throttled', 'gone', 'refused', 'unreachable', 'timeout')),
  status      INTEGER,
  answer      TEXT NOT NULL,
  at_ms       INTEGER NOT NULL,
  duration_ms INTEGER,
  PRIMARY KEY (org_id, webhook_id, id),
  FOREIGN KEY (org_id, webhook_id, message_id) REFERENCES webhook_messages (org_id, webhook_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX webhook_attempts_by_message ON webhook_attempts (org_id, webhook_id, message_id, number);

-- ==== tokens

-- token_usage: the ledger, a row for each AI call. Owner: tokens. request_id is the caller's name of the call: once in an org.
-- The counts from input to output_image are disjoint: the first seven sum to the provider's input, the next four to its
-- output. adjusted is 1 where the provider's own numbers contradicted each other. price_id is the revision of prices that
-- made cost_nano_usd; null: no price was known and the cost is 0. at_ms is when the call was made. tier is the service tier.
-- S4 token_usage: id, execution_id, workflow_id (pipeline_id), agent_id, model are here; prompt_tokens, completion_tokens
-- and total_tokens are sums of the counts; cost_usd is cost_nano_usd; created_at is recorded_at_ms.
CREATE TABLE token_usage (
  org_id           TEXT NOT NULL,
  id               TEXT NOT NULL,
  request_id       TEXT NOT NULL,
  provider         TEXT NOT NULL,
  model            TEXT NOT NULL,
  tier             TEXT NOT NULL,
  at_ms            INTEGER NOT NULL,
  recorded_at_ms   INTEGER NOT NULL,
  user_id          TEXT,
  key_id           TEXT,
  agent_id         TEXT,
  pipeline_id      TEXT,
  execution_id     TEXT,
  input            INTEGER NOT NULL CHECK (input >= 0),
  input_audio      INTEGER NOT NULL CHECK (input_audio >= 0),
  input_image      INTEGER NOT NULL CHECK (input_image >= 0),
  cache_read       INTEGER NOT NULL CHECK (cache_read >= 0),
  cache_read_audio INTEGER NOT NULL CHECK (cache_read_audio >= 0),
  cache_write_5m   INTEGER NOT NULL CHECK (cache_write_5m >= 0),
  cache_write_1h   INTEGER NOT NULL CHECK (cache_write_1h >= 0),
  output           INTEGER NOT NULL CHECK (output >= 0),
  reasoning        INTEGER NOT NULL CHECK (reasoning >= 0),
  output_audio     INTEGER NOT NULL CHECK (output_audio >= 0),
  output_image     INTEGER NOT NULL CHECK (output_image >= 0),
  web_searches     INTEGER NOT NULL CHECK (web_searches >= 0),
  adjusted         INTEGER NOT NULL CHECK (adjusted IN (0, 1)),
  price_id         TEXT,
  cost_nano_usd    INTEGER NOT NULL CHECK (cost_nano_usd >= 0),
  PRIMARY KEY (org_id, id),
  UNIQUE (org_id, request_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX token_usage_by_time ON token_usage (org_id, at_ms, id);

CREATE INDEX token_usage_by_run ON token_usage (org_id, execution_id, at_ms, id) WHERE execution_id IS NOT NULL;

-- token_hours: sums of token_usage, from which charts are drawn. Owner: tokens, in the batch of the usage.
-- kind 'total' holds the org by quarters of an hour (days of some zones begin between hours) and 'minute' by minutes, for
-- 8 days; both have value ''. kinds 'model' (provider/model), 'provider', 'agent', 'pipeline', 'key' and 'user' hold one
-- value's hour; a call without the value has no row there. The kinds with '_day' behind their names hold the same by days
-- of UTC, so that a chart of months reads few rows. unpriced counts the calls without a price.
CREATE TABLE token_hours (
  org_id           TEXT NOT NULL,
  kind             TEXT NOT NULL,
  at_ms            INTEGER NOT NULL,
  value            TEXT NOT NULL,
  requests         INTEGER NOT NULL,
  unpriced         INTEGER NOT NULL,
  input            INTEGER NOT NULL,
  input_audio      INTEGER NOT NULL,
  input_image      INTEGER NOT NULL,
  cache_read       INTEGER NOT NULL,
  cache_read_audio INTEGER NOT NULL,
  cache_write_5m   INTEGER NOT NULL,
  cache_write_1h   INTEGER NOT NULL,
  output           INTEGER NOT NULL,
  reasoning        INTEGER NOT NULL,
  output_audio     INTEGER NOT NULL,
  output_image     INTEGER NOT NULL,
  web_searches     INTEGER NOT NULL,
  cost_nano_usd    INTEGER NOT NULL,
  PRIMARY KEY (org_id, kind, at_ms, value)
) STRICT, WITHOUT ROWID;

CREATE INDEX token_hours_minutes_by_age ON token_hours (at_ms) WHERE kind = 'minute';

-- prices: what a model's tokens cost from a time on. Owner: tokens. Append-only: a correction is a new row, so the revision
-- that a usage row names says what it said. Of a provider's model the row with the latest effective_from_ms that has come
-- holds, the latest made among equals. org_id '' is the built-in catalogue; an org's own rows go before it.
-- tiers is a JSON array (functions/tokens/meter.h), rates in nano-USD per 1,000 tokens. source says where they come from.
CREATE TABLE prices (
  org_id            TEXT NOT NULL,
  id                TEXT NOT NULL,
  provider          TEXT NOT NULL,
  model             TEXT NOT NULL,
  effective_from_ms INTEGER NOT NULL,
  tiers             TEXT NOT NULL,
  source            TEXT NOT NULL,
  created_at_ms     INTEGER NOT NULL,
  PRIMARY KEY (org_id, model, provider, effective_from_ms, id)
) STRICT, WITHOUT ROWID;

-- budgets: what a part of the org may spend in a period. Owner: tokens. subject names the user, key, agent or model, '' for
-- the whole org. thresholds is a JSON array of rising percents; each tells `budget.threshold` once in a period.
-- on_limit 'block': the gateway makes no call while a current period has spent its limit (functions/tokens/tokens.h).
-- Periods begin at midnight of utc_offset_min; weeks on Monday.
CREATE TABLE budgets (
  org_id         TEXT NOT NULL,
  id             TEXT NOT NULL,
  name           TEXT NOT NULL,
  scope          TEXT NOT NULL CHECK (scope IN ('org', 'user', 'key', 'agent', 'model')),
  subject        TEXT NOT NULL,
  period         TEXT NOT NULL CHECK (period IN ('day', 'week', 'month')),
  utc_offset_min INTEGER NOT NULL,
  limit_nano_usd INTEGER NOT NULL CHECK (limit_nano_usd > 0),
  thresholds     TEXT NOT NULL,
  on_limit       TEXT NOT NULL CHECK (on_limit IN ('tell', 'block')),
  created_at_ms  INTEGER NOT NULL,
  version        INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
  PRIMARY KEY (org_id, id),
  UNIQUE (org_id, name)
) STRICT, WITHOUT ROWID;

-- budget_periods: what was spent of a budget in a period, in the batch of the usage. Owner: tokens.
-- told_percent is the highest threshold that was told; a period's thresholds up to it are never told again.
CREATE TABLE budget_periods (
  org_id         TEXT NOT NULL,
  budget_id      TEXT NOT NULL,
  period_at_ms   INTEGER NOT NULL,
  spent_nano_usd INTEGER NOT NULL,
  told_percent   INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (org_id, budget_id, period_at_ms),
  FOREIGN KEY (org_id, budget_id) REFERENCES budgets (org_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- ==== telemetry

-- telemetry_batches: events as they came, packed, a row for each request. Owner: telemetry. events is a JSON array.
-- None of them happened before first_at_ms or after received_at_ms, when the id was made. Kept for 30 days after that.
-- By telemetry_batches_times a list passes over the batches of another time without their events.
CREATE TABLE telemetry_batches (
  org_id         TEXT NOT NULL,
  id             TEXT NOT NULL,
  received_at_ms INTEGER NOT NULL,
  event_count    INTEGER NOT NULL CHECK (event_count > 0),
  events         TEXT NOT NULL,
  first_at_ms    INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (org_id, id)
) STRICT;

CREATE INDEX telemetry_batches_times ON telemetry_batches (org_id, id, first_at_ms, event_count);

-- telemetry_minutes, telemetry_hours, telemetry_days: what happened in an org in that time of UTC. Owner: telemetry.
-- The four counts of kinds add up to event_count. durations is a sketch (core/sketch.h): a JSON object of
-- bucket -> count, whose counts add up to duration_count. A day is the sum of its hours, an hour that of its minutes.
-- Minutes are kept for 9 days (so that an hour can be compared with that of a week ago), the others for 800.
-- By telemetry_hours_events and telemetry_days_events a chart of events walks over neighbours, whoever else wrote between them.
CREATE TABLE telemetry_minutes (
  org_id            TEXT NOT NULL,
  minute_at_ms      INTEGER NOT NULL,
  event_count       INTEGER NOT NULL,
  view_count        INTEGER NOT NULL,
  action_count      INTEGER NOT NULL,
  performance_count INTEGER NOT NULL,
  error_count       INTEGER NOT NULL,
  duration_count    INTEGER NOT NULL,
  duration_sum_us   INTEGER NOT NULL,
  durations         TEXT NOT NULL,
  PRIMARY KEY (org_id, minute_at_ms)
) STRICT;

CREATE TABLE telemetry_hours (
  org_id            TEXT NOT NULL,
  hour_at_ms        INTEGER NOT NULL,
  event_count       INTEGER NOT NULL,
  view_count        INTEGER NOT NULL,
  action_count      INTEGER NOT NULL,
  performance_count INTEGER NOT NULL,
  error_count       INTEGER NOT NULL,
  duration_count    INTEGER NOT NULL,
  duration_sum_us   INTEGER NOT NULL,
  durations         TEXT NOT NULL,
  PRIMARY KEY (org_id, hour_at_ms)
) STRICT;

CREATE INDEX telemetry_hours_events ON telemetry_hours (org_id, hour_at_ms, event_count);

CREATE TABLE telemetry_days (
  org_id            TEXT NOT NULL,
  day_at_ms         INTEGER NOT NULL,
  event_count       INTEGER NOT NULL,
  view_count        INTEGER NOT NULL,
  action_count      INTEGER NOT NULL,
  performance_count INTEGER NOT NULL,
  error_count       INTEGER NOT NULL,
  duration_count    INTEGER NOT NULL,
  duration_sum_us   INTEGER NOT NULL,
  durations         TEXT NOT NULL,
  PRIMARY KEY (org_id, day_at_ms)
) STRICT;

CREATE INDEX telemetry_days_events ON telemetry_days (org_id, day_at_ms, event_count);

-- telemetry_components_hours, _days, _weeks: the same for each component. Owner: telemetry. Weeks begin on Monday.
-- A chart adds up at most 60 hours, 14 days and 53 weeks of a component, however long it is. Hours are kept for 35 days.
CREATE TABLE telemetry_components_hours (
  org_id          TEXT NOT NULL,
  hour_at_ms      INTEGER NOT NULL,
  component       TEXT NOT NULL,
  event_count     INTEGER NOT NULL,
  error_count     INTEGER NOT NULL,
  duration_count  INTEGER NOT NULL,
  duration_sum_us INTEGER NOT NULL,
  durations       TEXT NOT NULL,
  PRIMARY KEY (org_id, hour_at_ms, component)
) STRICT;

CREATE TABLE telemetry_components_days (
  org_id          TEXT NOT NULL,
  day_at_ms       INTEGER NOT NULL,
  component       TEXT NOT NULL,
  event_count     INTEGER NOT NULL,
  error_count     INTEGER NOT NULL,
  duration_count  INTEGER NOT NULL,
  duration_sum_us INTEGER NOT NULL,
  durations       TEXT NOT NULL,
  PRIMARY KEY (org_id, day_at_ms, component)
) STRICT;

CREATE TABLE telemetry_components_weeks (
  org_id          TEXT NOT NULL,
  week_at_ms      INTEGER NOT NULL,
  component       TEXT NOT NULL,
  event_count     INTEGER NOT NULL,
  error_count     INTEGER NOT NULL,
  duration_count  INTEGER NOT NULL,
  duration_sum_us INTEGER NOT NULL,
  durations       TEXT NOT NULL,
  PRIMARY KEY (org_id, week_at_ms, component)
) STRICT;

-- telemetry_pages_days: views of a page on a day. Owner: telemetry.
CREATE TABLE telemetry_pages_days (
  org_id     TEXT NOT NULL,
  day_at_ms  INTEGER NOT NULL,
  page       TEXT NOT NULL,
  view_count INTEGER NOT NULL,
  PRIMARY KEY (org_id, day_at_ms, page)
) STRICT, WITHOUT ROWID;

-- telemetry_people_hours, telemetry_people_days: who was there, once per hour and day. Owner: telemetry.
-- subject is '*' for the org, '~' for its sessions (person is then a session), 'c:' and a component, or 'p:' and a page.
-- person is a hash. Hours are kept for 35 days, as long as a late event may tell of one; they insert their days.
CREATE TABLE telemetry_people_hours (
  org_id     TEXT NOT NULL,
  subject    TEXT NOT NULL,
  person     TEXT NOT NULL,
  hour_at_ms INTEGER NOT NULL,
  PRIMARY KEY (org_id, subject, person, hour_at_ms)
) STRICT, WITHOUT ROWID;

CREATE TABLE telemetry_people_days (
  org_id    TEXT NOT NULL,
  subject   TEXT NOT NULL,
  person    TEXT NOT NULL,
  day_at_ms INTEGER NOT NULL,
  PRIMARY KEY (org_id, subject, person, day_at_ms)
) STRICT, WITHOUT ROWID;

-- telemetry_hour_visits, telemetry_day_visits: how many people were there in an hour or on a day, by when they had been
-- there before: previous_at_ms, 0 for never. Owner: telemetry, by triggers on who was there.
-- The people of a span, each counted once, are the sum of its rows with previous_at_ms before the span: no row for each
-- person is read. An hour forgets what was more than 48 hours before it, so it answers for spans up to that.
CREATE TABLE telemetry_hour_visits (
  org_id         TEXT NOT NULL,
  subject        TEXT NOT NULL,
  hour_at_ms     INTEGER NOT NULL,
  previous_at_ms INTEGER NOT NULL,
  people_count   INTEGER NOT NULL CHECK (people_count >= 0),
  PRIMARY KEY (org_id, subject, hour_at_ms, previous_at_ms)
) STRICT, WITHOUT ROWID;

CREATE TABLE telemetry_day_visits (
  org_id         TEXT NOT NULL,
  subject        TEXT NOT NULL,
  day_at_ms      INTEGER NOT NULL,
  previous_at_ms INTEGER NOT NULL,
  people_count   INTEGER NOT NULL CHECK (people_count >= 0),
  PRIMARY KEY (org_id, subject, day_at_ms, previous_at_ms)
) STRICT, WITHOUT ROWID;

-- telemetry_cohorts: people who were first there in one week, by the weeks in which they were there. Owner: telemetry,
-- by triggers.
CREATE TABLE telemetry_cohorts (
  org_id           TEXT NOT NULL,
  first_week_at_ms INTEGER NOT NULL,
  week_at_ms       INTEGER NOT NULL,
  people_count     INTEGER NOT NULL CHECK (people_count >= 0),
  PRIMARY KEY (org_id, first_week_at_ms, week_at_ms)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER telemetry_people_hours_counted AFTER INSERT ON telemetry_people_hours BEGIN
  INSERT INTO telemetry_people_days (org_id, subject, person, day_at_ms)
  VALUES (new.org_id, new.subject, new.person, new.hour_at_ms - new.hour_at_ms % 86400000)
      ON CONFLICT (org_id, subject, person, day_at_ms) DO NOTHING;
  INSERT INTO telemetry_hour_visits (org_id, subject, hour_at_ms, previous_at_ms, people_count)
  SELECT new.org_id, new.subject, new.hour_at_ms, coalesce(max(hour_at_ms), 0), 1
    FROM telemetry_people_hours
   WHERE org_id = new.org_id AND subject = new.subject AND person = new.person
     AND hour_at_ms >= new.hour_at_ms - 172800000 AND hour_at_ms < new.hour_at_ms
  HAVING true
      ON CONFLICT (org_id, subject, hour_at_ms, previous_at_ms) DO UPDATE SET people_count = people_count + 1;
END;

CREATE TRIGGER telemetry_people_hours_parted AFTER INSERT ON telemetry_people_hours
WHEN EXISTS (SELECT 1 FROM telemetry_people_hours
              WHERE org_id = new.org_id AND subject = new.subject AND person = new.person
                AND hour_at_ms > new.hour_at_ms AND hour_at_ms <= new.hour_at_ms + 172800000)
BEGIN
  UPDATE telemetry_hour_visits SET people_count = people_count - 1
   WHERE org_id = new.org_id AND subject = new.subject
     AND hour_at_ms = (SELECT min(hour_at_ms) FROM telemetry_people_hours
                        WHERE org_id = new.org_id AND subject = new.subject AND person = new.person
                          AND hour_at_ms > new.hour_at_ms)
     AND previous_at_ms = (SELECT coalesce(max(p.hour_at_ms), 0) FROM telemetry_people_hours p
                            WHERE p.org_id = new.org_id AND p.subject = new.subject AND p.person = new.person
                              AND p.hour_at_ms < new.hour_at_ms
                              AND p.hour_at_ms >= (SELECT min(n.hour_at_ms) FROM telemetry_people_hours n
                                                    WHERE n.org_id = new.org_id AND n.subject = new.subject
                                                      AND n.person = new.person
                                                      AND n.hour_at_ms > new.hour_at_ms) - 172800000);
  INSERT INTO telemetry_hour_visits (org_id, subject, hour_at_ms, previous_at_ms, people_count)
  SELECT new.org_id, new.subject, min(hour_at_ms), new.hour_at_ms, 1
    FROM telemetry_people_hours
   WHERE org_id = new.org_id AND subject = new.subject AND person = new.person AND hour_at_ms > new.hour_at_ms
  HAVING true
      ON CONFLICT (org_id, subject, hour_at_ms, previous_at_ms) DO UPDATE SET people_count = people_count + 1;
END;

CREATE TRIGGER telemetry_people_days_counted AFTER INSERT ON telemetry_people_days BEGIN
  INSERT INTO telemetry_day_visits (org_id, subject, day_at_ms, previous_at_ms, people_count)
  SELECT new.org_id, new.subject, new.day_at_ms, coalesce(max(day_at_ms), 0), 1
    FROM telemetry_people_days
   WHERE org_id = new.org_id AND subject = new.subject AND person = new.person AND day_at_ms < new.day_at_ms
  HAVING true
      ON CONFLICT (org_id, subject, day_at_ms, previous_at_ms) DO UPDATE SET people_count = people_count + 1;
END;

CREATE TRIGGER telemetry_people_days_parted AFTER INSERT ON telemetry_people_days
WHEN EXISTS (SELECT 1 FROM telemetry_people_days
              WHERE org_id = new.org_id AND subject = new.subject AND person = new.person
                AND day_at_ms > new.day_at_ms)
BEGIN
  UPDATE telemetry_day_visits SET people_count = people_count - 1
   WHERE org_id = new.org_id AND subject = new.subject
     AND day_at_ms = (SELECT min(day_at_ms) FROM telemetry_people_days
                       WHERE org_id = new.org_id AND subject = new.subject AND person = new.person
                         AND day_at_ms > new.day_at_ms)
     AND previous_at_ms = (SELECT coalesce(max(day_at_ms), 0) FROM telemetry_people_days
                            WHERE org_id = new.org_id AND subject = new.subject AND person = new.person
                              AND day_at_ms < new.day_at_ms);
  INSERT INTO telemetry_day_visits (org_id, subject, day_at_ms, previous_at_ms, people_count)
  SELECT new.org_id, new.subject, min(day_at_ms), new.day_at_ms, 1
    FROM telemetry_people_days
   WHERE org_id = new.org_id AND subject = new.subject AND person = new.person AND day_at_ms > new.day_at_ms
  HAVING true
      ON CONFLICT (org_id, subject, day_at_ms, previous_at_ms) DO UPDATE SET people_count = people_count + 1;
END;

CREATE TRIGGER telemetry_cohorts_counted AFTER INSERT ON telemetry_people_days
WHEN new.subject = '*'
 AND NOT EXISTS (SELECT 1 FROM telemetry_people_days
                  WHERE org_id = new.org_id AND subject = '*' AND person = new.person
                    AND day_at_ms >= new.day_at_ms - (new.day_at_ms + 259200000) % 604800000
                    AND day_at_ms < new.day_at_ms - (new.day_at_ms + 259200000) % 604800000 + 604800000
                    AND day_at_ms <> new.day_at_ms)
BEGIN
  UPDATE telemetry_cohorts SET people_count = people_count - 1
   WHERE org_id = new.org_id
     AND first_week_at_ms = (SELECT min(day_at_ms) - (min(day_at_ms) + 259200000) % 604800000
                               FROM telemetry_people_days
                              WHERE org_id = new.org_id AND subject = '*' AND person = new.person
                                AND day_at_ms <> new.day_at_ms)
     AND first_week_at_ms > new.day_at_ms
     AND week_at_ms IN (SELECT day_at_ms - (day_at_ms + 259200000) % 604800000
                          FROM telemetry_people_days
                         WHERE org_id = new.org_id AND subject = '*' AND person = new.person
                           AND day_at_ms > new.day_at_ms);
  INSERT INTO telemetry_cohorts (org_id, first_week_at_ms, week_at_ms, people_count)
  SELECT DISTINCT new.org_id, new.day_at_ms - (new.day_at_ms + 259200000) % 604800000,
         d.day_at_ms - (d.day_at_ms + 259200000) % 604800000, 1
    FROM telemetry_people_days d
   WHERE d.org_id = new.org_id AND d.subject = '*' AND d.person = new.person AND d.day_at_ms >= new.day_at_ms
     AND NOT EXISTS (SELECT 1 FROM telemetry_people_days p
                      WHERE p.org_id = new.org_id AND p.subject = '*' AND p.person = new.person
                        AND p.day_at_ms < new.day_at_ms)
      ON CONFLICT (org_id, first_week_at_ms, week_at_ms) DO UPDATE SET people_count = people_count + 1;
  INSERT INTO telemetry_cohorts (org_id, first_week_at_ms, week_at_ms, people_count)
  SELECT new.org_id, min(day_at_ms) - (min(day_at_ms) + 259200000) % 604800000,
         new.day_at_ms - (new.day_at_ms + 259200000) % 604800000, 1
    FROM telemetry_people_days
   WHERE org_id = new.org_id AND subject = '*' AND person = new.person AND day_at_ms <= new.day_at_ms
  HAVING min(day_at_ms) < new.day_at_ms
      ON CONFLICT (org_id, first_week_at_ms, week_at_ms) DO UPDATE SET people_count = people_count + 1;
END;

-- ==== executions

-- executions: runs, each of a pipeline or of whatever a program calls by a name. Owner: executions.
-- status moves only forward (functions/executions/run_status.h). started_by is the id of a person or of an access key.
-- started_at_ms is null until it runs, finished_at_ms until it has ended; duration_ms is between the two. progress is in
-- percent; step says what it is at. input, metrics and result are JSON as it was sent, without what stands under sensitive
-- names; error is JSON without secrets, error_message is of it.
-- retry_of and attempt: the run that this one repeats, and how often it was begun. log_count is the number of its last line.
-- pipeline_revision is what the pipeline was when the run was made. reported_at_ms: when whoever runs it was last heard of,
-- from its start on.
-- S4 token_usage, errors: execution_id is an id of here, workflow_id a pipeline_id.
CREATE TABLE executions (
  rowid         INTEGER PRIMARY KEY,
  org_id        TEXT NOT NULL,
  id            TEXT NOT NULL,
  pipeline_id   TEXT,
  name          TEXT NOT NULL,
  status        TEXT NOT NULL CHECK (status IN ('pending', 'running', 'success', 'failed', 'cancelled')),
  "trigger"     TEXT NOT NULL CHECK ("trigger" IN ('manual', 'api', 'schedule', 'webhook', 'event', 'retry')),
  progress      INTEGER NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 100),
  step          TEXT NOT NULL DEFAULT '',
  error_message TEXT,
  started_by    TEXT NOT NULL,
  retry_of      TEXT,
  attempt       INTEGER NOT NULL DEFAULT 1,
  created_at_ms INTEGER NOT NULL,
  started_at_ms INTEGER,
  finished_at_ms INTEGER,
  duration_ms   INTEGER,
  log_count     INTEGER NOT NULL DEFAULT 0,
  version       INTEGER NOT NULL DEFAULT 1,
  input         TEXT NOT NULL DEFAULT 'null',
  metrics       TEXT NOT NULL DEFAULT 'null',
  result        TEXT NOT NULL DEFAULT 'null',
  error         TEXT NOT NULL DEFAULT 'null',
  pipeline_revision INTEGER,
  reported_at_ms INTEGER,
  UNIQUE (org_id, id),
  CHECK ((finished_at_ms IS NULL) = (status IN ('pending', 'running')))
) STRICT;

CREATE INDEX executions_newest ON executions (org_id, created_at_ms, id);
CREATE INDEX executions_by_status ON executions (org_id, status, created_at_ms, id);
CREATE INDEX executions_by_pipeline ON executions (org_id, pipeline_id, created_at_ms, id);
CREATE INDEX executions_finished ON executions (finished_at_ms);
CREATE INDEX executions_running ON executions (reported_at_ms) WHERE status = 'running';

-- execution_logs: the log, line by line, numbered from 1 without a gap. Owner: executions. fields is JSON.
CREATE TABLE execution_logs (
  org_id       TEXT NOT NULL,
  execution_id TEXT NOT NULL,
  number       INTEGER NOT NULL,
  at_ms        INTEGER NOT NULL,
  level        TEXT NOT NULL CHECK (level IN ('debug', 'info', 'warning', 'error')),
  step         TEXT NOT NULL,
  message      TEXT NOT NULL,
  fields       TEXT NOT NULL,
  PRIMARY KEY (org_id, execution_id, number),
  FOREIGN KEY (org_id, execution_id) REFERENCES executions (org_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- execution_hours: runs that began, and that ended how, in an hour. Owner: executions. pipeline_id '*' counts the whole
-- org, '' the runs without a pipeline.
CREATE TABLE execution_hours (
  org_id      TEXT NOT NULL,
  pipeline_id TEXT NOT NULL,
  hour_at_ms  INTEGER NOT NULL,
  started     INTEGER NOT NULL DEFAULT 0,
  success     INTEGER NOT NULL DEFAULT 0,
  failed      INTEGER NOT NULL DEFAULT 0,
  cancelled   INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (org_id, pipeline_id, hour_at_ms)
) STRICT, WITHOUT ROWID;

-- execution_durations: how long runs took that ended by success or failure on a day, as buckets of core/sketch.h.
-- Owner: executions. pipeline_id as in execution_hours.
CREATE TABLE execution_durations (
  org_id      TEXT NOT NULL,
  pipeline_id TEXT NOT NULL,
  day_at_ms   INTEGER NOT NULL,
  bucket      INTEGER NOT NULL,
  runs        INTEGER NOT NULL,
  PRIMARY KEY (org_id, pipeline_id, day_at_ms, bucket)
) STRICT, WITHOUT ROWID;

-- execution_people_days: the runs that a person or an access key began on a day. Owner: executions.
CREATE TABLE execution_people_days (
  org_id    TEXT NOT NULL,
  person    TEXT NOT NULL,
  day_at_ms INTEGER NOT NULL,
  runs      INTEGER NOT NULL,
  PRIMARY KEY (org_id, person, day_at_ms)
) STRICT, WITHOUT ROWID;

-- execution_search: full text of names and errors; rowid is the run's, org its tenant. Owner: executions, by triggers.
CREATE VIRTUAL TABLE execution_search USING fts5 (
  org, name, error_message, content = '', contentless_delete = 1, prefix = '2 3'
);

CREATE TRIGGER executions_searchable AFTER INSERT ON executions BEGIN
  INSERT INTO execution_search (rowid, org, name, error_message)
  VALUES (new.rowid, new.org_id, new.name, coalesce(new.error_message, ''));
END;

CREATE TRIGGER executions_searchable_again AFTER UPDATE OF error_message ON executions
  WHEN new.error_message IS NOT old.error_message BEGIN
  DELETE FROM execution_search WHERE rowid = old.rowid;
  INSERT INTO execution_search (rowid, org, name, error_message)
  VALUES (new.rowid, new.org_id, new.name, coalesce(new.error_message, ''));
END;

CREATE TRIGGER executions_unsearchable AFTER DELETE ON executions BEGIN
  DELETE FROM execution_search WHERE rowid = old.rowid;
END;

-- ==== pipelines

-- pipelines: what can be run, by name. Owner: pipelines. tags is a JSON array of text, config any JSON.
-- revision is the newest of its pipeline_revisions. A name is used once, but for what is deleted: deleted_at_ms is when,
-- and 30 days later the row goes. S4 workflows: a workflow_id is an id of here.
CREATE TABLE pipelines (
  rowid         INTEGER PRIMARY KEY,
  org_id        TEXT NOT NULL,
  id            TEXT NOT NULL,
  name          TEXT NOT NULL COLLATE NOCASE,
  description   TEXT NOT NULL,
  status        TEXT NOT NULL CHECK (status IN ('draft', 'active', 'paused', 'archived')),
  tags          TEXT NOT NULL,
  config        TEXT NOT NULL,
  revision      INTEGER NOT NULL DEFAULT 1,
  created_by    TEXT NOT NULL,
  updated_by    TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL,
  deleted_at_ms INTEGER,
  version       INTEGER NOT NULL DEFAULT 1,
  UNIQUE (org_id, id)
) STRICT;

CREATE UNIQUE INDEX pipelines_by_name ON pipelines (org_id, name) WHERE deleted_at_ms IS NULL;
CREATE INDEX pipelines_by_change ON pipelines (org_id, updated_at_ms, id) WHERE deleted_at_ms IS NULL;
CREATE INDEX pipelines_deleted ON pipelines (deleted_at_ms) WHERE deleted_at_ms IS NOT NULL;

-- pipeline_revisions: what a pipeline was after each change. Owner: pipelines. Never changed.
CREATE TABLE pipeline_revisions (
  org_id      TEXT NOT NULL,
  pipeline_id TEXT NOT NULL,
  revision    INTEGER NOT NULL,
  at_ms       INTEGER NOT NULL,
  author      TEXT NOT NULL,
  note        TEXT NOT NULL,
  name        TEXT NOT NULL,
  description TEXT NOT NULL,
  status      TEXT NOT NULL,
  tags        TEXT NOT NULL,
  config      TEXT NOT NULL,
  PRIMARY KEY (org_id, pipeline_id, revision),
  FOREIGN KEY (org_id, pipeline_id) REFERENCES pipelines (org_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- pipeline_search: full text of names and descriptions; rowid is the pipeline's, org its tenant. Owner: pipelines, by
-- triggers.
CREATE VIRTUAL TABLE pipeline_search USING fts5 (
  org, name, description, content = '', contentless_delete = 1, prefix = '2 3'
);

CREATE TRIGGER pipelines_searchable AFTER INSERT ON pipelines BEGIN
  INSERT INTO pipeline_search (rowid, org, name, description) VALUES (new.rowid, new.org_id, new.name, new.description);
END;

CREATE TRIGGER pipelines_searchable_again AFTER UPDATE OF name, description ON pipelines BEGIN
  DELETE FROM pipeline_search WHERE rowid = old.rowid;
  INSERT INTO pipeline_search (rowid, org, name, description) VALUES (new.rowid, new.org_id, new.name, new.description);
END;

CREATE TRIGGER pipelines_unsearchable AFTER DELETE ON pipelines BEGIN
  DELETE FROM pipeline_search WHERE rowid = old.rowid;
END;

-- ai_requests: a call that the gateway passed on, or refused once it knew the caller. Owner: ai. id is the ledger's request_id:
-- tokens and cost are there. usage is what the provider says it used, or a guess where estimated. error is a code of ours, or
-- 'provider' for a refusal of the provider's. routing is JSON: the attempts, and the rules that had a say; null before there were
-- rules. cached: an answer of before was given again. Goes 90 days after at_ms.
CREATE TABLE ai_requests (
  org_id              TEXT NOT NULL,
  id                  TEXT NOT NULL,
  at_ms               INTEGER NOT NULL,
  provider            TEXT NOT NULL CHECK (provider IN ('anthropic', 'openai', 'gemini')),
  endpoint            TEXT NOT NULL,
  model               TEXT NOT NULL,
  answered_model      TEXT NOT NULL,
  status              INTEGER NOT NULL,
  ending              TEXT NOT NULL CHECK (ending IN ('whole', 'cut', 'gone', 'capped', 'failed')),
  error               TEXT NOT NULL,
  finish_reason       TEXT NOT NULL,
  provider_request_id TEXT NOT NULL,
  streamed            INTEGER NOT NULL CHECK (streamed IN (0, 1)),
  estimated           INTEGER NOT NULL CHECK (estimated IN (0, 1)),
  first_byte_ms       INTEGER NOT NULL CHECK (first_byte_ms >= 0),
  duration_ms         INTEGER NOT NULL CHECK (duration_ms >= first_byte_ms),
  usage               TEXT CHECK (json_valid(usage)),
  tags                TEXT NOT NULL CHECK (json_valid(tags)),
  vault_key_id        TEXT,
  key_id              TEXT,
  user_id             TEXT,
  agent_id            TEXT,
  pipeline_id         TEXT,
  execution_id        TEXT,
  session_id          TEXT,
  routing             TEXT CHECK (json_valid(routing)),
  cached              INTEGER NOT NULL DEFAULT 0 CHECK (cached IN (0, 1)),
  PRIMARY KEY (org_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ai_requests_by_time ON ai_requests (org_id, at_ms, id);
CREATE INDEX ai_requests_by_age ON ai_requests (at_ms);

-- ai_rules: what holds for the calls of an org. Owner: ai. conditions and actions are JSON, the `when` and the `then` of its body;
-- vault_key_ids are the secrets that actions name, model_names the names under which the prices of the models that they name
-- are kept (metering/model_name.h), so that a call finds both in its first look. A name that is missing there costs a look more.
CREATE TABLE ai_rules (
  org_id        TEXT NOT NULL,
  id            TEXT NOT NULL,
  name          TEXT NOT NULL,
  enabled       INTEGER NOT NULL CHECK (enabled IN (0, 1)),
  position      INTEGER NOT NULL CHECK (position BETWEEN 0 AND 1000000),
  conditions    TEXT NOT NULL CHECK (json_valid(conditions)),
  actions       TEXT NOT NULL CHECK (json_valid(actions)),
  vault_key_ids TEXT NOT NULL CHECK (json_valid(vault_key_ids)),
  created_at_ms INTEGER NOT NULL,
  version       INTEGER NOT NULL DEFAULT 1,
  model_names   TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(model_names)),
  PRIMARY KEY (org_id, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX ai_rules_in_order ON ai_rules (org_id, position, id);

-- ai_limit_use: what calls under a rule's limit of tokens or cost used in a window of it. Owner: ai. bucket names the rule, the
-- limit's place in it and whom it counts. Goes when the window has ended.
CREATE TABLE ai_limit_use (
  org_id        TEXT NOT NULL,
  bucket        TEXT NOT NULL,
  window_at_ms  INTEGER NOT NULL,
  ends_at_ms    INTEGER NOT NULL,
  tokens        INTEGER NOT NULL CHECK (tokens >= 0),
  cost_nano_usd INTEGER NOT NULL CHECK (cost_nano_usd >= 0),
  PRIMARY KEY (org_id, bucket, window_at_ms)
) STRICT, WITHOUT ROWID;

CREATE INDEX ai_limit_use_by_end ON ai_limit_use (ends_at_ms);

-- ai_claims: what a call under way takes of each budget with a hard stop that it counts to, and what the fullest of them left as
-- it began. Owner: ai. Holds until the ledger has the call, at most until ends_at_ms; goes with the next claim of the org.
CREATE TABLE ai_claims (
  org_id        TEXT NOT NULL,
  request_id    TEXT NOT NULL,
  budget_id     TEXT NOT NULL,
  nano_usd      INTEGER NOT NULL CHECK (nano_usd > 0),
  room_nano_usd INTEGER NOT NULL,
  ends_at_ms    INTEGER NOT NULL,
  PRIMARY KEY (org_id, request_id, budget_id)
) STRICT, WITHOUT ROWID;

-- ai_settings: what an org lets be kept of its calls' words; without a row nothing. Owner: ai.
CREATE TABLE ai_settings (
  org_id       TEXT NOT NULL PRIMARY KEY,
  keep_content INTEGER NOT NULL CHECK (keep_content IN (0, 1)),
  content_days INTEGER NOT NULL CHECK (content_days BETWEEN 1 AND 90),
  version      INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

-- ai_contents: what a call asked and was answered, without secrets and personal data, each at most 32 KiB. Owner: ai. Goes at
-- expires_at_ms, or at night once the org keeps none.
CREATE TABLE ai_contents (
  org_id        TEXT NOT NULL,
  request_id    TEXT NOT NULL,
  expires_at_ms INTEGER NOT NULL,
  prompt        TEXT NOT NULL,
  answer        TEXT NOT NULL,
  PRIMARY KEY (org_id, request_id)
) STRICT;

CREATE INDEX ai_contents_by_end ON ai_contents (expires_at_ms);

-- ai_models: what is known of the catalogue's models beside their prices. Owner: ai; no route writes it. context_tokens and
-- output_max_tokens are null where unknown; capabilities is a JSON array of words; retires_on is a day, 'YYYY-MM-DD', where told.
CREATE TABLE ai_models (
  provider          TEXT NOT NULL,
  model             TEXT NOT NULL,
  context_tokens    INTEGER,
  output_max_tokens INTEGER,
  capabilities      TEXT NOT NULL CHECK (json_valid(capabilities)),
  retires_on        TEXT,
  PRIMARY KEY (provider, model)
) STRICT, WITHOUT ROWID;

-- otlp_traces: sums of the chunks of each trace, kept by a trigger. Owner: otlp. name and service are of the root, until it came of
-- the earliest span.
CREATE TABLE otlp_traces (
  org_id      TEXT NOT NULL,
  trace_id    TEXT NOT NULL,
  start_at_us INTEGER NOT NULL,
  end_at_us   INTEGER NOT NULL,
  span_count  INTEGER NOT NULL,
  error_count INTEGER NOT NULL,
  root        INTEGER NOT NULL CHECK (root IN (0, 1)),
  name        TEXT NOT NULL,
  service     TEXT NOT NULL,
  PRIMARY KEY (org_id, trace_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX otlp_traces_newest ON otlp_traces (org_id, start_at_us, trace_id);

-- otlp_spans: the spans that came together for one trace, a JSON list as functions/otlp/traces.h says, packed as
-- shared/core/pack.h says; id is a UUIDv7 of the first one's time and the request's hash, so a retry is kept once. span_ids, a
-- JSON list as long, has null for a span that another chunk holds and this one so does not show; resource_ids are those that its
-- spans name. Chunks of before have neither, and their list is not packed. Owner: otlp.
CREATE TABLE otlp_spans (
  org_id       TEXT NOT NULL,
  trace_id     TEXT NOT NULL,
  id           TEXT NOT NULL,
  start_at_us  INTEGER NOT NULL,
  end_at_us    INTEGER NOT NULL,
  span_count   INTEGER NOT NULL CHECK (span_count > 0),
  error_count  INTEGER NOT NULL,
  root         INTEGER NOT NULL CHECK (root IN (0, 1)),
  name         TEXT NOT NULL,
  service      TEXT NOT NULL,
  spans        TEXT NOT NULL,
  span_ids     TEXT NOT NULL DEFAULT '',
  resource_ids TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (org_id, trace_id, id)
) STRICT;

CREATE INDEX otlp_spans_oldest ON otlp_spans (org_id, id);

CREATE TRIGGER otlp_spans_added AFTER INSERT ON otlp_spans BEGIN
  INSERT INTO otlp_traces (org_id, trace_id, start_at_us, end_at_us, span_count, error_count, root, name, service)
  VALUES (new.org_id, new.trace_id, new.start_at_us, new.end_at_us, new.span_count, new.error_count, new.root,
          new.name, new.service)
      ON CONFLICT (org_id, trace_id) DO UPDATE
     SET name = CASE WHEN excluded.root > root OR (excluded.root = root AND excluded.start_at_us < start_at_us)
                     THEN excluded.name ELSE name END,
         service = CASE WHEN excluded.root > root OR (excluded.root = root AND excluded.start_at_us < start_at_us)
                        THEN excluded.service ELSE service END,
         root = max(root, excluded.root),
         start_at_us = min(start_at_us, excluded.start_at_us),
         end_at_us = max(end_at_us, excluded.end_at_us),
         span_count = span_count + excluded.span_count,
         error_count = error_count + excluded.error_count;
END;

-- otlp_resources: attributes of what sent spans, by their hash. Owner: otlp.
CREATE TABLE otlp_resources (
  org_id     TEXT NOT NULL,
  id         TEXT NOT NULL,
  attributes TEXT NOT NULL,
  seen_at_ms INTEGER NOT NULL,
  PRIMARY KEY (org_id, id)
) STRICT, WITHOUT ROWID;

-- otlp_logs: records that came together, in the order of their times; id as of otlp_spans. Owner: otlp.
CREATE TABLE otlp_logs (
  org_id       TEXT NOT NULL,
  id           TEXT NOT NULL,
  first_at_us  INTEGER NOT NULL,
  last_at_us   INTEGER NOT NULL,
  record_count INTEGER NOT NULL CHECK (record_count > 0),
  records      TEXT NOT NULL,
  PRIMARY KEY (org_id, id)
) STRICT;

-- otlp_metrics: what was said of each metric last. Owner: otlp.
CREATE TABLE otlp_metrics (
  org_id      TEXT NOT NULL,
  name        TEXT NOT NULL,
  kind        TEXT NOT NULL,
  unit        TEXT NOT NULL,
  description TEXT NOT NULL,
  temporality TEXT NOT NULL,
  monotonic   INTEGER NOT NULL CHECK (monotonic IN (0, 1)),
  last_at_ms  INTEGER NOT NULL,
  PRIMARY KEY (org_id, name)
) STRICT, WITHOUT ROWID;

-- otlp_points: points of one metric that came together; id as of otlp_spans. Owner: otlp.
CREATE TABLE otlp_points (
  org_id      TEXT NOT NULL,
  name        TEXT NOT NULL,
  id          TEXT NOT NULL,
  first_at_us INTEGER NOT NULL,
  last_at_us  INTEGER NOT NULL,
  point_count INTEGER NOT NULL CHECK (point_count > 0),
  points      TEXT NOT NULL,
  PRIMARY KEY (org_id, name, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX otlp_points_oldest ON otlp_points (org_id, id);
