// What was found in a kept copy, so that a 304 need not be judged again.

/** `verdict` is the crawl's own text; it goes with the copy that it is about. */
export const verdicts = `
ALTER TABLE resources ADD COLUMN verdict TEXT;
`;
