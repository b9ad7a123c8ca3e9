// Says where a document breaks the dialect that it is written in. Kept apart from migration, which validate does not load.

import type { Kind } from "../../document/kind.ts";
import { segments, valueAt } from "../../document/pointer.ts";
import type { Unplaced } from "../../validate/unplaced.ts";
import { under } from "../source.ts";
import { checkCardList } from "./card-list.ts";
import { checkClientConfig } from "./client-config.ts";
import { checkIetfManifest } from "./ietf-manifest.ts";
import { checkMcpCatalog } from "./mcp-catalog.ts";
import { checkMcpJson } from "./mcp-json.ts";
import { checkRegistryServer } from "./registry-server.ts";
import { checkSep1649Card } from "./sep-1649-card.ts";
import { checkSep1960Manifest } from "./sep-1960-manifest.ts";
import { checkServerCardDraft } from "./server-card-draft.ts";
import { checkServerList } from "./server-list.ts";
import { checkSmitheryCard } from "./smithery-card.ts";

const checks: Partial<Readonly<Record<Kind, (value: unknown) => Iterable<Unplaced>>>> = {
  "card-list": checkCardList,
  "client-config": checkClientConfig,
  "ietf-manifest": checkIetfManifest,
  "mcp-catalog": checkMcpCatalog,
  "mcp-json": checkMcpJson,
  "server-json": checkRegistryServer,
  "sep-1649-card": checkSep1649Card,
  "sep-1960-manifest": checkSep1960Manifest,
  "server-card-draft": checkServerCardDraft,
  "server-list": checkServerList,
  "smithery-card": checkSmitheryCard,
};

/** At most this many findings are told of one document beside the one that says what it is: enough to see what is wrong. */
export const maxDialectFindings = 10;

/** Points at what is there: the member, or else the nearest object that lacks it, of which only the bracket is underlined. */
function pointed(found: Unplaced, value: unknown): Unplaced {
  let names = segments(found.pointer ?? "");
  while (names.length > 0 && valueAt(value, under("", ...names)) === undefined) names = names.slice(0, -1);
  const pointer = under("", ...names);
  const here = valueAt(value, pointer);
  if (found.onKey || typeof here !== "object" || here === null) return { ...found, pointer };
  return { ...found, pointer, part: Array.isArray(here) ? "[" : "{" };
}

/** Says where a value breaks the dialect that it is written in. Never throws; empty for kinds that have rules instead. */
export function* checkDialect(kind: Kind, value: unknown): Iterable<Unplaced> {
  let count = 0;
  for (const found of checks[kind]?.(value) ?? []) {
    if (count++ >= maxDialectFindings) return;
    yield pointed(found, value);
  }
}
