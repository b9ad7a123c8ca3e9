// Memory that grows only with change: looks and visits as stretches of what was alike, replaced cards, runs.

/**
 * A visit that is like the one before it is counted on its host's row alone (`same_at`, `same_times`): `hosts.told_visit`
 * names the visit that it repeats, and `claims.seen_visit` and `observations.visit` the one that saw them last.
 * `claims_direct` asks for a length because an index for one value of a column makes SQLite prepare anew, at each run, every
 * statement that compares the column with a parameter.
 */
export const memory = `
ALTER TABLE hosts ADD COLUMN told_visit INTEGER;
ALTER TABLE hosts ADD COLUMN told_claims INTEGER NOT NULL DEFAULT 0;
ALTER TABLE hosts ADD COLUMN digest TEXT;
ALTER TABLE hosts ADD COLUMN pending INTEGER NOT NULL DEFAULT 0;
ALTER TABLE hosts ADD COLUMN same_at INTEGER;
ALTER TABLE hosts ADD COLUMN same_times INTEGER NOT NULL DEFAULT 0;
CREATE UNIQUE INDEX hosts_told ON hosts (told_visit) WHERE told_visit IS NOT NULL;

ALTER TABLE visits ADD COLUMN digest TEXT;
ALTER TABLE visits ADD COLUMN last_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE visits ADD COLUMN times INTEGER NOT NULL DEFAULT 1;
UPDATE visits SET last_at = committed_at;

ALTER TABLE observations ADD COLUMN last_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE observations ADD COLUMN times INTEGER NOT NULL DEFAULT 1;
UPDATE observations SET last_at = at;

ALTER TABLE bodies ADD COLUMN left_at INTEGER;
CREATE INDEX bodies_left ON bodies (left_at) WHERE left_at IS NOT NULL;
CREATE INDEX resources_by_hash ON resources (sha256);
UPDATE bodies SET left_at = 0 WHERE NOT EXISTS (SELECT 1 FROM resources r WHERE r.sha256 = bodies.sha256);

ALTER TABLE claims ADD COLUMN seen_visit INTEGER;
ALTER TABLE claims ADD COLUMN doubtful_since INTEGER;
ALTER TABLE claims ADD COLUMN settles_at INTEGER;
CREATE INDEX claims_by_visit ON claims (seen_visit);
CREATE INDEX claims_direct ON claims (origin_card) WHERE length(origin_catalog) = 0;

ALTER TABLE changes ADD COLUMN detail TEXT;
CREATE INDEX changes_by_host ON changes (host, seq);
CREATE INDEX changes_by_time ON changes (at);
CREATE INDEX entries_by_change ON entries (seq);

CREATE TABLE past_cards (
  name TEXT NOT NULL,
  version TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  origin_card TEXT NOT NULL,
  until INTEGER NOT NULL,
  card TEXT NOT NULL,
  PRIMARY KEY (name, version, sha256)
) STRICT;

CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  complete INTEGER,
  summary TEXT
) STRICT;

CREATE TABLE counter (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  revision INTEGER NOT NULL
) STRICT;
INSERT INTO counter (id, revision) SELECT 1, coalesce(max(id), 0) FROM visits;
`;
