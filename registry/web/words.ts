// Facts put into the words that a page shows.

import type { Evidence } from "../../src/evidence/evidence.ts";
import { strength } from "../../src/evidence/strength.ts";
import type { DiscoveryFacts, Freshness } from "../store/store.ts";

/** What the evidence amounts to, as a clause. */
export interface EvidenceWords {
  readonly words: string;
  /** Whether the name's own domain stands behind it. */
  readonly confirmed: boolean;
}

const sources: ReadonlySet<string> = new Set(["listed-by", "served-by", "controls-domain"]);

/** The strongest of the facts in words; strongest at `now`, so that what has expired says so. */
export function evidenceWords(evidence: readonly Evidence[], now: Date): EvidenceWords {
  const confirmed = evidence.find((fact) => fact.type === "served-by" && strength([fact], now) > 0);
  if (confirmed?.settlesAt !== undefined && confirmed.settlesAt > now) {
    return {
      words: `served by its own domain, which changed lately: not confirmed before ${day(confirmed.settlesAt)}`,
      confirmed: false,
    };
  }
  if (confirmed !== undefined) return { words: "served by its own domain", confirmed: true };
  const published = evidence.find((fact) => fact.type === "controls-domain" && strength([fact], now) > 0);
  if (published !== undefined) {
    const settled = published.settlesAt === undefined || published.settlesAt <= now;
    return { words: `published by whoever controls ${published.host}`, confirmed: settled };
  }
  const listed = evidence.find((fact) => fact.type === "listed-by" && strength([fact], now) > 0);
  if (listed !== undefined) return { words: `listed by ${listed.host}, not confirmed`, confirmed: false };
  const expired = evidence.filter((fact) => sources.has(fact.type) && !fact.insecure).sort(byCheckedAt)[0];
  if (expired !== undefined) return { words: `last confirmed ${day(expired.checkedAt)}, not since`, confirmed: false };
  if (evidence.some((fact) => fact.insecure)) return { words: "seen over plain http, not confirmed", confirmed: false };
  return { words: "only claimed, not confirmed", confirmed: false };
}

/** One fact as a clause. */
export function factWords(fact: Evidence): string {
  const words = {
    "served-by": `served by its own domain, ${fact.host}`,
    "listed-by": `listed by ${fact.host}`,
    claimed: fact.host === "" ? "published here without a proof" : `claimed by ${fact.host}`,
    "controls-domain": `published here by whoever controls ${fact.host}`,
    "endpoint-agrees": `the operator of ${fact.host} agrees to get its traffic`,
  }[fact.type];
  return fact.insecure ? `${words}, over plain http` : words;
}

/** A host that gets the traffic, and whether whoever runs it is known to stand behind the card. */
export function endpointWords(host: string, evidence: readonly Evidence[], now: Date): string {
  const agrees = evidence.some(
    (fact) => fact.type === "endpoint-agrees" && fact.host === host && fact.expiresAt.getTime() > now.getTime(),
  );
  return agrees ? host : `${host} (its operator has not confirmed it)`;
}

const freshness: Readonly<Record<Freshness, string>> = {
  fresh: "",
  stale: ", overdue",
  unreachable: ", not answering",
};

/** When an entry was last checked and what that means. */
export function checkedWords({ lastCheckedAt, state }: DiscoveryFacts, now: Date): string {
  return `checked ${ago(lastCheckedAt, now)}${freshness[state]}`;
}

const units = [
  [86_400_000, "d"],
  [3_600_000, "h"],
  [60_000, "min"],
] as const;

/** How long ago, in the largest whole unit. A time that has not come yet is "just now". */
export function ago(at: Date, now: Date): string {
  const ms = now.getTime() - at.getTime();
  for (const [unitMs, name] of units) {
    if (ms >= unitMs) return `${Math.floor(ms / unitMs)} ${name} ago`;
  }
  return "just now";
}

/** A date in UTC. */
export function day(at: Date): string {
  return at.toISOString().slice(0, 10);
}

/** A time in UTC, to the minute. */
export function minute(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** A number and its noun. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

function byCheckedAt(a: Evidence, b: Evidence): number {
  return b.checkedAt.getTime() - a.checkedAt.getTime();
}
