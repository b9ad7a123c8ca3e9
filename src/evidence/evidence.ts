// Dated facts about who says what of a server: the shapes. How they are gathered and compared stands beside.

/**
 * What a fact shows (security.md 2.6): `claimed`, somebody names it (proves nothing); `listed-by`, the catalog of
 * `host` lists it; `served-by`, `host` itself serves it and the name's namespace is exactly `host` reversed.
 */
export type EvidenceType = "claimed" | "listed-by" | "served-by";

/** One fact. */
export interface Evidence {
  readonly type: EvidenceType;
  /** The exact host that the fact is about, lower-case, without port. */
  readonly host: string;
  readonly checkedAt: Date;
  readonly expiresAt: Date;
  /** Present and true where the bytes came over plain http or an unverified channel: never counts as verified. */
  readonly insecure?: true;
}
