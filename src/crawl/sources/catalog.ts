// The hosts that a catalog's entries name, whatever they are entries of.

import { policies } from "../../discover/accept.ts";
import { isUntargetable, readTarget } from "../../discover/target.ts";
import { catalogMediaType } from "../../document/card.ts";
import { readDocument } from "../../document/read.ts";
import { isMembers, kindOf } from "../../document/sniff.ts";
import { isFailure } from "../../http/exchange.ts";
import { readUrl } from "../../text/read-url.ts";
import { askPatiently, type ListTools, notAList } from "./ask-patiently.ts";
import { type Candidate, ledBy, type Source, textOf } from "./candidate.ts";
import { hostOfUrl } from "./host-of-url.ts";

/** Entries of a catalog whose hosts are taken: as many as 4 MiB hold in earnest. */
export const catalogSourceMaxEntries = 20_000;

/** Yields the hosts of one AI, ARD or MCP catalog, named by its URL or its domain. Nested catalogs are hosts like others. */
export async function* fromCatalog(text: string, tools: ListTools): Source {
  const target = readTarget(text);
  if (isUntargetable(target)) return { problem: `cannot be asked: ${target.problem}` };
  const { url } = target;
  const headers = { accept: `${catalogMediaType}, application/json;q=0.5` };
  const result = await askPatiently({ method: "GET", url, headers, policy: policies.catalog }, tools);
  if (isFailure(result) || result.status !== 200) return { problem: notAList(result) };
  const read = readDocument(result.bytes);
  if (!read.readable) return { problem: `answered with ${read.kind === "html" ? "a web page" : "what is no JSON"}` };
  const kind = kindOf(read.value);
  const entries = isMembers(read.value) ? read.value["entries"] : undefined;
  if (!kind.endsWith("-catalog") || !Array.isArray(entries)) {
    return { problem: `answered with a document of kind "${kind}", which is no catalog` };
  }
  const yielded = new Set<string>();
  for (const candidate of entries.slice(0, catalogSourceMaxEntries).flatMap((entry) => hostsOf(entry, url))) {
    const key = textOf(candidate);
    if (!yielded.has(key)) yield ledBy(result, candidate);
    yielded.add(key);
  }
  return entries.length > catalogSourceMaxEntries
    ? { problem: `has more than ${catalogSourceMaxEntries} entries: the rest was not read` }
    : {};
}

/** The host of an entry's URL, which may be relative, and those of the remotes of a card that stands in it. */
function hostsOf(entry: unknown, base: string): Candidate[] {
  if (!isMembers(entry)) return [];
  const { url, data } = entry;
  const remotes = isMembers(data) && Array.isArray(data["remotes"]) ? data["remotes"] : [];
  const own = typeof url === "string" ? [absolute(url, base)] : [];
  const inside = remotes.map((remote) => (isMembers(remote) ? remote["url"] : undefined));
  return [...own, ...inside.filter((value) => typeof value === "string")].map(hostOfUrl);
}

function absolute(url: string, base: string): string {
  return /^[a-z][a-z0-9+.-]*:/i.test(url) || /[{}]/.test(url) ? url : (readUrl(url, base)?.href ?? url);
}
