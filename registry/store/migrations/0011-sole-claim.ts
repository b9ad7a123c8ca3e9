// Whether an entry's claim is the only one on its name: then nobody else can list the same card, and no reader has to look for it.

/** 0 only costs a look; 1 is true of every row that has it. */
export const soleClaim = `
ALTER TABLE entries ADD COLUMN sole_claim INTEGER NOT NULL DEFAULT 0 CHECK (sole_claim IN (0, 1));
UPDATE entries SET sole_claim = 1
  WHERE (SELECT count(*) FROM (SELECT 1 FROM claims c WHERE c.name_key = entries.name_key LIMIT 2)) = 1;
`;
