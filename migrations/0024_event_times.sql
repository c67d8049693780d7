-- Of batches that are there already nothing is known: 0 is before every time, so none is passed over.
ALTER TABLE telemetry_batches ADD COLUMN first_at_ms INTEGER NOT NULL DEFAULT 0;
CREATE INDEX telemetry_batches_times ON telemetry_batches (org_id, id, first_at_ms, event_count);
