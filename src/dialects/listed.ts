// How many items of a list are read, and which keep a shape of their own.

/** Servers of one list that are read: as many as one catalog may list (contract: 1,000 card entries). */
export const maxListedServers = 1000;

/** Shapes that an item of a list keeps; any other item is an entry of the list's own. */
export const ownShapes: ReadonlySet<string> = new Set([
  "server-card",
  "server-card-draft",
  "sep-1649-card",
  "sep-1960-manifest",
  "ietf-manifest",
  "server-json",
]);
