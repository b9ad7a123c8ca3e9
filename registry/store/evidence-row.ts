// How a claim's evidence lies in its row, and how it is read back with the dates of its last confirmation.

import type { Evidence, EvidenceType } from "../../src/evidence/evidence.ts";
import { isProof } from "../../src/evidence/strength.ts";

/** The columns that evidence is read from. Times are milliseconds since the epoch. */
export interface EvidenceRow {
  readonly evidence: string;
  readonly last_seen_at: number;
  /** When a visit last told again all that the one which saw the claim told; null where none has. */
  readonly same_at: number | null;
  /** Until then its proof counts less, because what it stands for changed hands or may have. */
  readonly settles_at: number | null;
}

/** Gives stored evidence as of `ms` later: seen again then, and good for as much longer. */
export function shiftEvidence(text: string, ms: number): readonly Evidence[] {
  const stored = JSON.parse(text) as {
    type: EvidenceType;
    host: string;
    checkedAt: string;
    expiresAt: string;
    insecure?: true;
  }[];
  return stored.map((fact) => ({
    ...fact,
    checkedAt: new Date(Date.parse(fact.checkedAt) + ms),
    expiresAt: new Date(Date.parse(fact.expiresAt) + ms),
  }));
}

/** The evidence of a claim with the dates of its last confirmation. */
export function evidenceOf(row: EvidenceRow): readonly Evidence[] {
  const facts = shiftEvidence(row.evidence, row.same_at === null ? 0 : row.same_at - row.last_seen_at);
  const settlesAt = row.settles_at === null ? undefined : new Date(row.settles_at);
  return settlesAt ? facts.map((fact) => (isProof(fact) ? { ...fact, settlesAt } : fact)) : facts;
}
