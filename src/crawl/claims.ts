// Turns what a visit discovered into claims: what one origin says of one server, with what speaks for it.

import { credentialCodes, redact } from "../admission/redact.ts";
import type { Discovery, ServerFound } from "../discover/discovery.ts";
import { isEntityTag } from "../discover/entity-tag.ts";
import type { Card } from "../document/card.ts";
import type { Code } from "../document/diagnostic.ts";
import { endpointHosts } from "../evidence/endpoint-hosts.ts";
import { gatherEvidence } from "../evidence/gather.ts";
import { type Answer, finalUrl } from "../http/exchange.ts";
import type { Claim } from "./frontier.ts";
import { saysNoindex } from "./noindex.ts";
import { sha256 } from "./sha256.ts";
import { tagsOf } from "./tags.ts";

/**
 * Gives one claim for each card that satisfied the schema, in the order found; the same card twice is one claim. What its
 * host, or the host that lists it, does not want listed (X-Robots-Tag) is left out.
 */
export function claimsOf(discovery: Discovery, at: Date): Claim[] {
  const answers = new Map(discovery.catalogs.flatMap(({ url, answer }) => (answer ? [[url, answer] as const] : [])));
  const claims = new Map<string, Claim>();
  for (const server of discovery.servers) {
    if (server.card === undefined || server.answer === undefined) continue;
    const catalogUrl = server.listedBy && withoutFragment(server.listedBy);
    const key = JSON.stringify([server.cardAt, catalogUrl]);
    if (claims.has(key)) continue;
    const catalog = catalogUrl === undefined ? undefined : answers.get(catalogUrl);
    if (saysNoindex(server.answer.headers) || (catalog && saysNoindex(catalog.headers))) continue;
    claims.set(
      key,
      claimOf(
        server,
        { card: server.card, answer: server.answer, ...(catalog && { catalog }), ...(catalogUrl && { catalogUrl }) },
        at,
      ),
    );
  }
  return [...claims.values()];
}

interface Sources {
  readonly card: Card;
  readonly answer: Answer;
  readonly catalog?: Answer;
  readonly catalogUrl?: string;
}

function claimOf(server: ServerFound, { card, answer, catalog, catalogUrl }: Sources, at: Date): Claim {
  const { report, entry, inline } = server;
  const etag = inline ? undefined : answer.headers["etag"];
  const endpoints = endpointHosts(card);
  const count = (severity: string): number => report.diagnostics.filter((one) => one.severity === severity).length;
  return {
    name: card.name,
    version: card.version,
    card: redact(card, report.diagnostics),
    cardUrl: server.cardAt,
    ...(catalogUrl !== undefined && { catalogUrl }),
    hostingHost: hostOf(answer),
    ...(catalog && { listingHost: hostOf(catalog) }),
    endpointHosts: endpoints,
    ...(isPlainIdentifier(entry?.identifier) && { identifier: entry.identifier }),
    ...(entry && { tags: tagsOf(entry.tags) }),
    kind: report.kind,
    sha256: sha256(inline ? JSON.stringify(entry?.data) : answer.bytes),
    ...(etag !== undefined && isEntityTag(etag) && { etag }),
    evidence: gatherEvidence({ name: card.name, card: answer, endpoints, ...(catalog && { catalog }) }, at),
    errors: count("error"),
    warnings: count("warning"),
    refusals: refusalsOf(server),
  };
}

/** Longest identifier of a catalog entry that is kept: a urn:air holds a domain and a name at most. */
const identifierMaxLength = 512;

/** Whether an identifier may be shown beside a card; nobody else looks at its characters before it is. */
function isPlainIdentifier(identifier: unknown): identifier is string {
  return (
    typeof identifier === "string" && /^[\x21-\x7e]+$/.test(identifier) && identifier.length <= identifierMaxLength
  );
}

function refusalsOf({ report }: ServerFound): readonly Code[] {
  const grave = report.diagnostics.filter((one) => one.severity === "error" || credentialCodes.has(one.code));
  return [...new Set(grave.map((one) => one.code))];
}

function hostOf(answer: Answer): string {
  return new URL(finalUrl(answer)).hostname;
}

/** Gives the URL of the document that was fetched, for one that stands inside it. */
export function withoutFragment(url: string): string {
  return url.split("#", 1)[0] ?? url;
}
