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
