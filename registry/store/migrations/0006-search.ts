// What a search looks in besides name, title and description, and the words that slips of the keyboard are mended by.

/** `hosts` and `tags` are words apart by spaces; what was indexed before gets them at its next change. Words are never taken out: an old one finds nothing. */
export const search = `
ALTER TABLE entries ADD COLUMN hosts TEXT NOT NULL DEFAULT '';
ALTER TABLE entries ADD COLUMN tags TEXT NOT NULL DEFAULT '';

DROP TRIGGER entries_fts_insert;
DROP TRIGGER entries_fts_update;
DROP TABLE entries_fts;
CREATE VIRTUAL TABLE entries_fts USING fts5(
  name, title, description, hosts, tags,
  content = 'entries', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER entries_fts_insert AFTER INSERT ON entries BEGIN
  INSERT INTO entries_fts (rowid, name, title, description, hosts, tags)
  VALUES (new.id, new.name, new.title, new.description, new.hosts, new.tags);
END;
CREATE TRIGGER entries_fts_update AFTER UPDATE OF name, title, description, hosts, tags ON entries
WHEN old.name <> new.name OR old.title <> new.title OR old.description <> new.description
  OR old.hosts <> new.hosts OR old.tags <> new.tags BEGIN
  INSERT INTO entries_fts (entries_fts, rowid, name, title, description, hosts, tags)
  VALUES ('delete', old.id, old.name, old.title, old.description, old.hosts, old.tags);
  INSERT INTO entries_fts (rowid, name, title, description, hosts, tags)
  VALUES (new.id, new.name, new.title, new.description, new.hosts, new.tags);
END;
INSERT INTO entries_fts (entries_fts) VALUES ('rebuild');

CREATE TABLE words (word TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE word_grams (
  gram TEXT NOT NULL,
  word TEXT NOT NULL REFERENCES words (word),
  PRIMARY KEY (gram, word)
) STRICT, WITHOUT ROWID;
`;
