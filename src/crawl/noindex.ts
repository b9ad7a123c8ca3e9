// Reads X-Robots-Tag: whether a host that lets us look wants to be listed.

import { productToken } from "./robots.ts";

/** Directives that have a value of their own after a colon, so that the word before it names no crawler. */
const valued: ReadonlySet<string> = new Set([
  "unavailable_after",
  "max-snippet",
  "max-image-preview",
  "max-video-preview",
]);

/**
 * Whether an answer asks not to be listed: `noindex` or `none`, to all or to us by name. A crawler's name counts for what
 * follows it, up to the next name; what is meant for others is not ours.
 */
export function saysNoindex(headers: Readonly<Record<string, string>>): boolean {
  const value = headers["x-robots-tag"];
  if (value === undefined) return false;
  let ours = true;
  for (const part of value.toLowerCase().split(",")) {
    const [first = "", ...rest] = part.split(":");
    const named = rest.length > 0 && !valued.has(first.trim());
    if (named) ours = first.trim() === productToken;
    const directive = (named ? rest.join(":") : part).trim();
    if (ours && (directive === "noindex" || directive === "none")) return true;
  }
  return false;
}
