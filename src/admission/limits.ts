// How much of everything a registry takes from one card or catalog.

import type { Card, Catalog } from "../document/card.ts";
import type { Code } from "../document/diagnostic.ts";
import { areRelated } from "../text/host-names.ts";
import { quote } from "../text/quote.ts";
import { readUrl } from "../text/read-url.ts";
import { entriesOf, isCardEntry, textOf } from "../validate/rules/entries.ts";
import { inputsOf, remotesOf } from "../validate/rules/parts.ts";
import type { Objection } from "./admission.ts";

/** Endpoints of one server: one a region and plan is a handful. */
export const maxRemotes = 32;
/** Headers of one remote: common HTTP servers take about a hundred in all. */
export const maxHeaders = 64;
/** Icons of one card: a few sizes in two themes. */
export const maxIcons = 16;
/** Choices of one input: more is no list to pick from. */
export const maxChoices = 256;
/** Metadata of a publisher: what the official registry accepts. */
export const maxMetaBytes = 4096;
/** Entries of one catalog that a crawl reads (contract.md). */
export const maxCatalogEntries = 1000;
/** Requests to one foreign host for one catalog, so that a catalog cannot turn crawlers on somebody. */
export const maxEntriesOfForeignHost = 20;

/** Yields `admission/too-many` and `admission/meta-size`. */
export function* checkLimits(card: Card): Generator<Objection> {
  yield* tooMany("/remotes", "remotes", card.remotes?.length ?? 0, maxRemotes);
  yield* tooMany("/icons", "icons", card.icons?.length ?? 0, maxIcons);
  for (const remote of remotesOf(card)) {
    yield* tooMany(`${remote.pointer}/headers`, "headers", remote.headers.length, maxHeaders);
  }
  for (const input of inputsOf(card)) {
    yield* tooMany(`${input.pointer}/choices`, "choices", input.value.choices?.length ?? 0, maxChoices);
  }
  const metaBytes = card._meta === undefined ? 0 : new TextEncoder().encode(JSON.stringify(card._meta)).length;
  if (metaBytes > maxMetaBytes) {
    yield {
      code: "admission/meta-size",
      severity: "warning",
      pointer: "/_meta",
      message: `_meta has ${metaBytes} bytes, more than the ${maxMetaBytes} that registries accept`,
      hint: "link to large content instead of putting it into the card",
    };
  }
}

function* tooMany(
  pointer: string,
  what: string,
  count: number,
  most: number,
  code: Code = "admission/too-many",
): Generator<Objection> {
  if (count <= most) return;
  const message = `${count} ${what} are more than ${most}`;
  yield { code, severity: "error", pointer, message, hint: `list at most ${most} ${what}` };
}

/** Yields `admission/too-many` and `admission/foreign-host` for a catalog. */
export function* checkCatalogLimits(catalog: Catalog, servedFrom?: string): Generator<Objection> {
  yield* tooMany("/entries", "entries", catalog.entries.length, maxCatalogEntries);
  const counts = new Map<string, number>();
  for (const entry of entriesOf(catalog)) {
    const host = isCardEntry(entry.value) ? readUrl(textOf(entry.value, "url") ?? "")?.hostname : undefined;
    if (host === undefined || host === "") continue;
    if (servedFrom === undefined || !areRelated(host, servedFrom)) counts.set(host, (counts.get(host) ?? 0) + 1);
  }
  for (const [host, count] of counts) {
    if (count <= maxEntriesOfForeignHost) continue;
    yield {
      code: "admission/foreign-host",
      severity: "warning",
      pointer: "/entries",
      message: `${count} entries lead to ${quote(host)}, and a crawler asks a foreign host ${maxEntriesOfForeignHost} times`,
      hint: "let that host list its own cards, and nest its catalog",
    };
  }
}
