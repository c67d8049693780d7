CREATE TABLE otlp_traces (
  org_id      TEXT NOT NULL,
  trace_id    TEXT NOT NULL,
  start_at_us INTEGER NOT NULL,
  end_at_us   INTEGER NOT NULL,
  span_count  INTEGER NOT NULL,
  error_count INTEGER NOT NULL,
  root        INTEGER NOT NULL CHECK (root IN (0, 1)),
  name        TEXT NOT NULL,
  service     TEXT NOT NULL,
  PRIMARY KEY (org_id, trace_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX otlp_traces_newest ON otlp_traces (org_id, start_at_us, trace_id);

CREATE TABLE otlp_spans (
  org_id      TEXT NOT NULL,
  trace_id    TEXT NOT NULL,
  id          TEXT NOT NULL,
  start_at_us INTEGER NOT NULL,
  end_at_us   INTEGER NOT NULL,
  span_count  INTEGER NOT NULL CHECK (span_count > 0),
  error_count INTEGER NOT NULL,
  root        INTEGER NOT NULL CHECK (root IN (0, 1)),
  name        TEXT NOT NULL,
  service     TEXT NOT NULL,
  spans       TEXT NOT NULL,
  PRIMARY KEY (org_id, trace_id, id)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE otlp_resources (
  org_id     TEXT NOT NULL,
  id         TEXT NOT NULL,
  attributes TEXT NOT NULL,
  seen_at_ms INTEGER NOT NULL,
  PRIMARY KEY (org_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE otlp_logs (
  org_id       TEXT NOT NULL,
  id           TEXT NOT NULL,
  first_at_us  INTEGER NOT NULL,
  last_at_us   INTEGER NOT NULL,
  record_count INTEGER NOT NULL CHECK (record_count > 0),
  records      TEXT NOT NULL,
  PRIMARY KEY (org_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE otlp_metrics (
  org_id      TEXT NOT NULL,
  name        TEXT NOT NULL,
  kind        TEXT NOT NULL,
  unit        TEXT NOT NULL,
  description TEXT NOT NULL,
  temporality TEXT NOT NULL,
  monotonic   INTEGER NOT NULL CHECK (monotonic IN (0, 1)),
  last_at_ms  INTEGER NOT NULL,
  PRIMARY KEY (org_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE otlp_points (
  org_id      TEXT NOT NULL,
  name        TEXT NOT NULL,
  id          TEXT NOT NULL,
  first_at_us INTEGER NOT NULL,
  last_at_us  INTEGER NOT NULL,
  point_count INTEGER NOT NULL CHECK (point_count > 0),
  points      TEXT NOT NULL,
  PRIMARY KEY (org_id, name, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX otlp_points_oldest ON otlp_points (org_id, id);
