// Walks what is exported, page by page: a store of ours, or any registry that speaks the MCP Registry API v0.1.

import type { Store } from "../registry/store/store.ts";
import { realPace } from "../src/crawl/pace.ts";
import { askPatiently, notAList } from "../src/crawl/sources/ask-patiently.ts";
import { registryMaxPages, registryPageSize, registryPageTimeoutMs } from "../src/crawl/sources/registry.ts";
import { cursorMaxLength } from "../src/crawl/sources/registry-page.ts";
import { readDocument } from "../src/document/read.ts";
import { isMembers } from "../src/document/sniff.ts";
import { type ExportEntry, readExportEntry } from "../src/export/entry.ts";
import { type Exchange, isFailure, type Policy } from "../src/http/exchange.ts";
import { catalogMaxBytes, maxRedirects } from "../src/http/limits.ts";
import type { Host } from "./host.ts";

/** What is wanted. */
export interface ExportQuery {
  readonly latest: boolean;
  readonly since: Date | undefined;
  /** Also what was deleted: those who follow changes must learn of it. */
  readonly deleted: boolean;
}

/** Entries in turn; the return value says why a walk ended early, or nothing. */
export type Walk = AsyncGenerator<ExportEntry, string | undefined, undefined>;

/** Entries of a store that are read at once. */
const pageSize = 100;

/** Walks a store. */
export async function* walkStore(store: Store, { latest, since, deleted }: ExportQuery): Walk {
  const { entryJson } = await import("../registry/routes/entry-json.ts");
  const { defaultNamespace } = await import("../src/namespace.ts");
  let after: { readonly name: string; readonly version: string } | undefined;
  do {
    const page = await store.list({
      limit: pageSize,
      includeDeleted: deleted,
      ...(after === undefined ? {} : { after }),
      ...(latest ? { version: "latest" } : {}),
      ...(since === undefined ? {} : { updatedSince: since }),
    });
    for (const each of page.entries) {
      const entry = readExportEntry(JSON.parse(entryJson(each, defaultNamespace)));
      if (entry !== undefined) yield entry;
    }
    after = page.next;
  } while (after !== undefined);
  return undefined;
}

const policy: Policy = { methods: ["GET"], maxBytes: catalogMaxBytes, timeoutMs: registryPageTimeoutMs, maxRedirects };

/** Walks a registry by its base URL, patiently. Whatever it answers, the walk ends. */
export async function* walkRegistry(
  base: string,
  query: ExportQuery,
  { exchange, host }: { readonly exchange: Exchange; readonly host: Host },
): Walk {
  const seen = new Set<string>();
  let cursor: string | undefined;
  for (let pages = 0; pages < registryMaxPages; pages += 1) {
    const ask = {
      method: "GET",
      url: pageUrl(base, query, cursor),
      headers: { accept: "application/json" },
      policy,
    } as const;
    const result = await askPatiently(ask, { exchange, pace: realPace, now: host.now, signal: host.signal });
    if (isFailure(result) || result.status !== 200) return `the registry ${notAList(result)}`;
    const read = readDocument(result.bytes);
    const value = read.readable && isMembers(read.value) ? read.value : {};
    const { servers, metadata } = value;
    if (!Array.isArray(servers)) return "the registry answered with what is no list of servers";
    for (const each of servers) {
      const entry = readExportEntry(each);
      if (entry !== undefined) yield entry;
    }
    const next = isMembers(metadata) ? metadata["nextCursor"] : undefined;
    if (typeof next !== "string" || next === "") return undefined;
    if (seen.has(next) || next.length > cursorMaxLength) return "the registry's pages go in a circle";
    seen.add(next);
    cursor = next;
  }
  return `the registry has more than ${registryMaxPages} pages`;
}

function pageUrl(base: string, { latest, since, deleted }: ExportQuery, cursor: string | undefined): string {
  const query = new URLSearchParams({
    limit: String(registryPageSize),
    ...(latest ? { version: "latest" } : {}),
    ...(since === undefined ? {} : { updated_since: since.toISOString() }),
    ...(deleted ? { include_deleted: "true" } : {}),
    ...(cursor === undefined ? {} : { cursor }),
  });
  return `${base}/v0.1/servers?${query}`;
}
