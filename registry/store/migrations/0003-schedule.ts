// What the schedule and the manners must know from one run to the next, and who asked to be forgotten.

/**
 * `hosts.settled`, `contents` and `interval_ms` are the rhythm of the last visit that got an answer; `timeouts` counts
 * visits in a row that ran into a deadline. `cadence` has one row: when due hosts were last asked for, and since when that
 * has happened at least once a day.
 */
export const schedule = `
ALTER TABLE hosts ADD COLUMN rest TEXT;
ALTER TABLE hosts ADD COLUMN timeouts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE hosts ADD COLUMN settled TEXT;
ALTER TABLE hosts ADD COLUMN contents TEXT;
ALTER TABLE hosts ADD COLUMN interval_ms INTEGER;

CREATE TABLE robots (
  origin TEXT PRIMARY KEY,
  read_at INTEGER NOT NULL,
  etag TEXT,
  last_modified TEXT,
  bytes BLOB
) STRICT;
CREATE INDEX robots_by_age ON robots (read_at);

CREATE TABLE forgotten (
  host TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;

DROP INDEX claims_direct;
CREATE INDEX claims_by_card ON claims (origin_card);

CREATE TABLE cadence (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  regular_since INTEGER NOT NULL,
  asked_at INTEGER NOT NULL
) STRICT;
`;
