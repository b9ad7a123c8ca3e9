// Crawls many hosts at once and politely; yields each host's result once it is safely committed.

import type { Budgets } from "../discover/budget.ts";
import { readTarget, type Target, type Untargetable } from "../discover/target.ts";
import { crawlConcurrency } from "../http/limits.ts";
import type { Transport } from "../http/transport.ts";
import type { CrawlEvent, HostEvent } from "./event.ts";
import { type Commit, type Frontier, type HostResult, isRefusal, type Refusal } from "./frontier.ts";
import { createHostTurns } from "./host-turns.ts";
import { createInbox } from "./inbox.ts";
import { createManners } from "./manners.ts";
import { type Pace, realPace } from "./pace.ts";
import { type Candidate, isRefused, type Refused, textOf } from "./sources/candidate.ts";
import { createTally } from "./tally.ts";
import { MemoryFailure, type VisitTarget, visitHost } from "./visit-host.ts";

/** The length of a lease: a visit's minute, and time to commit. A crawler that died is replaced after that. */
export const leaseMs: number = 3 * 60_000;

/** How a crawl is made. */
export interface CrawlOptions {
  /** Names us in its User-Agent; the caller closes it. */
  readonly transport: Transport;
  readonly frontier: Frontier;
  readonly now: () => Date;
  /** Hosts visited at once, 128 by default. */
  readonly concurrency?: number;
  /** Pause between two requests to one host in milliseconds, 1,000 by default and at least. */
  readonly delayMs?: number;
  /** Hosts visited less than so many milliseconds ago are skipped. */
  readonly minAgeMs?: number;
  /** Says for which hosts a shorter `delayMs` counts: those admitted by name for a demo or a test. */
  readonly mayHurry?: (host: string) => boolean;
  /** Ends the crawl: no host is begun any more, visits under way are given back unfinished. */
  readonly signal?: AbortSignal;
  readonly budgets?: Partial<Budgets>;
  /** Ask the older places of a domain too, where the current ones have nothing: at most three requests more. */
  readonly legacy?: boolean;
  /** Where a domain has no catalog at the usual places, ask its home page and robots.txt for one: two requests more. */
  readonly locators?: boolean;
  /** The sense of time, for tests. */
  readonly pace?: Pace;
  /** Numbers from 0 to below 1 that spread revisits, for tests. */
  readonly random?: () => number;
}

type Message =
  | { readonly type: "target"; readonly next: IteratorResult<Candidate, unknown> }
  | { readonly type: "done"; readonly event?: HostEvent; readonly commit?: Commit }
  | { readonly type: "bug"; readonly reason: unknown }
  | { readonly type: "broken"; readonly reason: unknown };

const over: IteratorResult<Candidate, unknown> = { done: true, value: undefined };

const noCounts = { catalogs: 0, cards: 0, invalid: 0, notModified: 0, requests: 0, bytes: 0, durationMs: 0 } as const;

/**
 * Crawls hosts: domains, or URLs of catalogs, cards and endpoints, and places of a list without one, which are counted as
 * refused. The same target twice is visited once. Yields one
 * event a host, in order of completion, then the summary. Throws where the frontier or the list of hosts fails, at once;
 * and where a visit met a bug of ours, after the summary, so that one host never costs the others their results.
 */
