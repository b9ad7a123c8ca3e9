// The key that page tokens are signed with: kept beside the data, so that they outlive a restart and hold in every process.

/** One row a purpose. */
export const pageKey = `
CREATE TABLE secrets (
  purpose TEXT PRIMARY KEY,
  secret BLOB NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO secrets (purpose, secret) VALUES ('pages', randomblob(32));
`;
