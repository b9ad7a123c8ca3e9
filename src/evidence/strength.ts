// How much a claim's evidence weighs at a moment: the comparison that decides who speaks for a name.

import type { Evidence } from "./evidence.ts";

/** 2: served from the host that the name is the reverse of. 1: listed by a catalog, or so served but not settled. 0: only claimed, expired or insecure. */
export function strength(evidence: readonly Evidence[], at: Date): number {
  let best = 0;
  for (const fact of evidence) {
    if (fact.insecure || fact.expiresAt.getTime() <= at.getTime()) continue;
    const settled = fact.settlesAt === undefined || fact.settlesAt.getTime() <= at.getTime();
    if (fact.type === "served-by" && settled) return 2;
    if (fact.type === "served-by" || fact.type === "listed-by") best = 1;
  }
  return best;
}
