ALTER TABLE memberships ADD COLUMN last_active_at_ms INTEGER NOT NULL DEFAULT 0;

ALTER TABLE memberships ADD COLUMN version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1);

CREATE INDEX memberships_by_joining ON memberships (org_id, joined_at_ms, user_id);

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

CREATE TRIGGER audit_log_kept BEFORE DELETE ON audit_log BEGIN
  SELECT RAISE(ABORT, 'audit_log is append-only');
END;

CREATE TRIGGER audit_log_sealed BEFORE UPDATE ON audit_log
  WHEN old.hash IS NOT NULL OR new.hash IS NULL
BEGIN
  SELECT RAISE(ABORT, 'audit_log is append-only');
END;

CREATE TABLE audit_heads (
  org_id   TEXT NOT NULL PRIMARY KEY,
  sequence INTEGER NOT NULL CHECK (sequence >= 1),
  hash     TEXT NOT NULL CHECK (length(hash) = 64),
  seal     TEXT NOT NULL CHECK (length(seal) = 64)
) STRICT, WITHOUT ROWID;
