// Finds the servers that a domain, a catalog, a card's URL or an MCP endpoint leads to.

import { sniff } from "../document/sniff.ts";
import type { Answer, Exchange, Failure } from "../http/exchange.ts";
import { type Budget, type Budgets, createBudget, defaultBudgets } from "./budget.ts";
import { isSameAnswer } from "./catch-all.ts";
import { type Alarm, openDeadline } from "./deadline.ts";
import type { CatalogFound, Discovery } from "./discovery.ts";
import { type Below, type Context, type Fetched, fetchDocument, isNothing, type Verdicts } from "./fetch-document.ts";
import { type Places, placesToAsk } from "./places.ts";
import { serverCardUrl } from "./server-card-url.ts";
import { serverFound } from "./server-found.ts";
import { isUntargetable, readTarget, type Target } from "./target.ts";
import { type Walked, walkCatalog } from "./walk.ts";

/** How a discovery is made. */
export interface DiscoverOptions {
  readonly exchange: Exchange;
  readonly signal?: AbortSignal;
  /** Lower limits than the default ones. */
  readonly budgets?: Partial<Budgets>;
  /** Judge cards by the registry's admission checks too. */
  readonly admission?: boolean;
  /** Places to ask beyond the catalog of a domain, where that has nothing; none by default. */
  readonly places?: Places;
  /** Take documents of older kinds for the cards that can be made of them, each marked with what it was. */
  readonly older?: boolean;
  /** Of what nested catalogs list, look at the root's own host alone, and only so far; else everything is followed. */
  readonly below?: Below;
  /** A purse that somebody else pays from as well; its limits then count instead of `budgets`. */
  readonly budget?: Budget;
  /** When a URL was last asked for: what a budget leaves over is then asked for first the next time. */
  readonly lastAsked?: (url: string) => Promise<Date | undefined>;
  /** A memory of what was found in documents, so that the same bytes need not be judged again. */
  readonly verdicts?: Verdicts;
  /** The time for the whole of it in milliseconds, where it is not the budget's. */
  readonly visitMs?: number;
  /** Ends the visit when its time is up; real time by default. */
  readonly alarm?: Alarm;
}

type Found = Pick<Discovery, "outcome"> & Walked;

const nothing: Walked = { catalogs: [], servers: [], failures: [], unasked: [] };

/**
 * Discovers one target: a domain (`example.com`, `example.com:8443`) or a URL. Nothing that a host answers makes it
 * reject: it rejects only when `signal` aborts. Implements the client flow of spec.md 6.1 with P1 and P2 of 4.1.
 */
export async function discover(target: string, options: DiscoverOptions): Promise<Discovery> {
  const started = performance.now();
  const read = readTarget(target);
  if (isUntargetable(read)) {
    const failure: Failure = { code: "forbidden-url", message: read.problem, url: target };
    return { target, ...nothing, outcome: "failed", failures: [failure], requests: 0, durationMs: 0 };
  }
  const limits = { ...defaultBudgets, ...options.budgets };
  const budget = options.budget ?? createBudget(new URL(read.url).hostname, limits);
  const deadline = openDeadline(options.visitMs ?? budget.limits.visitMs, options.signal, options);
  try {
    const { exchange, admission = false, older = false, places = {}, lastAsked, verdicts, below } = options;
    const memory = { ...(lastAsked && { lastAsked }), ...(verdicts && { verdicts }), ...(below && { below }) };
    const context = { exchange, budget, deadline, admission, older, ...memory };
    const found = await find(read, places, context);
    return { target, ...found, requests: budget.requests(), durationMs: Math.round(performance.now() - started) };
  } finally {
    deadline.close();
  }
}

function find(target: Target, places: Places, context: Context): Promise<Found> {
  if (target.form === "origin") return fromOrigin(target.url, places, context);
  return target.form === "document" ? fromDocument(target.url, context) : fromEndpoint(target.url, context);
}

