// The first schema: turns, what was seen, who claims what, and the index that is shown.

/** Times are milliseconds since the epoch. JSON columns hold what is only read back whole; long columns stand last. */
export const first = `
CREATE TABLE hosts (
  host TEXT PRIMARY KEY,
  fence INTEGER NOT NULL DEFAULT 0,
  lease_until INTEGER,
  next_visit_at INTEGER,
  last_visit_at INTEGER,
  not_before INTEGER,
  outcome TEXT,
  failures INTEGER NOT NULL DEFAULT 0,
  failing_since INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX hosts_due ON hosts (next_visit_at);

CREATE TABLE visits (
  id INTEGER PRIMARY KEY,
  host TEXT NOT NULL REFERENCES hosts (host),
  fence INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  committed_at INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  failure TEXT,
  failure_message TEXT,
  failure_url TEXT,
  catalogs INTEGER NOT NULL,
  cards INTEGER NOT NULL,
  invalid INTEGER NOT NULL,
  not_modified INTEGER NOT NULL,
  requests INTEGER NOT NULL,
  duration_ms REAL NOT NULL
) STRICT;
CREATE INDEX visits_by_host ON visits (host, id);

CREATE TABLE bodies (
  sha256 TEXT PRIMARY KEY,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE observations (
  id INTEGER PRIMARY KEY,
  visit INTEGER NOT NULL REFERENCES visits (id),
  url TEXT NOT NULL,
  at INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  status INTEGER,
  failure TEXT,
  kind TEXT,
  sha256 TEXT
) STRICT;
CREATE INDEX observations_by_url ON observations (url, id);
CREATE INDEX observations_by_visit ON observations (visit);

CREATE TABLE resources (
  url TEXT PRIMARY KEY,
  sha256 TEXT NOT NULL REFERENCES bodies (sha256),
  etag TEXT,
  last_modified TEXT,
  content_type TEXT,
  seen_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE claims (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (instr(name, char(0)) = 0),
  name_key TEXT NOT NULL,
  version TEXT NOT NULL CHECK (instr(version, char(0)) = 0),
  origin_card TEXT NOT NULL,
  origin_catalog TEXT NOT NULL,
  answering_host TEXT NOT NULL,
  facts TEXT NOT NULL,
  evidence TEXT NOT NULL,
  etag TEXT,
  refused INTEGER NOT NULL,
  served INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  first_seen_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  checked_at INTEGER NOT NULL,
  withdrawn_at INTEGER,
  withdrawn_why TEXT,
  card TEXT NOT NULL,
  UNIQUE (name, version, origin_card, origin_catalog)
) STRICT;
CREATE INDEX claims_by_name ON claims (name_key);
CREATE INDEX claims_by_catalog ON claims (origin_catalog);
CREATE INDEX claims_by_host ON claims (answering_host);

CREATE TABLE changes (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  event TEXT NOT NULL,
  name TEXT NOT NULL,
  version TEXT NOT NULL,
  host TEXT NOT NULL,
  url TEXT NOT NULL,
  sha256_before TEXT,
  sha256_after TEXT
) STRICT;
CREATE INDEX changes_by_name ON changes (name, seq);

CREATE TABLE entries (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  version TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('active', 'deprecated', 'deleted')),
  status_changed_at INTEGER NOT NULL,
  message TEXT,
  published_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  is_latest INTEGER NOT NULL CHECK (is_latest IN (0, 1)),
  displaced INTEGER NOT NULL CHECK (displaced IN (0, 1)),
  claim INTEGER NOT NULL REFERENCES claims (id),
  claim_revision INTEGER NOT NULL,
  seq INTEGER NOT NULL REFERENCES changes (seq),
  title TEXT NOT NULL,
  description TEXT NOT NULL,
  server_json TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX entries_by_name ON entries (name, version);
CREATE UNIQUE INDEX entries_one_latest ON entries (name) WHERE is_latest = 1;
CREATE UNIQUE INDEX entries_one_spelling ON entries (name_key) WHERE is_latest = 1 AND status <> 'deleted';
CREATE INDEX entries_by_key ON entries (name_key);
CREATE INDEX entries_live ON entries (name, version, updated_at) WHERE status <> 'deleted';
CREATE INDEX entries_updated ON entries (updated_at);
CREATE INDEX entries_by_version ON entries (version, name);

CREATE VIRTUAL TABLE entries_fts USING fts5(
  name, title, description,
  content = 'entries', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER entries_fts_insert AFTER INSERT ON entries BEGIN
  INSERT INTO entries_fts (rowid, name, title, description) VALUES (new.id, new.name, new.title, new.description);
END;
CREATE TRIGGER entries_fts_update AFTER UPDATE OF name, title, description ON entries
WHEN old.name <> new.name OR old.title <> new.title OR old.description <> new.description BEGIN
  INSERT INTO entries_fts (entries_fts, rowid, name, title, description)
  VALUES ('delete', old.id, old.name, old.title, old.description);
  INSERT INTO entries_fts (rowid, name, title, description) VALUES (new.id, new.name, new.title, new.description);
END;
`;
