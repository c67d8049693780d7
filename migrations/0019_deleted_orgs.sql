CREATE INDEX orgs_deleted ON orgs (deleted_at_ms) WHERE deleted_at_ms IS NOT NULL;

UPDATE orgs SET name = '' WHERE deleted_at_ms IS NOT NULL;

DROP TRIGGER audit_log_kept;

CREATE TRIGGER audit_log_kept BEFORE DELETE ON audit_log
  WHEN NOT EXISTS (SELECT 1 FROM orgs WHERE id = old.org_id AND deleted_at_ms IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'audit_log is append-only');
END;
