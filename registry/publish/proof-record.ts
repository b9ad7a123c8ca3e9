// Reads the record with which a domain names the key of its publisher, and verifies what that key signed.

import { createHash, createPublicKey, ECDH, type KeyObject, verify } from "node:crypto";

/** A key that a domain has named. */
export interface ProofKey {
  readonly algorithm: "ed25519" | "ecdsap384";
  /** The first bytes of the key's SHA-256 in hex: enough to tell people which key was tried. */
  readonly fingerprint: string;
  /** Whether the signature, in the form that mcp-publisher writes (64 or 96 bytes), is this key's over the text's UTF-8. */
  verifies(text: string, signature: Uint8Array): boolean;
}

/** `v=MCPv1; k=<algorithm>; p=<base64 of the public key>` (registry-api.md 3.3). */
const form = /v=MCPv1;\s*k=([^;]+);\s*p=([A-Za-z0-9+/=]+)/;

/** Whether a text is meant as such a record, be it right or wrong. */
export function isProofRecord(text: string): boolean {
  return /v=MCPv1\b/.test(text);
}

/** Bytes of a raw Ed25519 key and of a compressed point of P-384, and of their signatures. */
const lengths = { ed25519: { key: 32, signature: 64 }, ecdsap384: { key: 49, signature: 96 } } as const;

function publicKey(algorithm: ProofKey["algorithm"], key: Buffer): KeyObject {
  if (algorithm === "ed25519")
    return createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: key.toString("base64url") }, format: "jwk" });
  // Throws where the point is not on the curve.
  const point = ECDH.convertKey(key, "secp384r1", undefined, undefined, "uncompressed") as Buffer;
  const x = point.subarray(1, 49).toString("base64url");
  const y = point.subarray(49).toString("base64url");
  return createPublicKey({ key: { kty: "EC", crv: "P-384", x, y }, format: "jwk" });
}

/** Reads a record; undefined where it is none, names another algorithm, or holds no key of that kind. */
export function readProofRecord(text: string): ProofKey | undefined {
  const [, named = "", encoded = ""] = form.exec(text) ?? [];
  const algorithm = named.trim();
  if (algorithm !== "ed25519" && algorithm !== "ecdsap384") return undefined;
  const raw = Buffer.from(encoded, "base64");
  if (raw.length !== lengths[algorithm].key) return undefined;
  let key: KeyObject;
  try {
    key = publicKey(algorithm, raw);
  } catch {
    return undefined;
  }
  return {
    algorithm,
    fingerprint: createHash("sha256").update(raw).digest("hex").slice(0, 12),
    verifies(signed, signature) {
      if (signature.length !== lengths[algorithm].signature) return false;
      const data = Buffer.from(signed);
      return algorithm === "ed25519"
        ? verify(null, data, key, signature)
        : verify("sha384", data, { key, dsaEncoding: "ieee-p1363" }, signature);
    },
  };
}
