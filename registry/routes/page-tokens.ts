// Tokens that say where a page starts: JSON that only we can have written, in one URL-safe word (security.md A4).

import { createHmac, timingSafeEqual } from "node:crypto";
import type { Store } from "../store/store.ts";

/** No honest token comes near this: a name, a version and a search text at their limits, in base64url. */
export const maxTokenLength = 4096;

/** Bytes of the HMAC-SHA-256 that stand in a token: more than anybody can try out, with less to send. */
const macBytes = 16;

/** Writes and reads the tokens of one kind of page. */
export interface PageTokens {
  /** What JSON leaves out is left out. */
  write(parts: Readonly<Record<string, unknown>>): string;
  /** The members of a token; undefined where we did not write it, for this kind of page, byte by byte. */
  read(token: string): Readonly<Record<string, unknown>> | undefined;
}

/** Gives the tokens of a kind of page, once the store has told its key. */
export type OpenPageTokens = () => Promise<PageTokens>;

/** A token of one `kind` is none of another, though the key is the same. The key is asked for once, when it is needed. */
export function pageTokensOf(store: Pick<Store, "pageKey">, kind: string): OpenPageTokens {
  let opened: PageTokens | undefined;
  return async () => {
    opened ??= createPageTokens(await store.pageKey(), kind);
    return opened;
  };
}

/** Tokens over a key of at least 32 bytes. */
export function createPageTokens(key: Uint8Array, kind: string): PageTokens {
  function macOf(json: Uint8Array): Buffer {
    return createHmac("sha256", key).update(`${kind}\0`).update(json).digest().subarray(0, macBytes);
  }
  return {
    write(parts) {
      const json = Buffer.from(JSON.stringify(parts));
      return Buffer.concat([macOf(json), json]).toString("base64url");
    },
    read(token) {
      if (token.length > maxTokenLength) return undefined;
      const bytes = Buffer.from(token, "base64url");
      // Only the canonical spelling: the last letter of base64 has bits to spare.
      if (bytes.length <= macBytes || bytes.toString("base64url") !== token) return undefined;
      const json = bytes.subarray(macBytes);
      if (!timingSafeEqual(bytes.subarray(0, macBytes), macOf(json))) return undefined;
      return JSON.parse(json.toString()) as Readonly<Record<string, unknown>>;
    },
  };
}
