// What a search can be narrowed and counted by, and the words of descriptions, by which a beginning is completed.

/**
 * `entries.facets` holds the tokens of `facet-tokens.ts`, which the full-text index holds too, so that words and filters are one
 * query. `faceted` has a short row for each entry that a search may find: ranking, counting and browsing read it instead of the long one (`hosts` apart by
 * spaces, `tags` by line breaks).
 * `facet_sets.uses` counts the rows of each combination of values. `entries_shown` and `claims_made` are small, so that counting
 * them is quick. `words.named` is 1 for words of names, titles and tags, the
 * only ones that slips of the keyboard are mended to. What was indexed before is filled in by `fill-facets.ts`, as `unfilled` says.
 */
export const facets = `
ALTER TABLE entries ADD COLUMN facets TEXT NOT NULL DEFAULT '';

DROP TRIGGER entries_fts_insert;
DROP TRIGGER entries_fts_update;
DROP TABLE entries_fts;
CREATE VIRTUAL TABLE entries_fts USING fts5(
  name, title, description, hosts, tags, facets,
  content = 'entries', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER entries_fts_insert AFTER INSERT ON entries BEGIN
  INSERT INTO entries_fts (rowid, name, title, description, hosts, tags, facets)
  VALUES (new.id, new.name, new.title, new.description, new.hosts, new.tags, new.facets);
END;
CREATE TRIGGER entries_fts_update AFTER UPDATE OF name, title, description, hosts, tags, facets ON entries
WHEN old.name <> new.name OR old.title <> new.title OR old.description <> new.description
  OR old.hosts <> new.hosts OR old.tags <> new.tags OR old.facets <> new.facets BEGIN
  INSERT INTO entries_fts (entries_fts, rowid, name, title, description, hosts, tags, facets)
  VALUES ('delete', old.id, old.name, old.title, old.description, old.hosts, old.tags, old.facets);
  INSERT INTO entries_fts (rowid, name, title, description, hosts, tags, facets)
  VALUES (new.id, new.name, new.title, new.description, new.hosts, new.tags, new.facets);
END;

CREATE TABLE facet_sets (
  id INTEGER PRIMARY KEY,
  facets TEXT NOT NULL UNIQUE,
  uses INTEGER NOT NULL
) STRICT;

CREATE TABLE faceted (
  entry INTEGER PRIMARY KEY REFERENCES entries (id),
  facet_set INTEGER NOT NULL REFERENCES facet_sets (id),
  updated_at INTEGER NOT NULL,
  published_at INTEGER NOT NULL,
  label TEXT NOT NULL,
  name TEXT NOT NULL,
  title TEXT NOT NULL,
  hosts TEXT NOT NULL,
  tags TEXT NOT NULL,
  publisher TEXT NOT NULL
) STRICT;
CREATE INDEX faceted_by_label ON faceted (label, entry);
CREATE INDEX faceted_by_update ON faceted (updated_at, entry);
CREATE TRIGGER faceted_uses_less AFTER DELETE ON faceted BEGIN
  UPDATE facet_sets SET uses = uses - 1 WHERE id = old.facet_set;
END;
CREATE TRIGGER faceted_uses_other AFTER UPDATE OF facet_set ON faceted WHEN old.facet_set <> new.facet_set BEGIN
  UPDATE facet_sets SET uses = uses - 1 WHERE id = old.facet_set;
  UPDATE facet_sets SET uses = uses + 1 WHERE id = new.facet_set;
END;
CREATE TRIGGER faceted_hide AFTER UPDATE OF status, is_latest ON entries
WHEN new.is_latest = 0 OR new.status = 'deleted' BEGIN
  DELETE FROM faceted WHERE entry = new.id;
END;
CREATE TRIGGER faceted_touch AFTER UPDATE OF updated_at ON entries BEGIN
  UPDATE faceted SET updated_at = new.updated_at WHERE entry = new.id;
END;

CREATE INDEX entries_shown ON entries (displaced) WHERE status <> 'deleted';
CREATE INDEX claims_made ON claims (refused) WHERE withdrawn_at IS NULL;

CREATE TABLE unfilled (what TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO unfilled (what) VALUES ('facets');

ALTER TABLE words ADD COLUMN named INTEGER NOT NULL DEFAULT 1;
`;
