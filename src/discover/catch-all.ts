// Recognises a host that answers everything alike, so that its one answer is not taken for a document.

import type { Answer } from "../http/exchange.ts";

/** Longest answer that is compared: pages and error objects are shorter than most catalogs may be. */
const comparedMaxBytes: number = 256 * 1024;

/** Whether two paths of a host got the same answer, but for the path itself where it is repeated in there. */
export function isSameAnswer(one: Answer, other: Answer): boolean {
  if (one.bytes.length === 0 || one.status !== other.status) return false;
  if (Math.max(one.bytes.length, other.bytes.length) > comparedMaxBytes) return false;
  return withoutPath(one) === withoutPath(other);
}

function withoutPath({ bytes, hops }: Answer): string {
  const path = new URL(hops[0]?.url ?? "https://example.com/").pathname;
  return new TextDecoder().decode(bytes).replaceAll(path, "").replaceAll(JSON.stringify(path).slice(1, -1), "");
}
