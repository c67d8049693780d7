-- Their rows hold sketches, which WITHOUT ROWID keeps in overflow pages that every walk over the key reads.

ALTER TABLE telemetry_minutes RENAME TO telemetry_minutes_before;

CREATE TABLE telemetry_minutes (
  org_id            TEXT NOT NULL,
  minute_at_ms      INTEGER NOT NULL,
  event_count       INTEGER NOT NULL,
  view_count        INTEGER NOT NULL,
  action_count      INTEGER NOT NULL,
  performance_count INTEGER NOT NULL,
  error_count       INTEGER NOT NULL,
  duration_count    INTEGER NOT NULL,
  duration_sum_us   INTEGER NOT NULL,
  durations         TEXT NOT NULL,
  PRIMARY KEY (org_id, minute_at_ms)
) STRICT;

INSERT INTO telemetry_minutes
SELECT org_id, minute_at_ms, event_count, view_count, action_count, performance_count, error_count,
       duration_count, duration_sum_us, durations
  FROM telemetry_minutes_before
 ORDER BY org_id, minute_at_ms;

DROP TABLE telemetry_minutes_before;

ALTER TABLE telemetry_hours RENAME TO telemetry_hours_before;

CREATE TABLE telemetry_hours (
  org_id            TEXT NOT NULL,
  hour_at_ms        INTEGER NOT NULL,
  event_count       INTEGER NOT NULL,
  view_count        INTEGER NOT NULL,
  action_count      INTEGER NOT NULL,
  performance_count INTEGER NOT NULL,
  error_count       INTEGER NOT NULL,
  duration_count    INTEGER NOT NULL,
  duration_sum_us   INTEGER NOT NULL,
  durations         TEXT NOT NULL,
  PRIMARY KEY (org_id, hour_at_ms)
) STRICT;

INSERT INTO telemetry_hours
SELECT org_id, hour_at_ms, event_count, view_count, action_count, performance_count, error_count,
       duration_count, duration_sum_us, durations
  FROM telemetry_hours_before
 ORDER BY org_id, hour_at_ms;

DROP TABLE telemetry_hours_before;

CREATE INDEX telemetry_hours_events ON telemetry_hours (org_id, hour_at_ms, event_count);

ALTER TABLE telemetry_days RENAME TO telemetry_days_before;

CREATE TABLE telemetry_days (
  org_id            TEXT NOT NULL,
  day_at_ms         INTEGER NOT NULL,
  event_count       INTEGER NOT NULL,
  view_count        INTEGER NOT NULL,
  action_count      INTEGER NOT NULL,
  performance_count INTEGER NOT NULL,
  error_count       INTEGER NOT NULL,
  duration_count    INTEGER NOT NULL,
  duration_sum_us   INTEGER NOT NULL,
  durations         TEXT NOT NULL,
  PRIMARY KEY (org_id, day_at_ms)
) STRICT;

INSERT INTO telemetry_days
SELECT org_id, day_at_ms, event_count, view_count, action_count, performance_count, error_count,
       duration_count, duration_sum_us, durations
  FROM telemetry_days_before
 ORDER BY org_id, day_at_ms;

DROP TABLE telemetry_days_before;

CREATE INDEX telemetry_days_events ON telemetry_days (org_id, day_at_ms, event_count);

ALTER TABLE telemetry_components_hours RENAME TO telemetry_components_hours_before;

CREATE TABLE telemetry_components_hours (
  org_id          TEXT NOT NULL,
  hour_at_ms      INTEGER NOT NULL,
  component       TEXT NOT NULL,
  event_count     INTEGER NOT NULL,
  error_count     INTEGER NOT NULL,
  duration_count  INTEGER NOT NULL,
  duration_sum_us INTEGER NOT NULL,
  durations       TEXT NOT NULL,
  PRIMARY KEY (org_id, hour_at_ms, component)
) STRICT;

INSERT INTO telemetry_components_hours
SELECT org_id, hour_at_ms, component, event_count, error_count,
       duration_count, duration_sum_us, durations
  FROM telemetry_components_hours_before
 ORDER BY org_id, hour_at_ms, component;

DROP TABLE telemetry_components_hours_before;

ALTER TABLE telemetry_components_days RENAME TO telemetry_components_days_before;

CREATE TABLE telemetry_components_days (
  org_id          TEXT NOT NULL,
  day_at_ms       INTEGER NOT NULL,
  component       TEXT NOT NULL,
  event_count     INTEGER NOT NULL,
  error_count     INTEGER NOT NULL,
  duration_count  INTEGER NOT NULL,
  duration_sum_us INTEGER NOT NULL,
  durations       TEXT NOT NULL,
  PRIMARY KEY (org_id, day_at_ms, component)
) STRICT;

INSERT INTO telemetry_components_days
SELECT org_id, day_at_ms, component, event_count, error_count,
       duration_count, duration_sum_us, durations
  FROM telemetry_components_days_before
 ORDER BY org_id, day_at_ms, component;

DROP TABLE telemetry_components_days_before;

ALTER TABLE telemetry_components_weeks RENAME TO telemetry_components_weeks_before;

CREATE TABLE telemetry_components_weeks (
  org_id          TEXT NOT NULL,
  week_at_ms      INTEGER NOT NULL,
  component       TEXT NOT NULL,
  event_count     INTEGER NOT NULL,
  error_count     INTEGER NOT NULL,
  duration_count  INTEGER NOT NULL,
  duration_sum_us INTEGER NOT NULL,
  durations       TEXT NOT NULL,
  PRIMARY KEY (org_id, week_at_ms, component)
) STRICT;

INSERT INTO telemetry_components_weeks
SELECT org_id, week_at_ms, component, event_count, error_count,
       duration_count, duration_sum_us, durations
  FROM telemetry_components_weeks_before
 ORDER BY org_id, week_at_ms, component;

DROP TABLE telemetry_components_weeks_before;
