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

CREATE TABLE notification_preferences (
  org_id         TEXT NOT NULL,
  user_id        TEXT NOT NULL,
  choices        TEXT NOT NULL CHECK (length(choices) = 12),
  quiet_from_min INTEGER CHECK (quiet_from_min BETWEEN 0 AND 1439),
  quiet_to_min   INTEGER CHECK (quiet_to_min BETWEEN 0 AND 1439),
  zone           TEXT NOT NULL,
  version        INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
  PRIMARY KEY (org_id, user_id)
) STRICT, WITHOUT ROWID;

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
