-- Their rows grow beyond a quarter of a page, which WITHOUT ROWID keeps in overflow pages that each search by the key reads.

ALTER TABLE error_events RENAME TO error_events_before;

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
) STRICT;

INSERT INTO error_events
SELECT org_id, id, issue_id, fingerprint, at_ms, received_at_ms, level, release, environment, person, payload
  FROM error_events_before
 ORDER BY org_id, id;

DROP TABLE error_events_before;

CREATE INDEX error_events_by_issue ON error_events (org_id, issue_id, at_ms, id);

ALTER TABLE telemetry_batches RENAME TO telemetry_batches_before;

CREATE TABLE telemetry_batches (
  org_id         TEXT NOT NULL,
  id             TEXT NOT NULL,
  received_at_ms INTEGER NOT NULL,
  event_count    INTEGER NOT NULL CHECK (event_count > 0),
  events         TEXT NOT NULL,
  first_at_ms    INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (org_id, id)
) STRICT;

INSERT INTO telemetry_batches
SELECT org_id, id, received_at_ms, event_count, events, first_at_ms
  FROM telemetry_batches_before
 ORDER BY org_id, id;

DROP TABLE telemetry_batches_before;

CREATE INDEX telemetry_batches_times ON telemetry_batches (org_id, id, first_at_ms, event_count);

ALTER TABLE otlp_spans RENAME TO otlp_spans_before;

CREATE TABLE otlp_spans (
  org_id       TEXT NOT NULL,
  trace_id     TEXT NOT NULL,
  id           TEXT NOT NULL,
  start_at_us  INTEGER NOT NULL,
  end_at_us    INTEGER NOT NULL,
  span_count   INTEGER NOT NULL CHECK (span_count > 0),
  error_count  INTEGER NOT NULL,
  root         INTEGER NOT NULL CHECK (root IN (0, 1)),
  name         TEXT NOT NULL,
  service      TEXT NOT NULL,
  spans        TEXT NOT NULL,
  span_ids     TEXT NOT NULL DEFAULT '',
  resource_ids TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (org_id, trace_id, id)
) STRICT;

INSERT INTO otlp_spans
SELECT org_id, trace_id, id, start_at_us, end_at_us, span_count, error_count, root, name, service, spans,
       span_ids, resource_ids
  FROM otlp_spans_before
 ORDER BY org_id, trace_id, id;

DROP TABLE otlp_spans_before;

CREATE INDEX otlp_spans_oldest ON otlp_spans (org_id, id);

CREATE TRIGGER otlp_spans_added AFTER INSERT ON otlp_spans BEGIN
  INSERT INTO otlp_traces (org_id, trace_id, start_at_us, end_at_us, span_count, error_count, root, name, service)
  VALUES (new.org_id, new.trace_id, new.start_at_us, new.end_at_us, new.span_count, new.error_count, new.root,
          new.name, new.service)
      ON CONFLICT (org_id, trace_id) DO UPDATE
     SET name = CASE WHEN excluded.root > root OR (excluded.root = root AND excluded.start_at_us < start_at_us)
                     THEN excluded.name ELSE name END,
         service = CASE WHEN excluded.root > root OR (excluded.root = root AND excluded.start_at_us < start_at_us)
                        THEN excluded.service ELSE service END,
         root = max(root, excluded.root),
         start_at_us = min(start_at_us, excluded.start_at_us),
         end_at_us = max(end_at_us, excluded.end_at_us),
         span_count = span_count + excluded.span_count,
         error_count = error_count + excluded.error_count;
END;

ALTER TABLE otlp_logs RENAME TO otlp_logs_before;

CREATE TABLE otlp_logs (
  org_id       TEXT NOT NULL,
  id           TEXT NOT NULL,
  first_at_us  INTEGER NOT NULL,
  last_at_us   INTEGER NOT NULL,
  record_count INTEGER NOT NULL CHECK (record_count > 0),
  records      TEXT NOT NULL,
  PRIMARY KEY (org_id, id)
) STRICT;

INSERT INTO otlp_logs
SELECT org_id, id, first_at_us, last_at_us, record_count, records
  FROM otlp_logs_before
 ORDER BY org_id, id;

DROP TABLE otlp_logs_before;

ALTER TABLE ai_contents RENAME TO ai_contents_before;

CREATE TABLE ai_contents (
  org_id        TEXT NOT NULL,
  request_id    TEXT NOT NULL,
  expires_at_ms INTEGER NOT NULL,
  prompt        TEXT NOT NULL,
  answer        TEXT NOT NULL,
  PRIMARY KEY (org_id, request_id)
) STRICT;

INSERT INTO ai_contents
SELECT org_id, request_id, expires_at_ms, prompt, answer
  FROM ai_contents_before
 ORDER BY org_id, request_id;

DROP TABLE ai_contents_before;

CREATE INDEX ai_contents_by_end ON ai_contents (expires_at_ms);
