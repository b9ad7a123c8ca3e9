// Everything about what a domain publishes: where documents stand, what they say, how they are delivered, who can read them.

import { accept } from "../discover/accept.ts";
import { type Budget, createBudget, defaultBudgets } from "../discover/budget.ts";
import { type Deadline, openDeadline } from "../discover/deadline.ts";
import { discover } from "../discover/discover.ts";
import type { Discovery } from "../discover/discovery.ts";
import { type DnsHint, readDnsHints } from "../discover/dns-hints.ts";
import { askLocators } from "../discover/locators.ts";
import { ardPath } from "../discover/places.ts";
import { isUntargetable, readTarget, type Target } from "../discover/target.ts";
import type { FailureCode } from "../document/report.ts";
import { isPublicSource } from "../http/addresses.ts";
import type { Answer, Exchange } from "../http/exchange.ts";
import type { TextLookup } from "../http/resolve-txt.ts";
import { type Advice, headerAdvice } from "./advice.ts";
import { canaryPath } from "./canary.ts";
import { type Consumer, consumersOf, type Reached } from "./consumers.ts";
import { checkCopies } from "./copies.ts";
import { exercise, judgeExercise } from "./delivery/exercise.ts";
import { type DeliveredDocument, documentsOf } from "./documents.ts";
import { checkEntries } from "./entries.ts";
import { checkAllMaxRequests, checkMaxRequests, maxCatalogsBelow, maxExercised } from "./limits.ts";
import { type Login, readLogins } from "./logins.ts";
import { checkPlaceholders } from "./placeholders.ts";
import { olderCardPath, places, placeUrl } from "./places.ts";
import { type PathFound, probe } from "./probe.ts";
import { createRecorder, type Recorder } from "./recorder.ts";
import type { SiteFinding } from "./site-finding.ts";
import { siteFindings } from "./site-findings.ts";

/** How a check is made. */
export interface CheckOptions {
  readonly exchange: Exchange;
  readonly signal?: AbortSignal;
  /** Ask every place of the table, not the usual ones only. */
  readonly all?: boolean;
  /** Looks up TXT records: with it, hints in DNS are shown. */
  readonly texts?: TextLookup;
  /** Numbers from 0 to below 1, for the canary's name; `Math.random` by default. */
  readonly random?: () => number;
}

/** What a check found: a discovery, and all that one does not look at. */
export interface Check extends Discovery {
  readonly paths: readonly PathFound[];
  /** Documents in the order found, each with the findings of its delivery. */
  readonly documents: readonly DeliveredDocument[];
  /** What several documents, or the host, show together. */
  readonly findings: readonly SiteFinding[];
  readonly hints: readonly DnsHint[];
  readonly logins: readonly Login[];
  readonly consumers: readonly Consumer[];
  readonly advice: readonly Advice[];
}

interface Context {
  readonly recorder: Recorder;
  readonly budget: Budget;
  readonly deadline: Deadline;
}

/**
 * Checks a target: a domain, an MCP endpoint's URL or a card's. A user agent's manners: no delay, one request at a time to a host
 * (over one visit), robots.txt is not asked. Nothing that a host answers makes it reject: it rejects only when `signal` aborts.
 */
export async function check(target: string, options: CheckOptions): Promise<Check> {
  const started = performance.now();
  const read = readTarget(target);
  const recorder = createRecorder(options.exchange);
  const most = options.all ? checkAllMaxRequests : checkMaxRequests;
  const host = isUntargetable(read) ? "" : new URL(read.url).hostname;
  const budget = createBudget(host, { ...defaultBudgets, requests: most });
  const discovery = await discover(target, {
    exchange: recorder.exchange,
    budget,
    below: { catalogs: maxCatalogsBelow },
    ...(options.signal && { signal: options.signal }),
  });
  const nothing = { paths: [], documents: [], findings: [], hints: [], logins: [], consumers: [], advice: [] };
  if (isUntargetable(read) || isOutOfReach(discovery)) return { ...discovery, ...nothing };
  const deadline = openDeadline(budget.limits.visitMs, options.signal);
  try {
    const context: Context = { recorder, budget, deadline };
    const paths = await lookAround(read, options, context);
    const documents = await deliveries(documentsOf(discovery, paths), context);
    const logins = await readLogins(discovery, context);
    const hints = options.texts ? await readDnsHints(host, options.texts) : [];
    const findings = findingsOf(discovery, paths, documents);
    const consumers = consumersOf(reached(read, paths, documents));
    const advice = headerAdvice(documents);
    const durationMs = Math.round(performance.now() - started);
    const requests = budget.requests();
    return { ...discovery, paths, documents, findings, hints, logins, consumers, advice, requests, durationMs };
  } finally {
    deadline.close();
  }
}

/** A host that cannot be reached at all is not asked for more. */
function isOutOfReach({ outcome, failures }: Discovery): boolean {
  const codes: readonly FailureCode[] = ["dns", "refused", "tls", "timeout", "forbidden-url", "forbidden-address"];
  return outcome === "failed" && failures.some(({ code }) => codes.includes(code));
}

