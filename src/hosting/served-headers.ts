// The response headers that meet the needs which a header can meet.

import type { MediaType, Want } from "./hosting.ts";
import type { Need } from "./need.ts";

/** A header line: the name in its usual spelling, and a value of visible ASCII without a double quote. */
export interface Header {
  readonly name: string;
  readonly value: string;
}

/** How long an answer may be kept, in seconds: the value that spec.md 5 gives as its example. */
export const maxAgeSeconds = 3600;

const headerOf: Partial<Record<Need, Header>> = {
  "allow-origin": { name: "Access-Control-Allow-Origin", value: "*" },
  "allow-methods": { name: "Access-Control-Allow-Methods", value: "GET, HEAD, OPTIONS" },
  "allow-headers": { name: "Access-Control-Allow-Headers", value: "Content-Type, If-None-Match" },
  "expose-etag": { name: "Access-Control-Expose-Headers", value: "ETag" },
  "cache-control": { name: "Cache-Control", value: `public, max-age=${maxAgeSeconds}` },
};

/** The headers that are missing, without Content-Type, in the order of the needs. */
export function headersFor(missing: readonly Need[]): readonly Header[] {
  return missing.flatMap((need) => headerOf[need] ?? []);
}

/** The same, led by Content-Type where that is missing: for hosts that set it like any other. */
export function headersWithType({ mediaType, needs }: Want): readonly Header[] {
  return [...typeHeader(mediaType, needs), ...headersFor(needs)];
}

function typeHeader(mediaType: MediaType, missing: readonly Need[]): readonly Header[] {
  return missing.includes("content-type") ? [{ name: "Content-Type", value: mediaType }] : [];
}

/** What the answer to a preflight must carry, whatever else is missing (spec.md 5). */
export const preflightHeaders: readonly Header[] = headersFor(["allow-origin", "allow-methods", "allow-headers"]);
