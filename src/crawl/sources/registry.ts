// Walks an MCP Registry by cursor to its end, and the next time only what changed since.

import { type Answer, type Ask, type Failure, isFailure } from "../../http/exchange.ts";
import { catalogMaxBytes, maxRedirects } from "../../http/limits.ts";
import { readUrl } from "../../text/read-url.ts";
import { delayDefaultMs } from "../manners.ts";
import { sha256 } from "../sha256.ts";
import { askPatiently, type ListTools, notAList } from "./ask-patiently.ts";
import { ledBy, type Source } from "./candidate.ts";
import { readRegistryPage } from "./registry-page.ts";

/** Entries asked for at once: the most that the contract's registries give. */
export const registryPageSize = 100;

/** The whole answer of one page: public registries have been seen to take half a minute. */
export const registryPageTimeoutMs = 60_000;

/** Pages of one walk: a million entries, some fifty times the largest registry of today. */
export const registryMaxPages = 10_000;

/** Bytes of one walk. */
export const registryMaxBytes: number = 1024 * 1024 * 1024;

/** Pages in a row without an entry before a walk that goes on counts as one that never ends. */
export const registryMaxEmptyPages = 3;

/** How much of what is known is asked for again, in case the registry's clock goes behind ours. */
export const registryOverlapMs: number = 5 * 60_000;

/** A registry to walk. */
export interface RegistryWalk extends ListTools {
  /** Only what changed later; absent for everything. */
  readonly since?: Date;
  /** Pause between two pages in milliseconds, a second by default. */
  readonly delayMs?: number;
}

/**
 * The base of a registry's API, without a slash at its end: what a user typed, less `/servers`. Undefined where it is no
 * http or https URL without credentials, query and fragment.
 */
export function registryBase(text: string): string | undefined {
  const url = readUrl(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  const plain = url !== undefined && /^https?:$/.test(url.protocol) && url.username + url.password === "";
  if (!plain || url.search !== "" || url.hash !== "") return undefined;
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "").replace(/\/servers$/, "");
}

/** Yields the hosts of a registry whose base is {@link registryBase}. Whatever it answers, the walk ends. */
export async function* fromRegistry(base: string, walk: RegistryWalk): Source {
  const { now, pace, signal, delayMs = delayDefaultMs } = walk;
  const knownUntil = new Date(now().getTime() - registryOverlapMs);
  const seen = new Set<string>();
  const first = await askFirst(base, walk);
  let { result } = first;
  let [pages, bytes, entries, empty] = [1, 0, 0, 0];
  for (;;) {
    const broken = (problem: string) => ({ problem: `${problem} after ${entries} entries` });
    if (isFailure(result) || result.status !== 200) return broken(notAList(result));
    const page = readRegistryPage(result.bytes);
    if ("problem" in page) return broken(`answered with ${page.problem}`);
    for (const host of page.hosts) yield ledBy(result, host);
    const { nextCursor: cursor } = page;
    if (cursor === undefined) return { knownUntil };
    bytes += result.bytes.length;
    entries += page.entries;
    empty = page.entries === 0 ? empty + 1 : 0;
    const key = sha256(cursor);
    if (seen.has(key)) return broken("gave a cursor for the second time");
    seen.add(key);
    if (empty === registryMaxEmptyPages) return broken(`gave ${empty} pages without an entry`);
    if (pages === registryMaxPages || bytes > registryMaxBytes) return broken("had no end");
    pages += 1;
    await pace.sleep(delayMs, signal);
    result = await askPatiently(askFor(first.list, { ...first, cursor }), walk);
  }
}

interface FirstPage {
  readonly list: string;
  readonly since?: Date;
  readonly result: Answer | Failure;
}

/** The first page, from the stable version where there is one, and whole where the registry knows no `updated_since`. */
async function askFirst(base: string, walk: RegistryWalk): Promise<FirstPage> {
  const versioned = /\/v\d[^/]*$/.test(base);
  const lists = versioned ? [`${base}/servers`] : [`${base}/v0.1/servers`, `${base}/v0/servers`];
  let last: FirstPage | undefined;
  for (const list of lists) {
    for (const since of walk.since ? [walk.since, undefined] : [undefined]) {
      const result = await askPatiently(askFor(list, { ...(since && { since }) }), walk);
      last = { list, result, ...(since && { since }) };
      if (result.status !== 400 && result.status !== 422) break;
    }
    if (last?.result.status !== 404) break;
  }
  return last as FirstPage;
}

function askFor(list: string, { cursor, since }: { readonly cursor?: string; readonly since?: Date }): Ask {
  const url = new URL(list);
  url.searchParams.set("limit", String(registryPageSize));
  if (since !== undefined) url.searchParams.set("updated_since", since.toISOString());
  if (cursor !== undefined) url.searchParams.set("cursor", cursor);
  return {
    method: "GET",
    url: url.href,
    headers: { accept: "application/json" },
    policy: { methods: ["GET"], maxBytes: catalogMaxBytes, timeoutMs: registryPageTimeoutMs, maxRedirects },
  };
}
