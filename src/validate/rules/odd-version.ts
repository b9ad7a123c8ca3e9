// Tells the plain versions that most cards have, of which no rule speaks, from all others.

/** Found in the JSON of each card whose version is not three plain numbers, each small enough to be exact. */
export const oddVersion: RegExp = /"version":"(?!(?:(?:0|[1-9]\d{0,14})\.){2}(?:0|[1-9]\d{0,14})")/;
