CREATE TABLE telemetry_batches (
  org_id         TEXT NOT NULL,
  id             TEXT NOT NULL,
  received_at_ms INTEGER NOT NULL,
  event_count    INTEGER NOT NULL CHECK (event_count > 0),
  events         TEXT NOT NULL,
  PRIMARY KEY (org_id, id)
) STRICT, WITHOUT ROWID;

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
) STRICT, WITHOUT ROWID;

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
) STRICT, WITHOUT ROWID;

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
) STRICT, WITHOUT ROWID;

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
) STRICT, WITHOUT ROWID;

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
) STRICT, WITHOUT ROWID;

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
) STRICT, WITHOUT ROWID;

CREATE TABLE telemetry_pages_days (
  org_id     TEXT NOT NULL,
  day_at_ms  INTEGER NOT NULL,
  page       TEXT NOT NULL,
  view_count INTEGER NOT NULL,
  PRIMARY KEY (org_id, day_at_ms, page)
) STRICT, WITHOUT ROWID;

CREATE TABLE telemetry_people_hours (
  org_id     TEXT NOT NULL,
  subject    TEXT NOT NULL,
  person     TEXT NOT NULL,
  hour_at_ms INTEGER NOT NULL,
  PRIMARY KEY (org_id, subject, person, hour_at_ms)
) STRICT, WITHOUT ROWID;

CREATE TABLE telemetry_people_days (
  org_id    TEXT NOT NULL,
  subject   TEXT NOT NULL,
  person    TEXT NOT NULL,
  day_at_ms INTEGER NOT NULL,
  PRIMARY KEY (org_id, subject, person, day_at_ms)
) STRICT, WITHOUT ROWID;

CREATE TABLE telemetry_hour_visits (
  org_id         TEXT NOT NULL,
  subject        TEXT NOT NULL,
  hour_at_ms     INTEGER NOT NULL,
  previous_at_ms INTEGER NOT NULL,
  people_count   INTEGER NOT NULL CHECK (people_count >= 0),
  PRIMARY KEY (org_id, subject, hour_at_ms, previous_at_ms)
) STRICT, WITHOUT ROWID;

CREATE TABLE telemetry_day_visits (
  org_id         TEXT NOT NULL,
  subject        TEXT NOT NULL,
  day_at_ms      INTEGER NOT NULL,
  previous_at_ms INTEGER NOT NULL,
  people_count   INTEGER NOT NULL CHECK (people_count >= 0),
  PRIMARY KEY (org_id, subject, day_at_ms, previous_at_ms)
) STRICT, WITHOUT ROWID;

