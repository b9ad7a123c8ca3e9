// What the registry needs to take publications: the ways of proof that its operator allows, and the tokens that follow from them.

import type { Exchange } from "../../src/http/exchange.ts";
import type { TextLookup } from "../../src/http/resolve-txt.ts";
import { Problem } from "../problem.ts";
import type { ProofMethod } from "../store/publication.ts";
import { domainProblem, grantsOf } from "./domain.ts";
import { type ProofKey, readProofRecord } from "./proof-record.ts";
import { type FoundRecords, recordOverHttp, recordsInDns } from "./proof-sources.ts";
import { createSignedTimes } from "./signed-times.ts";
import { createTokens, type Tokens } from "./tokens.ts";

/** Domains that are asked for their keys at once. */
export const maxLookups = 16;

/** How publishing is set up. */
export interface PublishingOptions {
  readonly methods: readonly ProofMethod[];
  readonly now: () => Date;
  /** The registry's origin: tokens and bound signatures are good there only. */
  readonly audience: string;
  readonly lookup: TextLookup;
  readonly exchange: Exchange;
  readonly seed?: Uint8Array;
}

/** A proof as a client sends it: the time that was signed, and the signature in hex. */
export interface SentProof {
  readonly domain: string;
  /** As it was signed. */
  readonly timestamp: string;
  readonly time: Date;
  readonly signature: Uint8Array;
  /** The registry that the signature is for, where the client names it: then it signed `timestamp`, a space, and this. */
  readonly audience?: string;
}

/** Takes proofs and gives tokens. */
export interface Publishing {
  readonly methods: readonly ProofMethod[];
  readonly tokens: Tokens;
  /** A token for whoever proves a domain. Throws a Problem (400, 401, 429, 503) that says what to mend. */
  prove(method: "dns" | "http", proof: SentProof): Promise<{ readonly token: string; readonly expiresAt: number }>;
  /** A token for the anonymous namespace. */
  anonymous(): Promise<{ readonly token: string; readonly expiresAt: number }>;
}

/** Makes it. */
export function createPublishing(options: PublishingOptions): Publishing {
  const { methods, now, audience, lookup, exchange } = options;
  const tokens = createTokens(options);
  const signedTimes = createSignedTimes();
  let asking = 0;

  function take({ domain, time }: SentProof): void {
    const taken = signedTimes.take(domain, time, now());
    if (taken === "used") throw new Problem("unauthorized", "timestamp was used already: sign a new one.");
    if (taken === "busy")
      throw new Problem("too-many-requests", "Too many proofs at once.", { headers: { "Retry-After": "30" } });
  }

  /** Anybody can make us ask a domain: so only so many at once. */
  async function withinBound<T>(ask: () => Promise<T>): Promise<T> {
    if (asking >= maxLookups)
      throw new Problem("unavailable", "Too many proofs are looked up at this moment.", {
        headers: { "Retry-After": "5" },
      });
    asking += 1;
    try {
      return await ask();
    } finally {
      asking -= 1;
    }
  }

  async function keysOf(method: "dns" | "http", domain: string): Promise<readonly ProofKey[]> {
    const found: FoundRecords =
      method === "dns" ? await recordsInDns(domain, lookup) : await recordOverHttp(domain, exchange);
    if ("problem" in found) throw new Problem("unauthorized", found.problem);
    const keys = found.records.flatMap((record) => readProofRecord(record) ?? []);
    if (keys.length > 0) return keys;
    throw new Problem(
      "unauthorized",
      "The record has no key that can be read: k is ed25519 (p: 32 bytes) or ecdsap384 (p: 49 bytes, a compressed point), in base64.",
    );
  }

  return {
    methods,
    tokens,
    async prove(method, proof) {
      const { domain, timestamp, signature } = proof;
      const problem = domainProblem(domain);
      if (problem !== undefined) throw new Problem("bad-request", problem);
      if (proof.audience !== undefined && proof.audience !== audience)
        throw new Problem("unauthorized", `The signature is for another registry than this one, ${audience}`);
      if (signedTimes.isStale(proof.time, now()))
        throw new Problem("unauthorized", "timestamp is more than 15 s from our clock: sign the present time.");
      const keys = await withinBound(() => keysOf(method, domain));
      const signed = proof.audience === undefined ? timestamp : `${timestamp} ${proof.audience}`;
      if (!keys.some((key) => key.verifies(signed, signature))) {
        const tried = keys.map((key) => `${key.algorithm} ${key.fingerprint}`).join(", ");
        throw new Problem("unauthorized", `The signature is by none of the keys of ${domain}: ${tried}.`);
      }
      take(proof);
      return tokens.mint({ method, domain, permissions: grantsOf(method, domain) });
    },
    anonymous: () => tokens.mint({ method: "none", permissions: grantsOf("none", "") }),
  };
}
