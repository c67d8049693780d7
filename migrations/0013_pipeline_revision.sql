ALTER TABLE executions ADD COLUMN pipeline_revision INTEGER;
ALTER TABLE executions ADD COLUMN reported_at_ms INTEGER;

UPDATE executions SET reported_at_ms = started_at_ms WHERE status = 'running';

CREATE INDEX executions_running ON executions (reported_at_ms) WHERE status = 'running';
