// Turns what a crawl saw into dated facts about who says what of a server.

import { isJsonContentType } from "../discover/media-type.ts";
import { type Answer, finalUrl } from "../http/exchange.ts";
import { registeredDomain, suffixProblem } from "../http/public-suffix.ts";
import { type Evidence, type EvidenceType, evidenceLifeMs } from "./evidence.ts";
import { hostToNamespace, namespaceOf } from "./namespace.ts";

/** How a card was come by. */
export interface Sighting {
  /** The card's name. */
  readonly name: string;
  /** The answer that carried the card; for an inline card its catalog's. */
  readonly card: Answer;
  /** The answer that carried the catalog that lists it; absent where the card was asked for directly. */
  readonly catalog?: Answer;
  /** The hosts that its traffic goes to. */
  readonly endpoints?: readonly string[];
}

/** The host of the last hop, and whether the way there was verified and straight. */
interface Carriage {
  readonly host: string;
  /** Certificates verified at every hop. */
  readonly secure: boolean;
  /** Every hop on one origin, and served as JSON: what an upload or a redirect of somebody else's cannot fake. */
  readonly straight: boolean;
}

function carriageOf(answer: Answer): Carriage {
  const origins = new Set(answer.hops.map((hop) => new URL(hop.url).origin));
  return {
    host: new URL(finalUrl(answer)).hostname.toLowerCase(),
    secure: answer.hops.every((hop) => hop.tls),
    straight: origins.size === 1 && isJsonContentType(answer.headers["content-type"]),
  };
}

/** Whether a host, and nobody beside it, may publish a name: exact reversal, and not a suffix that many share. */
function speaksFor(host: string, name: string): boolean {
  return hostToNamespace(host) === namespaceOf(name) && suffixProblem(host) === undefined;
}

/** Whether an endpoint's operator is the one who served the card or its catalog. */
function agrees(endpoint: string, carriages: readonly (Carriage | undefined)[]): boolean {
  const domain = registeredDomain(endpoint);
  return carriages.some((carriage) => {
    if (!carriage?.straight || !carriage.secure) return false;
    return endpoint === carriage.host || (domain !== undefined && domain === registeredDomain(carriage.host));
  });
}

/**
 * Gathers the facts of one sighting (security.md 2.6, E0 to E2, and of E5 what one sighting shows). `served-by` needs the exact host of the name, by its
 * own card or by its own catalog; `listed-by` the host of a catalog; both need a verified and straight way, without which
 * the fact stands as `claimed`, or as insecure over plain http. Facts of one host are told apart, never added up.
 */
export function gatherEvidence(sighting: Sighting, at: Date): Evidence[] {
  const card = carriageOf(sighting.card);
  const catalog = sighting.catalog && carriageOf(sighting.catalog);
  const facts: Evidence[] = [];
  const say = (type: EvidenceType, host: string, secure: boolean): void => {
    if (facts.some((fact) => fact.type === type && fact.host === host)) return;
    const expiresAt = new Date(at.getTime() + evidenceLifeMs);
    facts.push({ type, host, checkedAt: at, expiresAt, ...(secure ? {} : { insecure: true as const }) });
  };
  const secure = card.secure && (catalog?.secure ?? true);
  if (card.straight && speaksFor(card.host, sighting.name)) say("served-by", card.host, card.secure);
  if (catalog?.straight && card.straight && speaksFor(catalog.host, sighting.name))
    say("served-by", catalog.host, secure);
  if (catalog?.straight) say("listed-by", catalog.host, catalog.secure);
  if (facts.length === 0) say("claimed", catalog?.host ?? card.host, secure);
  for (const endpoint of sighting.endpoints ?? [])
    if (agrees(endpoint, [card, catalog])) say("endpoint-agrees", endpoint, true);
  return facts;
}
