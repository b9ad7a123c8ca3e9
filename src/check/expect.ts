// Holds a check against the card that its repository says is served.

import type { Card } from "../document/card.ts";
import type { Check } from "./check.ts";
import { checkDrift } from "./drift.ts";
import type { SiteFinding } from "./site-finding.ts";

/** Gives the check with a finding for each place where the served card of that name is another; or that none is served. */
export function expectCard(found: Check, expected: { readonly card: Card; readonly source: string }): Check {
  const { card, source } = expected;
  const served = found.servers.filter((server) => server.card?.name === card.name);
  const findings = served.flatMap((server): SiteFinding[] =>
    server.card === undefined
      ? []
      : [...checkDrift(server.card, card, source)].map((diagnostic) => ({ url: server.cardAt, diagnostic })),
  );
  if (served.length === 0 && found.outcome !== "failed") {
    findings.push({
      url: found.target,
      diagnostic: {
        code: "check/not-served",
        severity: "error",
        message: `no card of the name "${card.name}" is served, which ${source} describes`,
        hint: "deploy it, list it in the catalog, or expect another file",
      },
    });
  }
  return { ...found, findings: [...findings, ...found.findings] };
}
