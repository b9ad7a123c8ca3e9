// What the index shows of one name, given everything that anybody claims about it. Pure.

import type { Evidence } from "../../src/evidence/evidence.ts";
import { isProof, strength } from "../../src/evidence/strength.ts";
import { compareVersions } from "./version-order.ts";

/** What the projection must know of a claim. Times are milliseconds since the epoch. */
export interface ProjectedClaim {
  readonly id: number;
  /** As the card spells it; all claims of one projection agree but for case. */
  readonly name: string;
  readonly version: string;
  readonly cardUrl: string;
  readonly hostingHost: string;
  readonly listingHost?: string;
  readonly evidence: readonly Evidence[];
  readonly firstSeenAt: number;
  /** False where the same place now serves another version of the name. */
  readonly served: boolean;
  /** True where its origin took it back. */
  readonly withdrawn: boolean;
  /** True where it is kept but may not be listed. */
  readonly refused: boolean;
}

/** One version that the index shows, active or as the tombstone of a withdrawn one. */
export interface ShownVersion<C extends ProjectedClaim> {
  readonly claim: C;
  /** When this source first claimed this version. */
  readonly publishedAt: number;
  readonly isLatest: boolean;
}

/** One name as the index shows it. */
export interface Projection<C extends ProjectedClaim> {
  /** The host that speaks for the name; undefined where nobody claims it. */
  readonly holder?: string;
  readonly shown: readonly ShownVersion<C>[];
  /** Claims of others that may be listed as unconfirmed, strongest first. */
  readonly unconfirmed: readonly C[];
}

/** Whether the owner of the name's domain was ever seen to stand behind the claim. */
function isProved(claim: ProjectedClaim): boolean {
  return claim.evidence.some(isProof);
}

function isServed(claim: ProjectedClaim): boolean {
  return claim.evidence.some((fact) => fact.type === "served-by" && isProof(fact));
}

/**
 * How firmly a claim stands. What the name's own host serves outranks what its owner has published here, as long as it is
 * there. A proof that has lapsed, or whose card was taken back, still outranks everybody who never had one: an outage must
 * not hand a name to whoever waits for it. Served-by is bound to the name's own host, so two sources never both have one.
 */
function standing(claim: ProjectedClaim, at: Date): number {
  const now = strength(claim.evidence, at);
  if (isProved(claim)) {
    if (claim.withdrawn) return 3;
    return (isServed(claim) ? 6 : 4) + (now >= 2 ? 1 : 0);
  }
  if (claim.withdrawn || claim.refused) return 0;
  return now >= 1 ? 2 : 1;
}

/** The host that a claim speaks for: who serves it, else who published it, else who listed it, else who served the bytes. */
export function sourceOf(claim: ProjectedClaim): string {
  const fact =
    claim.evidence.find((item) => item.type === "served-by" && !item.insecure) ??
    claim.evidence.find((item) => item.type === "controls-domain") ??
    claim.evidence.find((item) => item.type === "listed-by");
  return fact?.host ?? claim.listingHost ?? claim.hostingHost;
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

interface Ranked<C> {
  readonly claim: C;
  readonly source: string;
  readonly standing: number;
}

/** Best first; a total order, so that the order of arrival decides nothing but who was seen first. */
function rank(a: Ranked<ProjectedClaim>, b: Ranked<ProjectedClaim>): number {
  return (
    b.standing - a.standing ||
    a.claim.firstSeenAt - b.claim.firstSeenAt ||
    byText(a.source, b.source) ||
    byText(a.claim.cardUrl, b.claim.cardUrl) ||
    a.claim.id - b.claim.id
  );
}

/** Within one source and version: what can be shown before what cannot, what is served before what was. */
function preference(a: Ranked<ProjectedClaim>, b: Ranked<ProjectedClaim>): number {
  return (
    Number(a.claim.withdrawn) - Number(b.claim.withdrawn) ||
    Number(b.claim.served) - Number(a.claim.served) ||
    rank(a, b)
  );
}

/** The source with the firmest claim on the name; ties go to the one that claimed the name first, in any version. */
function holderOf(ranked: readonly Ranked<ProjectedClaim>[]): string | undefined {
  const sources = new Map<string, { standing: number; firstSeenAt: number }>();
  for (const { source, standing, claim } of ranked) {
    const known = sources.get(source);
    sources.set(source, {
      standing: Math.max(standing, known?.standing ?? 0),
      firstSeenAt: Math.min(claim.firstSeenAt, known?.firstSeenAt ?? claim.firstSeenAt),
    });
  }
  const [best] = [...sources].sort(
    ([x, a], [y, b]) => b.standing - a.standing || a.firstSeenAt - b.firstSeenAt || byText(x, y),
  );
  return best?.[0];
}

/** The version to mark: one that is served now, else one that was not taken back, else any (registry-api.md 1.8). */
function latestOf(versions: readonly { claim: ProjectedClaim; publishedAt: number }[]): ProjectedClaim | undefined {
  const live = versions.filter(({ claim }) => !claim.withdrawn);
  const served = live.filter(({ claim }) => claim.served);
  const pool = served.length > 0 ? served : live.length > 0 ? live : versions;
  const [newest] = [...pool].sort((a, b) =>
    compareVersions(
      { version: b.claim.version, publishedAt: b.publishedAt },
      { version: a.claim.version, publishedAt: a.publishedAt },
    ),
  );
  return newest?.claim;
}

/**
 * Decides who speaks for a name and what is shown of it (security.md 2.6): the source with the strongest evidence
 * holds the name, alone. Its versions are shown under one spelling; nobody else's claim is merged in, whatever its
 * version and whenever it came. `claims` are all claims on one lower-cased name.
 */
export function project<C extends ProjectedClaim>(claims: readonly C[], at: Date): Projection<C> {
  const ranked = claims.map((claim) => ({ claim, source: sourceOf(claim), standing: standing(claim, at) })).sort(rank);
  const holder = holderOf(ranked);
  const fromHolder = ranked.filter((item) => item.source === holder);
  // What lies on the holder's host without its proof may be somebody's upload: it is not merged in either.
  const isProven = fromHolder.some(({ claim }) => isProved(claim));
  const own = fromHolder.filter(({ claim }) => !isProven || isProved(claim));
  const ofHolder = new Set(own);
  const name = (own.find((item) => !item.claim.refused) ?? own[0])?.claim.name;
  const unconfirmed = ranked
    .filter((item) => (!ofHolder.has(item) || item.claim.name !== name) && !item.claim.withdrawn && !item.claim.refused)
    .map((item) => item.claim);

  const best = new Map<string, { claim: C; publishedAt: number }>();
  for (const { claim } of own.filter((item) => item.claim.name === name && !item.claim.refused).sort(preference)) {
    const known = best.get(claim.version);
    best.set(claim.version, {
      claim: known?.claim ?? claim,
      publishedAt: Math.min(claim.firstSeenAt, known?.publishedAt ?? claim.firstSeenAt),
    });
  }
  const versions = [...best.values()];
  const latest = latestOf(versions);
  const shown = versions.map((version) => ({ ...version, isLatest: version.claim === latest }));
  return { ...(holder === undefined ? {} : { holder }), shown, unconfirmed };
}
