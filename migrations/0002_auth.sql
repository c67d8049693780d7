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

CREATE TABLE orgs (
  id            TEXT NOT NULL PRIMARY KEY,
  name          TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL,
  version       INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
  sample        INTEGER NOT NULL DEFAULT 0 CHECK (sample IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE memberships (
  org_id       TEXT NOT NULL REFERENCES orgs (id),
  user_id      TEXT NOT NULL REFERENCES users (id),
  role         TEXT NOT NULL CHECK (role IN ('viewer', 'member', 'admin', 'owner')),
  status       TEXT NOT NULL CHECK (status IN ('active', 'suspended')),
  invited_by   TEXT,
  joined_at_ms INTEGER NOT NULL,
  PRIMARY KEY (org_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX memberships_by_user ON memberships (user_id, org_id);

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

CREATE TABLE login_attempts (
  subject    TEXT NOT NULL PRIMARY KEY,
  attempts   INTEGER NOT NULL CHECK (attempts >= 0),
  last_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX login_attempts_by_age ON login_attempts (last_at_ms);
