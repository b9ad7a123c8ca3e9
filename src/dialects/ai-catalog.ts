// AI Catalog itself, with the member names of its earlier texts (spec.md 2.5).

import { readCatalog } from "./catalog.ts";
import type { Dialect } from "./dialect.ts";

/** AI Catalog itself, with the member names of its earlier texts. */
export const aiCatalog: Dialect = {
  kind: "ai-catalog",
  title: "AI Catalog",
  spec: "https://github.com/Agent-Card/ai-catalog",
  normalise: readCatalog,
};
