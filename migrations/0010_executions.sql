CREATE TABLE executions (
  rowid         INTEGER PRIMARY KEY,
  org_id        TEXT NOT NULL,
  id            TEXT NOT NULL,
  pipeline_id   TEXT,
  name          TEXT NOT NULL,
  status        TEXT NOT NULL CHECK (status IN ('pending', 'running', 'success', 'failed', 'cancelled')),
  "trigger"     TEXT NOT NULL CHECK ("trigger" IN ('manual', 'api', 'schedule', 'webhook', 'event', 'retry')),
  progress      INTEGER NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 100),
  step          TEXT NOT NULL DEFAULT '',
  error_message TEXT,
  started_by    TEXT NOT NULL,
  retry_of      TEXT,
  attempt       INTEGER NOT NULL DEFAULT 1,
  created_at_ms INTEGER NOT NULL,
  started_at_ms INTEGER,
  finished_at_ms INTEGER,
  duration_ms   INTEGER,
  log_count     INTEGER NOT NULL DEFAULT 0,
  version       INTEGER NOT NULL DEFAULT 1,
  input         TEXT NOT NULL DEFAULT 'null',
  metrics       TEXT NOT NULL DEFAULT 'null',
  result        TEXT NOT NULL DEFAULT 'null',
  error         TEXT NOT NULL DEFAULT 'null',
  UNIQUE (org_id, id),
  CHECK ((finished_at_ms IS NULL) = (status IN ('pending', 'running')))
) STRICT;

CREATE INDEX executions_newest ON executions (org_id, created_at_ms, id);
CREATE INDEX executions_by_status ON executions (org_id, status, created_at_ms, id);
CREATE INDEX executions_by_pipeline ON executions (org_id, pipeline_id, created_at_ms, id);
CREATE INDEX executions_finished ON executions (finished_at_ms);

CREATE TABLE execution_logs (
  org_id       TEXT NOT NULL,
  execution_id TEXT NOT NULL,
  number       INTEGER NOT NULL,
  at_ms        INTEGER NOT NULL,
  level        TEXT NOT NULL CHECK (level IN ('debug', 'info', 'warning', 'error')),
  step         TEXT NOT NULL,
  message      TEXT NOT NULL,
  fields       TEXT NOT NULL,
  PRIMARY KEY (org_id, execution_id, number),
  FOREIGN KEY (org_id, execution_id) REFERENCES executions (org_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE execution_hours (
  org_id      TEXT NOT NULL,
  pipeline_id TEXT NOT NULL,
  hour_at_ms  INTEGER NOT NULL,
  started     INTEGER NOT NULL DEFAULT 0,
  success     INTEGER NOT NULL DEFAULT 0,
  failed      INTEGER NOT NULL DEFAULT 0,
  cancelled   INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (org_id, pipeline_id, hour_at_ms)
) STRICT, WITHOUT ROWID;

CREATE TABLE execution_durations (
  org_id      TEXT NOT NULL,
  pipeline_id TEXT NOT NULL,
  day_at_ms   INTEGER NOT NULL,
  bucket      INTEGER NOT NULL,
  runs        INTEGER NOT NULL,
  PRIMARY KEY (org_id, pipeline_id, day_at_ms, bucket)
) STRICT, WITHOUT ROWID;

CREATE TABLE execution_people_days (
  org_id    TEXT NOT NULL,
  person    TEXT NOT NULL,
  day_at_ms INTEGER NOT NULL,
  runs      INTEGER NOT NULL,
  PRIMARY KEY (org_id, person, day_at_ms)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE execution_search USING fts5 (
  org, name, error_message, content = '', contentless_delete = 1, prefix = '2 3'
);

CREATE TRIGGER executions_searchable AFTER INSERT ON executions BEGIN
  INSERT INTO execution_search (rowid, org, name, error_message)
  VALUES (new.rowid, new.org_id, new.name, coalesce(new.error_message, ''));
END;

CREATE TRIGGER executions_searchable_again AFTER UPDATE OF error_message ON executions
  WHEN new.error_message IS NOT old.error_message BEGIN
  DELETE FROM execution_search WHERE rowid = old.rowid;
  INSERT INTO execution_search (rowid, org, name, error_message)
  VALUES (new.rowid, new.org_id, new.name, coalesce(new.error_message, ''));
END;

CREATE TRIGGER executions_unsearchable AFTER DELETE ON executions BEGIN
  DELETE FROM execution_search WHERE rowid = old.rowid;
END;
