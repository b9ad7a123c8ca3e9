// The digest of a value that stands inside a catalog.

import { createRequire } from "node:module";
import { canonicalJson } from "./canonical.ts";

/**
 * Gives `sha256:` and 64 lower-case hex digits: the SHA-256 of the value's canonical form in UTF-8 (AI Catalog, digest of
 * `data`). Node's crypto takes 4 ms to load, so it is loaded by the first catalog that has a digest.
 */
export function digestOf(value: unknown): string {
  const { createHash } = createRequire(import.meta.url)("node:crypto") as typeof import("node:crypto");
  return `sha256:${createHash("sha256").update(canonicalJson(value)).digest("hex")}`;
}
