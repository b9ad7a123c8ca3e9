// How a document wants to be served: the headers that discovery asks for, the same for every web server.

import { cardMediaType, catalogMediaType } from "../document/card.ts";

/** One document on a web server. */
export interface Served {
  /** The path of its URL, from the first slash on. */
  readonly path: string;
  readonly mediaType: string;
}

/** How long readers may keep a document, in seconds: the example of discovery.md. */
export const maxAgeSeconds = 3600;

/** The headers that make a document readable for everybody (spec.md 5), Content-Type apart. They go on 200, 304 and OPTIONS. */
export const sharedHeaders: readonly (readonly [name: string, value: string])[] = [
  ["Access-Control-Allow-Origin", "*"],
  ["Access-Control-Allow-Methods", "GET"],
  ["Access-Control-Allow-Headers", "Content-Type, If-None-Match"],
  ["Access-Control-Expose-Headers", "ETag"],
  ["Cache-Control", `public, max-age=${maxAgeSeconds}`],
];

/** A card and a catalog at their usual places: what examples are made of. */
export const usualPlaces: readonly Served[] = [
  { path: "/mcp/server-card", mediaType: cardMediaType },
  { path: "/.well-known/ai-catalog.json", mediaType: catalogMediaType },
];

/**
 * Whether a path can be written into any configuration as it is: letters, digits and `-._~/` only. A stranger's path with
 * quotes, spaces or braces could end a directive and begin another.
 */
export function isPlainPath(path: string): boolean {
  return /^\/[A-Za-z0-9._~/-]{1,512}$/.test(path);
}
