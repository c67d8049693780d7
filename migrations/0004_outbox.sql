CREATE TABLE subscribers (
  topic    TEXT NOT NULL,
  function TEXT NOT NULL,
  PRIMARY KEY (topic, function)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE jobs (
  function   TEXT NOT NULL,
  name       TEXT NOT NULL,
  last_at_ms INTEGER NOT NULL,
  PRIMARY KEY (function, name)
) STRICT, WITHOUT ROWID;