CREATE TABLE telemetry_cohorts (
  org_id           TEXT NOT NULL,
  first_week_at_ms INTEGER NOT NULL,
  week_at_ms       INTEGER NOT NULL,
  people_count     INTEGER NOT NULL CHECK (people_count >= 0),
  PRIMARY KEY (org_id, first_week_at_ms, week_at_ms)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER telemetry_people_hours_counted AFTER INSERT ON telemetry_people_hours BEGIN
  INSERT INTO telemetry_people_days (org_id, subject, person, day_at_ms)
  VALUES (new.org_id, new.subject, new.person, new.hour_at_ms - new.hour_at_ms % 86400000)
      ON CONFLICT (org_id, subject, person, day_at_ms) DO NOTHING;
  INSERT INTO telemetry_hour_visits (org_id, subject, hour_at_ms, previous_at_ms, people_count)
  SELECT new.org_id, new.subject, new.hour_at_ms, coalesce(max(hour_at_ms), 0), 1
    FROM telemetry_people_hours
   WHERE org_id = new.org_id AND subject = new.subject AND person = new.person
     AND hour_at_ms >= new.hour_at_ms - 172800000 AND hour_at_ms < new.hour_at_ms
  HAVING true
      ON CONFLICT (org_id, subject, hour_at_ms, previous_at_ms) DO UPDATE SET people_count = people_count + 1;
END;

CREATE TRIGGER telemetry_people_hours_parted AFTER INSERT ON telemetry_people_hours
WHEN EXISTS (SELECT 1 FROM telemetry_people_hours
              WHERE org_id = new.org_id AND subject = new.subject AND person = new.person
                AND hour_at_ms > new.hour_at_ms AND hour_at_ms <= new.hour_at_ms + 172800000)
BEGIN
  UPDATE telemetry_hour_visits SET people_count = people_count - 1
   WHERE org_id = new.org_id AND subject = new.subject
     AND hour_at_ms = (SELECT min(hour_at_ms) FROM telemetry_people_hours
                        WHERE org_id = new.org_id AND subject = new.subject AND person = new.person
                          AND hour_at_ms > new.hour_at_ms)
     AND previous_at_ms = (SELECT coalesce(max(p.hour_at_ms), 0) FROM telemetry_people_hours p
                            WHERE p.org_id = new.org_id AND p.subject = new.subject AND p.person = new.person
                              AND p.hour_at_ms < new.hour_at_ms
                              AND p.hour_at_ms >= (SELECT min(n.hour_at_ms) FROM telemetry_people_hours n
                                                    WHERE n.org_id = new.org_id AND n.subject = new.subject
                                                      AND n.person = new.person
                                                      AND n.hour_at_ms > new.hour_at_ms) - 172800000);
  INSERT INTO telemetry_hour_visits (org_id, subject, hour_at_ms, previous_at_ms, people_count)
  SELECT new.org_id, new.subject, min(hour_at_ms), new.hour_at_ms, 1
    FROM telemetry_people_hours
   WHERE org_id = new.org_id AND subject = new.subject AND person = new.person AND hour_at_ms > new.hour_at_ms
  HAVING true
      ON CONFLICT (org_id, subject, hour_at_ms, previous_at_ms) DO UPDATE SET people_count = people_count + 1;
END;

CREATE TRIGGER telemetry_people_days_counted AFTER INSERT ON telemetry_people_days BEGIN
  INSERT INTO telemetry_day_visits (org_id, subject, day_at_ms, previous_at_ms, people_count)
  SELECT new.org_id, new.subject, new.day_at_ms, coalesce(max(day_at_ms), 0), 1
    FROM telemetry_people_days
   WHERE org_id = new.org_id AND subject = new.subject AND person = new.person AND day_at_ms < new.day_at_ms
  HAVING true
      ON CONFLICT (org_id, subject, day_at_ms, previous_at_ms) DO UPDATE SET people_count = people_count + 1;
END;

CREATE TRIGGER telemetry_people_days_parted AFTER INSERT ON telemetry_people_days
WHEN EXISTS (SELECT 1 FROM telemetry_people_days
              WHERE org_id = new.org_id AND subject = new.subject AND person = new.person
                AND day_at_ms > new.day_at_ms)
BEGIN
  UPDATE telemetry_day_visits SET people_count = people_count - 1
   WHERE org_id = new.org_id AND subject = new.subject
     AND day_at_ms = (SELECT min(day_at_ms) FROM telemetry_people_days
                       WHERE org_id = new.org_id AND subject = new.subject AND person = new.person
                         AND day_at_ms > new.day_at_ms)
     AND previous_at_ms = (SELECT coalesce(max(day_at_ms), 0) FROM telemetry_people_days
                            WHERE org_id = new.org_id AND subject = new.subject AND person = new.person
                              AND day_at_ms < new.day_at_ms);
  INSERT INTO telemetry_day_visits (org_id, subject, day_at_ms, previous_at_ms, people_count)
  SELECT new.org_id, new.subject, min(day_at_ms), new.day_at_ms, 1
    FROM telemetry_people_days
   WHERE org_id = new.org_id AND subject = new.subject AND person = new.person AND day_at_ms > new.day_at_ms
  HAVING true
      ON CONFLICT (org_id, subject, day_at_ms, previous_at_ms) DO UPDATE SET people_count = people_count + 1;
END;

CREATE TRIGGER telemetry_cohorts_counted AFTER INSERT ON telemetry_people_days
WHEN new.subject = '*'
 AND NOT EXISTS (SELECT 1 FROM telemetry_people_days
                  WHERE org_id = new.org_id AND subject = '*' AND person = new.person
                    AND day_at_ms >= new.day_at_ms - (new.day_at_ms + 259200000) % 604800000
                    AND day_at_ms < new.day_at_ms - (new.day_at_ms + 259200000) % 604800000 + 604800000
                    AND day_at_ms <> new.day_at_ms)
BEGIN
  UPDATE telemetry_cohorts SET people_count = people_count - 1
   WHERE org_id = new.org_id
     AND first_week_at_ms = (SELECT min(day_at_ms) - (min(day_at_ms) + 259200000) % 604800000
                               FROM telemetry_people_days
                              WHERE org_id = new.org_id AND subject = '*' AND person = new.person
                                AND day_at_ms <> new.day_at_ms)
     AND first_week_at_ms > new.day_at_ms
     AND week_at_ms IN (SELECT day_at_ms - (day_at_ms + 259200000) % 604800000
                          FROM telemetry_people_days
                         WHERE org_id = new.org_id AND subject = '*' AND person = new.person
                           AND day_at_ms > new.day_at_ms);
  INSERT INTO telemetry_cohorts (org_id, first_week_at_ms, week_at_ms, people_count)
  SELECT DISTINCT new.org_id, new.day_at_ms - (new.day_at_ms + 259200000) % 604800000,
         d.day_at_ms - (d.day_at_ms + 259200000) % 604800000, 1
    FROM telemetry_people_days d
   WHERE d.org_id = new.org_id AND d.subject = '*' AND d.person = new.person AND d.day_at_ms >= new.day_at_ms
     AND NOT EXISTS (SELECT 1 FROM telemetry_people_days p
                      WHERE p.org_id = new.org_id AND p.subject = '*' AND p.person = new.person
                        AND p.day_at_ms < new.day_at_ms)
      ON CONFLICT (org_id, first_week_at_ms, week_at_ms) DO UPDATE SET people_count = people_count + 1;
  INSERT INTO telemetry_cohorts (org_id, first_week_at_ms, week_at_ms, people_count)
  SELECT new.org_id, min(day_at_ms) - (min(day_at_ms) + 259200000) % 604800000,
         new.day_at_ms - (new.day_at_ms + 259200000) % 604800000, 1
    FROM telemetry_people_days
   WHERE org_id = new.org_id AND subject = '*' AND person = new.person AND day_at_ms <= new.day_at_ms
  HAVING min(day_at_ms) < new.day_at_ms
      ON CONFLICT (org_id, first_week_at_ms, week_at_ms) DO UPDATE SET people_count = people_count + 1;
END;
