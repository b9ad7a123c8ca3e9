// Rule: an entry's type is what stands behind it.

import { cardMediaType } from "../../../document/card.ts";
import { quote } from "../../../text/quote.ts";
import { readUrl } from "../../../text/read-url.ts";
import { type CatalogRule, defineRule } from "../../rule.ts";
import { entriesOf, isObject, mediaTypeOf, type RawEntry, textOf } from "../entries.ts";
import { sampleCatalog, sampleEntry } from "../samples.ts";
import { sources } from "../sources.ts";

const cardLike = /(?:^|[/._-])(?:mcp|sse|server-card|server-cards)(?=$|[/._-])/i;

/** Why a type cannot be right for an entry, and whether the right one is certain. */
function problem(entry: RawEntry, type: string): { readonly message: string; readonly sure: boolean } | undefined {
  if (type === "application/mcp-server+json") return { message: "is the former type of Server Cards", sure: true };
  if (!/\//.test(type)) return { message: "is not a media type", sure: false };
  const data = entry["data"];
  const holdsCard =
    isObject(data) && typeof data["$schema"] === "string" && /\/server-card\.schema\.json$/.test(data["$schema"]);
  if (holdsCard && type !== cardMediaType) return { message: "is not the type of the Server Card inside", sure: true };
  if (type !== "application/json") return undefined;
  const url = readUrl(textOf(entry, "url") ?? "");
  const isMcp = url !== undefined && (cardLike.test(url.pathname) || /^mcp\./i.test(url.hostname));
  return isMcp ? { message: "does not say what stands at an MCP address", sure: false } : undefined;
}

/** `catalog/entry-type`, spec.md 1.1 and 2.3. */
export const entryType: CatalogRule = defineRule({
  id: "catalog/entry-type",
  severity: "warning",
  title: "an entry's type cannot be right",
  rationale:
    "Readers choose entries by type and never look at the rest: a Server Card under any other type is invisible to MCP clients. The address of an MCP endpoint is no document at all; its card is what a catalog lists.",
  spec: sources.cardDiscovery,
  on: "catalog",
  good: sampleCatalog([sampleEntry()]),
  bad: sampleCatalog([sampleEntry({ type: "application/json", url: "https://api.example.com/mcp" })]),
  *check(catalog) {
    for (const entry of entriesOf(catalog)) {
      const type = mediaTypeOf(entry.value);
      const found = type === undefined ? undefined : problem(entry.value, type);
      if (type === undefined || found === undefined) continue;
      const pointer = `${entry.pointer}/${textOf(entry.value, "type") === undefined ? "mediaType" : "type"}`;
      yield {
        pointer,
        message: `type ${quote(type)} ${found.message}`,
        hint: `write "${cardMediaType}" and list the card of the server`,
        fix: found.sure ? { op: "replace", pointer, value: cardMediaType } : undefined,
      };
    }
  },
});
