// The catalog of Agentic Resource Discovery, a superset of AI Catalog (spec.md 4.6).

import { readCatalog } from "./catalog.ts";
import type { Dialect } from "./dialect.ts";

/** One document can be an ARD catalog and an AI Catalog, and stays both. */
export const ardCatalog: Dialect = {
  kind: "ard-catalog",
  title: "ARD catalog",
  spec: "https://github.com/ards-project/ard-spec",
  normalise: readCatalog,
};
