// What publishers say to the registry itself.

/** `said_status` and `said_message` are a publisher's; `published_remotes` holds the URLs of published claims alone. */
export const publications = `
ALTER TABLE claims ADD COLUMN said_status TEXT CHECK (said_status IN ('deprecated', 'deleted'));
ALTER TABLE claims ADD COLUMN said_message TEXT;

CREATE TABLE published_remotes (
  url TEXT NOT NULL,
  claim INTEGER NOT NULL REFERENCES claims (id),
  PRIMARY KEY (url, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX published_remotes_by_claim ON published_remotes (claim);
`;
