// The doorway to jose: short-lived tokens that say who may publish what.

import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { jwtVerify, SignJWT } from "jose";
import type { ProofMethod } from "../store/publication.ts";
import { allows, type Permission } from "./domain.ts";

/** How long a token lasts, as the official registry's do. */
export const tokenLifeSeconds = 300;

/** Whose tokens these are. */
export const tokenIssuer = "mcp-discover";

/** A publisher as a token tells of them. */
export interface Principal {
  readonly method: ProofMethod;
  /** The domain that they proved; absent for `none`. */
  readonly domain?: string;
  readonly permissions: readonly Permission[];
}

/** Makes and reads tokens. */
export interface Tokens {
  mint(principal: Principal): Promise<{ readonly token: string; readonly expiresAt: number }>;
  /** The principal of a token of this registry that is valid now; undefined for anything else. */
  read(token: string): Promise<Principal | undefined>;
}

/** How tokens are made. */
export interface TokenOptions {
  readonly now: () => Date;
  /** Where they are good: the registry's own origin. */
  readonly audience: string;
  /** 32 bytes, so that several processes take each other's tokens; without it, each process has a key of its own. */
  readonly seed?: Uint8Array;
}

/** An Ed25519 private key of a seed, as RFC 8410 section 7 writes it. */
function keyOf(seed: Uint8Array): KeyObject {
  const der = Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), seed]);
  return createPrivateKey({ key: der, format: "der", type: "pkcs8" });
}

/** A longer token is none of ours. */
const maxTokenLength = 4_096;

/** Makes the two functions. Throws where the seed is not 32 bytes. */
export function createTokens({ now, audience, seed }: TokenOptions): Tokens {
  if (seed !== undefined && seed.length !== 32) throw new Error("the seed of the tokens must be 32 bytes");
  const privateKey = seed === undefined ? generateKeyPairSync("ed25519").privateKey : keyOf(seed);
  const publicKey = createPublicKey(privateKey);
  return {
    async mint({ method, domain, permissions }) {
      const issuedAt = Math.floor(now().getTime() / 1000);
      const expiresAt = issuedAt + tokenLifeSeconds;
      const token = await new SignJWT({ auth_method: method, auth_method_sub: domain ?? "anonymous", permissions })
        .setProtectedHeader({ alg: "EdDSA", typ: "JWT" })
        .setIssuer(tokenIssuer)
        .setAudience(audience)
        .setIssuedAt(issuedAt)
        .setNotBefore(issuedAt)
        .setExpirationTime(expiresAt)
        .sign(privateKey);
      return { token, expiresAt };
    },
    async read(token) {
      if (token.length > maxTokenLength) return undefined;
      try {
        const { payload } = await jwtVerify(token, publicKey, {
          algorithms: ["EdDSA"],
          issuer: tokenIssuer,
          audience,
          currentDate: now(),
          requiredClaims: ["exp", "iat", "nbf"],
        });
        const method = payload["auth_method"] as ProofMethod;
        const domain = payload["auth_method_sub"] as string;
        const permissions = payload["permissions"] as readonly Permission[];
        return { method, permissions, ...(method === "none" ? {} : { domain }) };
      } catch {
        return undefined; // Whatever is wrong with it, it is no token of ours for now.
      }
    },
  };
}

/** Whether a principal may write about a name. */
export function mayPublish({ permissions }: Principal, name: string): boolean {
  return allows(permissions, name);
}
