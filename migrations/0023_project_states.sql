ALTER TABLE projects ADD COLUMN state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'paused'));
ALTER TABLE projects ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
