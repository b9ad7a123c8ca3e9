// The second half of a two-way link: a host that gets a card's traffic and lists that very card in its own catalog.

import type { Evidence } from "../../src/evidence/evidence.ts";
import { evidenceOf } from "./evidence-row.ts";

/** Selects, for a claim `c`, what other catalogs say that list the same card: their evidence and its dates, as JSON. */
export const coListedColumn = `(SELECT json_group_array(json_array(o.evidence, o.last_seen_at, t.same_at))
    FROM claims o LEFT JOIN hosts t ON t.told_visit = o.seen_visit
    WHERE o.name = c.name AND o.version = c.version AND o.origin_card = c.origin_card
      AND o.origin_catalog <> c.origin_catalog AND o.withdrawn_at IS NULL)`;

/** Adds to a claim's own facts that an endpoint agrees, where the endpoint's own catalog lists the card over TLS. */
export function withAgreement(
  own: readonly Evidence[],
  endpointHosts: readonly string[],
  coListed: string,
): readonly Evidence[] {
  if (coListed === "[]") return own;
  const others = JSON.parse(coListed) as [evidence: string, last_seen_at: number, same_at: number | null][];
  const listed = others.flatMap(([evidence, last_seen_at, same_at]) =>
    evidenceOf({ evidence, last_seen_at, same_at, settles_at: null }).filter(
      (fact) => fact.type === "listed-by" && !fact.insecure,
    ),
  );
  const agreed = new Set(own.filter((fact) => fact.type === "endpoint-agrees").map((fact) => fact.host));
  const added = endpointHosts.flatMap((host) => {
    const fact = agreed.has(host) ? undefined : listed.find((other) => other.host === host);
    return fact ? [{ ...fact, type: "endpoint-agrees" as const }] : [];
  });
  return [...own, ...added];
}
