CREATE TABLE ai_claims (
  org_id        TEXT NOT NULL,
  request_id    TEXT NOT NULL,
  budget_id     TEXT NOT NULL,
  nano_usd      INTEGER NOT NULL CHECK (nano_usd > 0),
  room_nano_usd INTEGER NOT NULL,
  ends_at_ms    INTEGER NOT NULL,
  PRIMARY KEY (org_id, request_id, budget_id)
) STRICT, WITHOUT ROWID;
