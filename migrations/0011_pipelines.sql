CREATE TABLE pipelines (
  rowid         INTEGER PRIMARY KEY,
  org_id        TEXT NOT NULL,
  id            TEXT NOT NULL,
  name          TEXT NOT NULL COLLATE NOCASE,
  description   TEXT NOT NULL,
  status        TEXT NOT NULL CHECK (status IN ('draft', 'active', 'paused', 'archived')),
  tags          TEXT NOT NULL,
  config        TEXT NOT NULL,
  revision      INTEGER NOT NULL DEFAULT 1,
  created_by    TEXT NOT NULL,
  updated_by    TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL,
  deleted_at_ms INTEGER,
  version       INTEGER NOT NULL DEFAULT 1,
  UNIQUE (org_id, id)
) STRICT;

CREATE UNIQUE INDEX pipelines_by_name ON pipelines (org_id, name) WHERE deleted_at_ms IS NULL;
CREATE INDEX pipelines_by_change ON pipelines (org_id, updated_at_ms, id) WHERE deleted_at_ms IS NULL;
CREATE INDEX pipelines_deleted ON pipelines (deleted_at_ms) WHERE deleted_at_ms IS NOT NULL;

CREATE TABLE pipeline_revisions (
  org_id      TEXT NOT NULL,
  pipeline_id TEXT NOT NULL,
  revision    INTEGER NOT NULL,
  at_ms       INTEGER NOT NULL,
  author      TEXT NOT NULL,
  note        TEXT NOT NULL,
  name        TEXT NOT NULL,
  description TEXT NOT NULL,
  status      TEXT NOT NULL,
  tags        TEXT NOT NULL,
  config      TEXT NOT NULL,
  PRIMARY KEY (org_id, pipeline_id, revision),
  FOREIGN KEY (org_id, pipeline_id) REFERENCES pipelines (org_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE pipeline_search USING fts5 (
  org, name, description, content = '', contentless_delete = 1, prefix = '2 3'
);

CREATE TRIGGER pipelines_searchable AFTER INSERT ON pipelines BEGIN
  INSERT INTO pipeline_search (rowid, org, name, description) VALUES (new.rowid, new.org_id, new.name, new.description);
END;

CREATE TRIGGER pipelines_searchable_again AFTER UPDATE OF name, description ON pipelines BEGIN
  DELETE FROM pipeline_search WHERE rowid = old.rowid;
  INSERT INTO pipeline_search (rowid, org, name, description) VALUES (new.rowid, new.org_id, new.name, new.description);
END;

CREATE TRIGGER pipelines_unsearchable AFTER DELETE ON pipelines BEGIN
  DELETE FROM pipeline_search WHERE rowid = old.rowid;
END;