/** One place after the other, until one has something. What cannot be had at a further place decides nothing. */
async function fromOrigin(url: string, places: Places, context: Context): Promise<Found> {
  const fetched = await fetchDocument(url, "catalog", context);
  const { ard, locators, legacy } = places;
  if (!(ard || locators || legacy) || !isMissing(fetched)) return settle(url, fetched, context);
  const before = await settle(url, fetched, context);
  const failures: Failure[] = [...before.failures];
  let answersAll = false;
  for await (const place of placesToAsk(new URL(url).origin, places, context)) {
    const led = place.ledBy ? { ...context, ledBy: place.ledBy } : context;
    const there = await fetchDocument(place.url, place.expected, led);
    if (there.state === "failed") failures.push(there.failure);
    if (there.state !== "read") continue;
    if (fetched.state === "read" && isSameAnswer(fetched.answer, there.answer)) answersAll = true;
    else if (!isMissing(there)) {
      const found = await (isCatalog(there) ? settle(place.url, there, context) : settleCard(place.url, there));
      return { ...found, catalogs: [...before.catalogs, ...found.catalogs] };
    }
  }
  return answersAll ? { ...nothing, outcome: "none", failures } : { ...before, failures };
}

/** Whether an answer leaves open if the domain publishes anything: nothing there, a page, or JSON of no known shape. */
function isMissing(fetched: Fetched): boolean {
  if (fetched.state !== "read") return fetched.state === "absent";
  return isNothing(fetched.report) || fetched.report.kind === "json";
}

/** A URL that looks like a document: its content decides whether it is a card or a catalog. */
async function fromDocument(url: string, context: Context): Promise<Found> {
  const fetched = await fetchDocument(url, "either", context);
  return isCatalog(fetched) ? settle(url, fetched, context) : settleCard(url, fetched);
}

/** The reserved path first; then the URL itself, which counts only if it answers with a card (spec.md 4.1, P2, P16). */
async function fromEndpoint(url: string, context: Context): Promise<Found> {
  const reserved = serverCardUrl(url);
  const fetched = await fetchDocument(reserved, "card", context);
  const missing = fetched.state === "absent" || (fetched.state === "read" && isNothing(fetched.report));
  if (!missing) return settleCard(reserved, fetched);
  const itself = await fetchDocument(url, "either", context);
  if (itself.state === "read" && itself.report.card) return settleCard(url, itself);
  if (isCatalog(itself)) return settle(url, itself, context);
  return { ...nothing, outcome: "none" };
}

function isCatalog(fetched: Fetched): boolean {
  if (fetched.state !== "read") return false;
  return fetched.report.catalog !== undefined || /-catalog$/.test(fetched.report.kind);
}

async function settle(url: string, fetched: Fetched, context: Context): Promise<Found> {
  if (fetched.state === "read") {
    const walked = await walkCatalog(url, fetched, context);
    return { ...walked, outcome: isNothing(fetched.report) ? "none" : "found" };
  }
  if (fetched.state !== "absent") return unsettled(url, fetched);
  return { ...nothing, outcome: "none", catalogs: [absentCatalog(url, fetched.answer, fetched.failure)] };
}

function settleCard(url: string, fetched: Fetched): Found {
  if (fetched.state === "read") {
    if (isNothing(fetched.report)) return { ...nothing, outcome: "none" };
    return { ...nothing, outcome: "found", servers: [serverFound(fetched.report, url, { answer: fetched.answer })] };
  }
  return fetched.state === "absent" ? { ...nothing, outcome: "none" } : unsettled(url, fetched);
}

function unsettled(url: string, fetched: Fetched): Found {
  if (fetched.state === "failed") return { ...nothing, outcome: "failed", failures: [fetched.failure] };
  const failure: Failure = { code: "timeout", message: "the visit's time or requests were used up", url };
  return { ...nothing, outcome: "failed", failures: [failure], unasked: [url] };
}

function absentCatalog(url: string, answer: Answer, { code, message }: Failure): CatalogFound {
  const report = {
    source: url,
    kind: sniff(answer.bytes),
    valid: false,
    diagnostics: [],
    failure: { code, message, url },
  };
  return { url, report, answer, depth: 0 };
}