export async function* crawl(
  hosts: Iterable<Candidate> | AsyncIterable<Candidate>,
  options: CrawlOptions,
): AsyncGenerator<CrawlEvent, void, undefined> {
  const { frontier, now, signal, concurrency = crawlConcurrency, pace = realPace, random = Math.random } = options;
  const { minAgeMs = 0 } = options;
  const started = performance.now();
  const manners = createManners({ ...options, pace });
  const tools = { ...options, manners, random };
  const tally = createTally();
  const inbox = createInbox<Message>();
  const visits = new Set<AbortController>();
  const known = new Set<string>();
  const turns = createHostTurns<VisitTarget>();
  const list = Symbol.asyncIterator in hosts ? hosts[Symbol.asyncIterator]() : hosts[Symbol.iterator]();
  let pulling = false;
  let ended = false;
  let stopped = signal?.aborted === true;
  let broken: { readonly reason: unknown } | undefined;
  let bug: { readonly reason: unknown } | undefined;

  function stop(): void {
    stopped = true;
    for (const visit of visits) visit.abort(signal?.reason);
    inbox.knock();
  }

  function pull(): void {
    pulling = true;
    Promise.resolve(list.next()).then(
      (next) => inbox.put({ type: "target", next }),
      // A source that is waiting when the crawl is stopped has every right to fail.
      (reason: unknown) => inbox.put(stopped ? { type: "target", next: over } : { type: "broken", reason }),
    );
  }

  async function tooYoung({ key }: Target): Promise<Refusal | undefined> {
    if (minAgeMs === 0) return undefined;
    const { lastVisitAt } = (await frontier.schedule(key)) ?? {};
    const until = new Date((lastVisitAt?.getTime() ?? 0) + minAgeMs);
    return until > now() ? { reason: "visited-lately", until } : undefined;
  }

  async function isNamed({ key }: Target): Promise<boolean> {
    const known = await frontier.schedule(key);
    return known?.lastVisitAt !== undefined && !known.ledByPublic;
  }

  async function visit(target: VisitTarget, controller: AbortController): Promise<Message> {
    const begun = (await tooYoung(target)) ?? (await frontier.begin(target.key, now(), leaseMs));
    if (isRefusal(begun)) {
      return {
        type: "done",
        event: { event: "host", host: target.key, outcome: "skipped", ...noCounts, refusal: begun },
      };
    }
    let result: HostResult;
    try {
      result = await visitHost(target, begun, tools, controller.signal);
    } catch (reason) {
      await frontier.release(begun);
      if (controller.signal.aborted) return { type: "done" };
      return { type: reason instanceof MemoryFailure ? "broken" : "bug", reason };
    }
    if (target.ledByPublic && result.failure?.code === "forbidden-address" && (await isNamed(target))) {
      // What a public list may not reach is not thereby out of reach for the user, who has named it before.
      await frontier.release(begun);
      return { type: "done", event: eventOf(result) };
    }
    const commit = await frontier.finish(begun, result);
    return { type: "done", event: eventOf(result), commit };
  }

  function begin(candidate: Candidate): HostEvent | undefined {
    const text = textOf(candidate);
    const target = isRefused(candidate) ? candidate : readTarget(text);
    const key = "problem" in target ? text : target.key;
    if (known.has(key)) return undefined;
    known.add(key);
    if ("problem" in target) return refusedEvent(text, target);
    const led = typeof candidate === "object" && "ledByPublic" in candidate;
    const wanted: VisitTarget = { ...target, ...(led && { ledByPublic: true }) };
    const { hostname } = new URL(target.url);
    if (turns.enter(hostname, wanted)) go(hostname, wanted);
    return undefined;
  }

  function go(hostname: string, target: VisitTarget): void {
    const controller = new AbortController();
    visits.add(controller);
    visit(target, controller)
      .catch((reason: unknown): Message => ({ type: "broken", reason }))
      .then((message) => {
        visits.delete(controller);
        const next = turns.leave(hostname);
        if (next !== undefined && !stopped) go(hostname, next);
        inbox.put(message);
      });
  }

  signal?.addEventListener("abort", stop, { once: true });
  try {
    for (;;) {
      if (!pulling && !ended && !stopped && visits.size < concurrency) pull();
      for (let message = inbox.take(); message !== undefined; message = inbox.take()) {
        if (message.type === "broken") {
          broken ??= { reason: message.reason };
          stop();
        } else if (message.type === "bug") {
          bug ??= { reason: message.reason };
        } else if (message.type === "done") {
          if (message.event === undefined) continue;
          tally.add(message.event, message.commit);
          yield message.event;
        } else {
          pulling = false;
          ended = message.next.done === true;
          const refused = message.next.done || stopped ? undefined : begin(message.next.value);
          if (refused === undefined) continue;
          tally.add(refused);
          yield refused;
        }
      }
      if (!pulling && !ended && !stopped && visits.size < concurrency) continue;
      if ((ended || stopped) && visits.size === 0) break;
      await inbox.wait();
    }
    if (broken) throw broken.reason instanceof MemoryFailure ? broken.reason.cause : broken.reason;
    yield tally.summary({
      durationMs: Math.round(performance.now() - started),
      complete: !stopped && bug === undefined,
    });
    if (bug) throw bug.reason;
  } finally {
    signal?.removeEventListener("abort", stop);
    stop();
    while (visits.size > 0) await inbox.wait();
    // A list that is being waited for, as standard input may be, cannot be ended from here.
    if (!pulling) await list.return?.();
  }
}

function refusedEvent(text: string, { reason, problem }: Untargetable | Refused): HostEvent {
  // What stands before an "@" may be a password, and events end up in logs.
  const host = reason === "credentials" ? text.replace(/^((?:[a-z]+:\/\/)?)[^/?#]*@/i, "$1…@") : text;
  const failure = { code: "forbidden-url", message: problem, url: host } as const;
  return { event: "host", host, outcome: "refused", reason, ...noCounts, failure };
}

function eventOf(result: HostResult): HostEvent {
  const { host, outcome, catalogs, cards, invalid, notModified, requests, bytes = 0, durationMs, failure } = result;
  return {
    event: "host",
    host,
    outcome,
    catalogs,
    cards,
    invalid,
    notModified,
    requests,
    bytes,
    durationMs,
    ...(outcome === "refused" && failure && { reason: failure.code }),
    ...(failure && { failure }),
  };
}
