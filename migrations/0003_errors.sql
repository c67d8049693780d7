CREATE TABLE projects (
  org_id        TEXT NOT NULL,
  id            TEXT NOT NULL,
  number        INTEGER NOT NULL UNIQUE,
  name          TEXT NOT NULL,
  public_key    TEXT NOT NULL UNIQUE,
  created_at_ms INTEGER NOT NULL,
  PRIMARY KEY (org_id, id),
  UNIQUE (org_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE error_issues (
  org_id              TEXT NOT NULL,
  id                  TEXT NOT NULL,
  project_id          TEXT NOT NULL,
  title               TEXT NOT NULL,
  culprit             TEXT NOT NULL,
  error_type          TEXT NOT NULL,
  message             TEXT NOT NULL,
  grouped_by          TEXT NOT NULL,
  level               TEXT NOT NULL,
  severity            TEXT NOT NULL CHECK (severity IN ('low', 'medium', 'high', 'critical')),
  state               TEXT NOT NULL CHECK (state IN ('unresolved', 'resolved', 'muted')),
  state_since_ms      INTEGER NOT NULL,
  resolution_notes    TEXT,
  resolved_in_release TEXT,
  muted_until_ms      INTEGER,
  muted_until_events  INTEGER,
  muted_at_events     INTEGER,
  assignee_id         TEXT,
  pipeline_id         TEXT,
  execution_id        TEXT,
  environment         TEXT NOT NULL,
  release             TEXT NOT NULL,
  first_seen_at_ms    INTEGER NOT NULL,
  last_seen_at_ms     INTEGER NOT NULL,
  event_count         INTEGER NOT NULL CHECK (event_count >= 0),
  people_count        INTEGER NOT NULL DEFAULT 0 CHECK (people_count >= 0),
  version             INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (org_id, id)
) STRICT;

CREATE INDEX error_issues_by_last_seen ON error_issues (org_id, last_seen_at_ms, id);
CREATE INDEX error_issues_by_first_seen ON error_issues (org_id, first_seen_at_ms, id);
CREATE INDEX error_issues_by_events ON error_issues (org_id, event_count, id);
CREATE INDEX error_issues_by_people ON error_issues (org_id, people_count, id);

CREATE TABLE error_fingerprints (
  org_id           TEXT NOT NULL,
  project_id       TEXT NOT NULL,
  fingerprint      TEXT NOT NULL,
  issue_id         TEXT NOT NULL,
  grouping_version INTEGER NOT NULL,
  grouped_by       TEXT NOT NULL,
  PRIMARY KEY (org_id, project_id, fingerprint),
  FOREIGN KEY (org_id, issue_id) REFERENCES error_issues (org_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX error_fingerprints_by_issue ON error_fingerprints (org_id, issue_id);

CREATE TABLE error_events (
  org_id       TEXT NOT NULL,
  id           TEXT NOT NULL,
  issue_id     TEXT NOT NULL,
  fingerprint  TEXT NOT NULL,
  at_ms        INTEGER NOT NULL,
  received_at_ms INTEGER NOT NULL,
  level        TEXT NOT NULL,
  release      TEXT NOT NULL,
  environment  TEXT NOT NULL,
  person       TEXT NOT NULL,
  payload      TEXT NOT NULL,
  PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, issue_id) REFERENCES error_issues (org_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX error_events_by_issue ON error_events (org_id, issue_id, at_ms, id);

CREATE TABLE error_hours (
  org_id      TEXT NOT NULL,
  issue_id    TEXT NOT NULL,
  hour_at_ms  INTEGER NOT NULL,
  event_count INTEGER NOT NULL,
  PRIMARY KEY (org_id, issue_id, hour_at_ms)
) STRICT, WITHOUT ROWID;

CREATE TABLE error_people (
  org_id   TEXT NOT NULL,
  issue_id TEXT NOT NULL,
  person   TEXT NOT NULL,
  PRIMARY KEY (org_id, issue_id, person),
  FOREIGN KEY (org_id, issue_id) REFERENCES error_issues (org_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TRIGGER error_people_counted AFTER INSERT ON error_people BEGIN
  UPDATE error_issues SET people_count = people_count + 1 WHERE org_id = new.org_id AND id = new.issue_id;
END;

CREATE TABLE error_facets (
  org_id      TEXT NOT NULL,
  issue_id    TEXT NOT NULL,
  kind        TEXT NOT NULL,
  value       TEXT NOT NULL,
  event_count INTEGER NOT NULL,
  PRIMARY KEY (org_id, issue_id, kind, value),
  FOREIGN KEY (org_id, issue_id) REFERENCES error_issues (org_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE error_history (
  org_id   TEXT NOT NULL,
  id       TEXT NOT NULL,
  issue_id TEXT NOT NULL,
  at_ms    INTEGER NOT NULL,
  kind     TEXT NOT NULL,
  actor_id TEXT,
  reason   TEXT NOT NULL,
  PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, issue_id) REFERENCES error_issues (org_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX error_history_by_issue ON error_history (org_id, issue_id, at_ms, id);

CREATE VIRTUAL TABLE error_search USING fts5 (
  org, title, culprit, content = '', contentless_delete = 1, prefix = '2 3'
);

CREATE TRIGGER error_issues_searchable AFTER INSERT ON error_issues BEGIN
  INSERT INTO error_search (rowid, org, title, culprit) VALUES (new.rowid, new.org_id, new.title, new.culprit);
END;

CREATE TRIGGER error_issues_unsearchable AFTER DELETE ON error_issues BEGIN
  DELETE FROM error_search WHERE rowid = old.rowid;
  DELETE FROM error_hours WHERE org_id = old.org_id AND issue_id = old.id;
END;
