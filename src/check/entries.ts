// What a catalog says of a card against the card that its URL serves. Inline cards are judged with their catalog.

import { createHash } from "node:crypto";
import type { ServerFound } from "../discover/discovery.ts";
import type { Diagnostic } from "../document/diagnostic.ts";
import { quote } from "../text/quote.ts";
import { identifierOf } from "../validate/rules/catalog/inline-name.ts";
import { sources } from "../validate/rules/sources.ts";
import type { SiteFinding } from "./site-finding.ts";

const spec = sources.aiCatalog;

/** Yields where entries and cards disagree: identifier, version, digest (spec.md 2.3, 2.4). */
export function* checkEntries(servers: readonly ServerFound[]): Iterable<SiteFinding> {
  for (const server of servers) {
    if (server.inline || server.entry === undefined || server.listedBy === undefined) continue;
    for (const diagnostic of checkEntry(server)) yield { url: server.listedBy, diagnostic };
  }
}

function* checkEntry({ entry, card, cardAt, answer }: ServerFound): Iterable<Diagnostic> {
  const { identifier, version, digest } = (entry ?? {}) as Readonly<Record<string, unknown>>;
  if (card && typeof version === "string" && version !== card.version) {
    yield {
      code: "check/entry-version",
      severity: "warning",
      message: `the entry of ${quote(cardAt)} says version ${quote(version)}, the card ${quote(card.version)}`,
      hint: "leave version out of the entry: the card has its own",
      spec,
    };
  }
  const expected = card && identifierOf(card.name);
  const isAir = typeof identifier === "string" && /^urn:air:/i.test(identifier);
  if (card && expected && isAir && identifier.toLowerCase() !== expected.toLowerCase()) {
    yield {
      code: "check/entry-identifier",
      severity: "warning",
      message: `the entry of ${quote(cardAt)} is ${quote(identifier)}, which does not fit the card's name ${quote(card.name)}`,
      hint: `write ${quote(expected)}, or change the card's name`,
      spec,
    };
  }
  if (answer && typeof digest === "string" && /^sha256:[0-9a-f]{64}$/.test(digest)) {
    const served = `sha256:${createHash("sha256").update(answer.bytes).digest("hex")}`;
    if (served === digest) return;
    yield {
      code: "check/entry-digest",
      severity: "error",
      message: `the bytes of ${quote(cardAt)} are not those that the entry's digest is of`,
      hint: `write "digest": "${served}", once you know that these bytes are meant`,
      spec,
    };
  }
}
