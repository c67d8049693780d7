CREATE TABLE email_changes (
  user_id       TEXT NOT NULL PRIMARY KEY REFERENCES users (id),
  email         TEXT NOT NULL COLLATE NOCASE CHECK (length(email) BETWEEN 3 AND 254),
  token_hash    TEXT NOT NULL CHECK (length(token_hash) = 64),
  expires_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX email_changes_by_end ON email_changes (expires_at_ms);
