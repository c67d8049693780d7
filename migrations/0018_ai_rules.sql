ALTER TABLE ai_requests ADD COLUMN routing TEXT CHECK (json_valid(routing));
ALTER TABLE ai_requests ADD COLUMN cached INTEGER NOT NULL DEFAULT 0 CHECK (cached IN (0, 1));

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
  PRIMARY KEY (org_id, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX ai_rules_in_order ON ai_rules (org_id, position, id);

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

CREATE TABLE ai_settings (
  org_id       TEXT NOT NULL PRIMARY KEY,
  keep_content INTEGER NOT NULL CHECK (keep_content IN (0, 1)),
  content_days INTEGER NOT NULL CHECK (content_days BETWEEN 1 AND 90),
  version      INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

CREATE TABLE ai_contents (
  org_id        TEXT NOT NULL,
  request_id    TEXT NOT NULL,
  expires_at_ms INTEGER NOT NULL,
  prompt        TEXT NOT NULL,
  answer        TEXT NOT NULL,
  PRIMARY KEY (org_id, request_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX ai_contents_by_end ON ai_contents (expires_at_ms);