/** Looks at the places of the target's own host, after a canary that shows what the host gives for any path. */
async function lookAround(target: Target, options: CheckOptions, context: Context): Promise<readonly PathFound[]> {
  const { recorder, budget, deadline } = context;
  const { origin, hostname } = new URL(target.url);
  const ask = { exchange: recorder.exchange, signal: deadline.signal };
  const endpoint = target.form === "endpoint" ? target.url : undefined;
  let canary: Answer | undefined;
  const canaryUrl = origin + canaryPath(options.random ?? Math.random);
  const found: PathFound[] = [];
  try {
    if (budget.take(hostname)) {
      const place = { path: canaryUrl, standing: "unofficial", says: "", absent: "" } as const;
      canary = (await probe(place, canaryUrl, ask)).answer;
    }
    for (const place of places) {
      const url = options.all || place.always ? placeUrl(place, origin, endpoint) : undefined;
      if (url === undefined) continue;
      const known = recorder.answerTo(url) !== undefined;
      if (!known && !budget.take(hostname)) found.push({ place, url, state: "unasked" });
      else found.push(await probe(place, url, { ...ask, ...(canary && { canary }) }));
    }
    if (options.all) found.push(...(await lookAtLocators(origin, context)));
  } catch (error) {
    if (!deadline.expired()) throw error;
  }
  return found;
}

/** What the home page and robots.txt name, each as a place of its own. */
async function lookAtLocators(origin: string, { recorder, budget, deadline }: Context): Promise<readonly PathFound[]> {
  const { exchange } = recorder;
  const found: PathFound[] = [];
  const context = { exchange, budget, deadline, admission: false, older: false };
  for (const { url, by, said } of await askLocators(origin, context)) {
    const place = {
      path: url,
      standing: "neighbour",
      says: `named by the ${by}`,
      absent: `named by the ${by}`,
    } as const;
    const ledByPublic = said.hops.some(({ address }) => address !== undefined && isPublicSource(address));
    const led: Exchange = (ask) => exchange({ ...ask, ...(ledByPublic && { ledByPublic: true as const }) });
    const known = recorder.answerTo(url) !== undefined;
    if (!known && !budget.take(new URL(url).hostname)) found.push({ place, url, state: "unasked" });
    else found.push(await probe(place, url, { exchange: led, signal: deadline.signal }));
  }
  return found;
}

/** Exercises the first documents; what the budget or the deadline leaves keeps the findings of its one GET. */
async function deliveries(
  documents: readonly DeliveredDocument[],
  { recorder, budget, deadline }: Context,
): Promise<readonly DeliveredDocument[]> {
  const done: DeliveredDocument[] = [];
  for (const [index, document] of documents.entries()) {
    const { served, url, answer } = document;
    if (index >= maxExercised || deadline.signal.aborted) {
      done.push(document);
      continue;
    }
    try {
      const { exchange } = recorder;
      const take = (at: string): boolean => budget.take(new URL(at).hostname);
      const exercised = await exercise(
        { served, url, answer },
        { exchange, signal: deadline.signal, accept: accept[served], take },
      );
      done.push({ ...document, delivery: [...document.delivery, ...judgeExercise(exercised)], exercised: true });
    } catch (error) {
      if (!deadline.expired()) throw error;
      done.push(document);
    }
  }
  return done;
}

function findingsOf(
  discovery: Discovery,
  paths: readonly PathFound[],
  documents: readonly DeliveredDocument[],
): readonly SiteFinding[] {
  const cards = documents.filter(({ report }) => report.card !== undefined);
  const copies = paths.flatMap(({ url, report }) => (report ? [{ url, report }] : []));
  const left = cards.flatMap(({ url, report, answer }) => {
    const { hostname } = new URL(answer.hops.at(-1)?.url ?? url);
    return [...(report.card ? checkPlaceholders(report.card, hostname) : [])].map((diagnostic) => ({
      url,
      diagnostic,
    }));
  });
  return [
    ...siteFindings(discovery, paths),
    ...checkEntries(discovery.servers),
    ...checkCopies(cards, copies),
    ...left,
  ];
}

/** What each reader would look at: cards that are listed, the root catalog, and the places of neighbours and older texts. */
function reached(target: Target, paths: readonly PathFound[], documents: readonly DeliveredDocument[]): Reached {
  const { origin } = new URL(target.url);
  const ard = documents.find(({ url }) => url === origin + ardPath);
  const older = paths.find(({ url }) => url === origin + olderCardPath)?.report;
  const catalog = documents.find(({ report }) => report.catalog !== undefined);
  const olderUrl = origin + olderCardPath;
  return {
    cards: documents.filter(({ report, listed }) => report.card !== undefined && listed),
    ...(catalog && { catalog }),
    ...(ard && { ard }),
    ...(older && { older: { url: olderUrl, report: older, delivery: [] } }),
    olderUrl,
  };
}

/** Whether a check found nothing wrong with what it found: no error in a document, in its delivery, or about the host. */
export function isClean({ documents, findings, logins, failures, outcome }: Check): boolean {
  const all = [
    ...documents.flatMap(({ report, delivery }) => [...report.diagnostics, ...delivery]),
    ...findings.map(({ diagnostic }) => diagnostic),
    ...logins.flatMap(({ metadata }) => metadata?.diagnostics ?? []),
  ];
  return outcome === "found" && failures.length === 0 && !all.some(({ severity }) => severity === "error");
}
