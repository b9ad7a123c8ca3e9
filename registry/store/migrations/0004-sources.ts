// Other registries that are walked for hosts, up to when their changes are known, and which hosts only strangers have named.

/**
 * Times are milliseconds since the epoch. `hosts.led` is 1 for a host that only documents from public addresses have named: it
 * is never asked at a private one.
 */
export const sources = `
ALTER TABLE hosts ADD COLUMN led INTEGER NOT NULL DEFAULT 0;

CREATE TABLE sources (
  url TEXT PRIMARY KEY,
  known_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
