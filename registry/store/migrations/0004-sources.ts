// Other registries that are walked for hosts, and up to when their changes are known.

/** Times are milliseconds since the epoch. */
export const sources = `
CREATE TABLE sources (
  url TEXT PRIMARY KEY,
  known_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
