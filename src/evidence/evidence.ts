// Dated facts about who says what of a server: the shapes and how long they hold. How they are gathered and compared stands beside.

/**
 * What a fact shows (security.md 2.6): `claimed`, somebody names it (proves nothing); `listed-by`, the catalog of
 * `host` lists it; `served-by`, `host` itself serves it and the name's namespace is exactly `host` reversed; `endpoint-agrees`, `host` gets traffic of the
 * card and stands behind it: the card or its catalog comes from the same registered domain, or `host` lists the card too;
 * `controls-domain`, whoever published it to this registry proved then that `host` is theirs (security.md E3).
 */
export type EvidenceType = "claimed" | "listed-by" | "served-by" | "endpoint-agrees" | "controls-domain";

/** One fact. */
export interface Evidence {
  readonly type: EvidenceType;
  /** The exact host that the fact is about, lower-case, without port. */
  readonly host: string;
  readonly checkedAt: Date;
  readonly expiresAt: Date;
  /** Present and true where the bytes came over plain http or an unverified channel: never counts as verified. */
  readonly insecure?: true;
  /** Where what the host stands for changed lately: until then the fact counts less than a settled one. */
  readonly settlesAt?: Date;
}

/** How long a proof of control holds: 30 days (security.md 2.6). */
export const controlLifeMs: number = 30 * 24 * 3600 * 1000;

/** How long a fact from a crawl holds after it was last seen: 7 days (security.md 2.6). */
export const evidenceLifeMs: number = 7 * 24 * 3600 * 1000;
