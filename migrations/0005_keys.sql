-- Access keys and how often they are used.

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
  PRIMARY KEY (org_id, id),
  CHECK ((limit_capacity IS NULL) = (limit_window_ms IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX access_keys_by_age ON access_keys (org_id, created_at_ms, id);

CREATE TABLE key_usage_days (
  org_id          TEXT NOT NULL,
  key_id          TEXT NOT NULL,
  day_at_ms       INTEGER NOT NULL,
  uses            INTEGER NOT NULL,
  last_used_at_ms INTEGER NOT NULL,
  PRIMARY KEY (org_id, key_id, day_at_ms)
) STRICT, WITHOUT ROWID;
