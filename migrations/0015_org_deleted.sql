ALTER TABLE orgs ADD COLUMN deleted_at_ms INTEGER;
ALTER TABLE notification_preferences ADD COLUMN digest TEXT CHECK (digest IN ('daily', 'weekly'));
ALTER TABLE notification_preferences ADD COLUMN digest_at_min INTEGER NOT NULL DEFAULT 480 CHECK (digest_at_min BETWEEN 0 AND 1439);
ALTER TABLE notification_preferences ADD COLUMN digest_zone TEXT NOT NULL DEFAULT 'UTC';
ALTER TABLE notification_preferences ADD COLUMN digest_from_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE notification_preferences ADD COLUMN digest_due_at_ms INTEGER;

CREATE INDEX notification_preferences_due ON notification_preferences (digest_due_at_ms) WHERE digest_due_at_ms IS NOT NULL;
