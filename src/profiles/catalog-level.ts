// The conformance level that a catalog reaches (AI Catalog, conformance; spec.md 2.8).

import type { CatalogLevel, Reading } from "../document/reading.ts";
import type { Report } from "../document/report.ts";

/** Gives the level that the readings on a catalog add up to; undefined for a document that is no catalog. */
export function catalogLevel({ kind }: Pick<Report, "kind">, readings: readonly Reading[]): CatalogLevel | undefined {
  if (kind !== "ai-catalog" && kind !== "ard-catalog") return undefined;
  const reads = new Set(readings.filter((reading) => reading.reads === "yes").map(({ name }) => name));
  if (!reads.has("ai-catalog-1")) return 0;
  if (!reads.has("ai-catalog-2")) return 1;
  return reads.has("ai-catalog-3") ? 3 : 2;
}
