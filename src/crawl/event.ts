// What a crawl reports: one event a host, and a summary at the end (contract.md).

import type { HostResult, Refusal } from "./frontier.ts";

/** How one host ended. It is reported only after the frontier has committed it. */
export interface HostEvent {
  readonly event: "host";
  /** The host, or the URL where a document or an endpoint was named; as written where it could not be read. */
  readonly host: string;
  /** `skipped`: not visited now, for the reason in `refusal`; `refused`: it may not be asked. */
  readonly outcome: HostResult["outcome"] | "skipped";
  readonly catalogs: number;
  readonly cards: number;
  /** Cards that break the standard; what only a registry would refuse is not counted. */
  readonly invalid: number;
  /** Documents that had not changed, answered by 304. */
  readonly notModified: number;
  readonly requests: number;
  /** Bytes of bodies that were received. */
  readonly bytes: number;
  readonly durationMs: number;
  /** Why it was refused, in a word: what `refusedBy` of the summary counts. */
  readonly reason?: string;
  readonly failure?: NonNullable<HostResult["failure"]>;
  /** Why it was skipped. */
  readonly refusal?: Refusal;
}

/** The end of a crawl. `complete` is false where a signal ended it before every host had its result. */
export interface SummaryEvent {
  readonly event: "summary";
  readonly hosts: number;
  readonly found: number;
  readonly none: number;
  readonly failed: number;
  readonly refused: number;
  /** How many were refused for which reason. */
  readonly refusedBy: Readonly<Record<string, number>>;
  readonly skipped: number;
  readonly cards: number;
  readonly invalid: number;
  readonly notModified: number;
  readonly requests: number;
  readonly bytes: number;
  readonly new: number;
  readonly changed: number;
  readonly gone: number;
  readonly durationMs: number;
  readonly complete: boolean;
}

/** Anything that a crawl yields; the summary comes last. */
export type CrawlEvent = HostEvent | SummaryEvent;
