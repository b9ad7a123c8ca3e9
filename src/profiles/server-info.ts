// Reads `serverInfo`, the member by which the older forms of a card name their server.

import { filledMember, member } from "../dialects/source.ts";
import type { Card } from "../document/card.ts";
import type { Miss } from "../document/reading.ts";
import type { Report } from "../document/report.ts";
import { isVersionRange } from "../validate/rules/card/version-range.ts";

/** Yields what `serverInfo` lacks, with the values of the card where there is one. */
export function* checkServerInfo(value: unknown, card: Report["card"], spec: string): Iterable<Miss> {
  const info = member(value, "serverInfo");
  const own = card === undefined || isVersionRange(card.version) ? ", with your own value" : "";
  if (info === undefined) {
    const change = `add "serverInfo": ${JSON.stringify(infoOf(card))}${card === undefined ? "" : own}`;
    yield { pointer: "", message: "there is no serverInfo", change, spec };
    return;
  }
  for (const name of ["name", "version"] as const) {
    if (filledMember(info, name) !== undefined) continue;
    const change = `add "${name}": ${JSON.stringify(infoOf(card)[name])} to serverInfo${own}`;
    yield { pointer: "/serverInfo", message: `serverInfo states no ${name}`, change, spec };
  }
}

function infoOf(card: Card | undefined): { readonly name: string; readonly version: string } {
  // A reader shown a range would have to be told again that a range is none.
  const version = card === undefined || isVersionRange(card.version) ? "1.0.0" : card.version;
  return { name: card?.name ?? "com.example/weather", version };
}
