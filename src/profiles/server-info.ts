// Reads `serverInfo`, the member by which the older forms of a card name their server.

import { filledMember, member } from "../dialects/source.ts";
import type { Card } from "../document/card.ts";
import type { Miss } from "../document/reading.ts";
import type { Report } from "../document/report.ts";

/** Yields what `serverInfo` lacks, with the values of the card where there is one. */
export function* checkServerInfo(value: unknown, card: Report["card"], spec: string): Iterable<Miss> {
  const info = member(value, "serverInfo");
  const example = JSON.stringify(infoOf(card));
  if (info === undefined) {
    yield { pointer: "", message: "there is no serverInfo", change: `add "serverInfo": ${example}`, spec };
    return;
  }
  for (const name of ["name", "version"] as const) {
    if (filledMember(info, name) !== undefined) continue;
    const change = `add "${name}": ${JSON.stringify(infoOf(card)[name])} to serverInfo${card === undefined ? ", with your own value" : ""}`;
    yield { pointer: "/serverInfo", message: `serverInfo states no ${name}`, change, spec };
  }
}

function infoOf(card: Card | undefined): { readonly name: string; readonly version: string } {
  return { name: card?.name ?? "com.example/weather", version: card?.version ?? "1.0.0" };
}
