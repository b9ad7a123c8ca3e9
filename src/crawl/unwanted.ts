// Picks out what a host lets nobody list: by X-Robots-Tag, by robots.txt, or because it asked to be forgotten.

import { isFailure } from "../http/exchange.ts";
import type { Unwanted } from "./frontier.ts";
import { saysNoindex } from "./noindex.ts";
import type { Look } from "./polite-exchange.ts";

/** Gives the documents of a visit that must not be shown, be they known from before or not. */
export function unwantedOf(looks: readonly Look[]): Unwanted[] {
  return looks.flatMap(({ url, result }): Unwanted[] => {
    if (isFailure(result)) return result.code === "robots" ? [{ url, why: "robots" }] : [];
    return saysNoindex(result.headers) ? [{ url, why: "noindex" }] : [];
  });
}
