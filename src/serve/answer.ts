// Answers one request for one document, with everything that readers, caches and browsers need (spec.md 5).

import { allNeeds } from "../hosting/need.ts";
import { headersFor, preflightHeaders } from "../hosting/served-headers.ts";
import type { ServedDocument } from "./served-site.ts";

/** A request, as far as the answer depends on it. */
export interface CardAsk {
  readonly method: string;
  /** Without query and fragment. */
  readonly path: string;
  /** The header If-None-Match, several joined with commas. */
  readonly ifNoneMatch?: string | undefined;
}

/** An answer. Header names are in lower case; there is no body for HEAD, OPTIONS and 304. */
export interface CardAnswer {
  readonly status: 200 | 204 | 304 | 405;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array<ArrayBuffer>;
}

/** Answers for one document. */
export type Answerer = (ask: CardAsk) => CardAnswer;

/** What can be asked; it stands in `Allow`. */
const allow = "GET, HEAD, OPTIONS";

/** How long a browser may keep the answer to a preflight, in seconds; Chromium keeps none longer than two hours. */
const preflightSeconds = 7200;

/** Longer lists of tags are no match: real ones have one tag. */
const ifNoneMatchMaxLength = 8192;

/** Makes the answerer of a document: its bytes and its strong ETag, of the SHA-256 of the bytes, are made once. */
export async function createAnswerer(document: ServedDocument, cacheSeconds: number): Promise<Answerer> {
  const body = new TextEncoder().encode(document.text);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  const etag = `"${[...digest.slice(0, 16)].map((byte) => byte.toString(16).padStart(2, "0")).join("")}"`;
  const cors = named(headersFor(allNeeds.filter((need) => need !== "cache-control")));
  // A 304 repeats what the 200 said of caching and of origins (RFC 9110 section 15.4.5; Fetch, CORS check).
  const shared = {
    ...cors,
    "cache-control": cacheSeconds === 0 ? "no-cache" : `public, max-age=${cacheSeconds}`,
    etag,
  };
  const whole = {
    ...shared,
    "content-type": document.mediaType,
    "content-length": String(body.length),
    "x-content-type-options": "nosniff",
  };
  return ({ method, ifNoneMatch }) => {
    if (method === "OPTIONS") return { status: 204, headers: preflight };
    if (method !== "GET" && method !== "HEAD") return refusal(cors);
    if (ifNoneMatch !== undefined && matches(ifNoneMatch, etag)) return { status: 304, headers: shared };
    return { status: 200, headers: whole, ...(method === "GET" ? { body } : {}) };
  };
}

const preflight = { ...named(preflightHeaders), "access-control-max-age": String(preflightSeconds), allow };

/** What else is asked changes nothing here, so nobody may keep the refusal. */
function refusal(cors: Readonly<Record<string, string>>): CardAnswer {
  const body = new TextEncoder().encode(`This document is only read: ${allow}.\n`);
  const about = { "content-type": "text/plain; charset=utf-8", "content-length": String(body.length) };
  return { status: 405, headers: { ...cors, allow, "cache-control": "no-store", ...about }, body };
}

/** The weak comparison (RFC 9110 section 13.1.2): a proxy that compresses makes our strong tag a weak one. */
function matches(ifNoneMatch: string, etag: string): boolean {
  if (ifNoneMatch.length > ifNoneMatchMaxLength) return false;
  if (ifNoneMatch.trim() === "*") return true;
  const tags = ifNoneMatch.match(/(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"/g) ?? [];
  return tags.some((tag) => tag.replace(/^W\//, "") === etag);
}

function named(headers: readonly { readonly name: string; readonly value: string }[]): Record<string, string> {
  return Object.fromEntries(headers.map(({ name, value }) => [name.toLowerCase(), value]));
}
