// The hash by which documents are told apart.

import { createHash } from "node:crypto";

/** Gives the SHA-256 of bytes, or of a text's UTF-8, in lower-case hex. */
export function sha256(of: Uint8Array | string): string {
  return createHash("sha256").update(of).digest("hex");
}
