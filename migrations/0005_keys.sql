-- Access keys and how often they are used.

CREATE TABLE org_keks (
  org_id        TEXT NOT NULL,
  version       INTEGER NOT NULL CHECK (version >= 1),
  root_id       TEXT NOT NULL CHECK (length(root_id) = 16),
  sealed        BLOB NOT NULL,
  created_at_ms INTEGER NOT NULL,
  retired_at_ms INTEGER,
  PRIMARY KEY (org_id, version)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE key_usage_days (
  org_id          TEXT NOT NULL,
  key_id          TEXT NOT NULL,
  day_at_ms       INTEGER NOT NULL,
  uses            INTEGER NOT NULL,
  last_used_at_ms INTEGER NOT NULL,
  PRIMARY KEY (org_id, key_id, day_at_ms)
) STRICT, WITHOUT ROWID;
