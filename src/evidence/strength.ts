// How much a claim's evidence weighs at a moment: the comparison that decides who speaks for a name.

import type { Evidence, EvidenceType } from "./evidence.ts";

/** What shows that the owner of the name's domain says so. */
const proofs: ReadonlySet<EvidenceType> = new Set(["served-by", "controls-domain"]);

/** Whether a fact is such a proof, be it lapsed. */
export function isProof(fact: Evidence): boolean {
  return proofs.has(fact.type) && !fact.insecure;
}

/** The facts that hold at a moment: over a sound channel, not lapsed, and proofs only once they are settled. */
export function factsThatHold(evidence: readonly Evidence[], at: Date): readonly Evidence[] {
  return evidence.filter((fact) => {
    const settled = fact.settlesAt === undefined || fact.settlesAt.getTime() <= at.getTime();
    return !fact.insecure && fact.expiresAt.getTime() > at.getTime() && (settled || !proofs.has(fact.type));
  });
}

/** 2: served from the host that the name is the reverse of, or published by who controls it. 1: listed by a catalog, or so served but not settled. 0: only claimed, expired or insecure. */
export function strength(evidence: readonly Evidence[], at: Date): number {
  let best = 0;
  for (const fact of evidence) {
    if (fact.insecure || fact.expiresAt.getTime() <= at.getTime()) continue;
    const settled = fact.settlesAt === undefined || fact.settlesAt.getTime() <= at.getTime();
    if (proofs.has(fact.type) && settled) return 2;
    if (proofs.has(fact.type) || fact.type === "listed-by") best = 1;
  }
  return best;
}
