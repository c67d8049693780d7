-- What the benchmarks' own function reads and writes; never part of a deployment.
CREATE TABLE bench_rows (
  id            INTEGER PRIMARY KEY,
  name          TEXT NOT NULL,
  body          TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL
) STRICT;

WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 1000)
INSERT INTO bench_rows (id, name, body, created_at_ms)
SELECT n, 'row ' || n, hex(zeroblob(50)), 1700000000000 + n FROM numbers;
