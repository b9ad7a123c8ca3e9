// How long an answer may be taken for current: the doorway to http-cache-semantics, whose word is clamped.

import CachePolicy from "http-cache-semantics";
import type { Answer } from "../http/exchange.ts";
import { revisitMaxMs, revisitMinMs } from "./rhythm.ts";

/** The revisit of an answer that says nothing of its freshness: cards change rarely. */
export const revisitDefaultMs: number = 24 * 3600 * 1000;

/**
 * Gives the milliseconds for which an answer is fresh (RFC 9111 section 4.2, as a private cache), between 1 h and 7 d;
 * undefined where it says nothing. Our clock counts, not the host's `Date`.
 */
export function freshnessMs({ status, headers }: Pick<Answer, "status" | "headers">, now: Date): number | undefined {
  const says = ["cache-control", "expires", "last-modified"].some((name) => headers[name] !== undefined);
  if (!says) return undefined;
  // The library knows directives in lower case only; they have no case (RFC 9111 section 5.2).
  const control = headers["cache-control"]?.toLowerCase();
  const sent = { ...headers, ...(control !== undefined && { "cache-control": control }), date: now.toUTCString() };
  const response = { status, headers: sent };
  // The library asks its own `now`, which its types do not mention, for the system's clock.
  class Policy extends CachePolicy {
    now(): number {
      return now.getTime();
    }
  }
  const policy = new Policy({ method: "GET", headers: {} }, response, { shared: false });
  const ms = policy.timeToLive();
  return Math.min(Math.max(Number.isFinite(ms) ? ms : revisitMaxMs, revisitMinMs), revisitMaxMs);
}

/** Whether the body of an answer may be kept: not with `no-store` (RFC 9111 section 5.2.2.5). */
export function mayKeep(headers: Answer["headers"]): boolean {
  return !/(?:^|[,\s])no-store(?:$|[,\s])/i.test(headers["cache-control"] ?? "");
}

/** Whether a kept copy may be revalidated: an answer that varies by more than what we always send may not. */
export function mayRevalidate(headers: Answer["headers"]): boolean {
  const varies = (headers["vary"] ?? "").split(",").map((name) => name.trim().toLowerCase());
  return varies.every((name) => ["", "accept", "accept-encoding", "origin"].includes(name));
}
