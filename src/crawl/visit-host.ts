// Visits one host: discovery over a polite exchange, with a connection of its own.

import { type Budgets, createBudget, defaultBudgets } from "../discover/budget.ts";
import { discover } from "../discover/discover.ts";
import type { Target } from "../discover/target.ts";
import { type Ask, type Exchange, isFailure } from "../http/exchange.ts";
import type { Transport } from "../http/transport.ts";
import type { Frontier, HostResult, Lease } from "./frontier.ts";
import { hostResult } from "./host-result.ts";
import type { Manners, VisitPart } from "./manners.ts";
import { createPoliteExchange } from "./polite-exchange.ts";
import type { RobotsVerdict } from "./robots-book.ts";
import type { RobotsCopy } from "./robots-copy.ts";
import { rulesOf } from "./robots-rules.ts";
import { createVerdicts } from "./verdicts.ts";

/** The longest visit to a host whose robots.txt asks for long pauses: a lease lasts three minutes. */
export const longVisitMs = 150_000;

/** What every visit of a crawl works with. */
export interface VisitTools {
  readonly transport: Transport;
  readonly frontier: Frontier;
  readonly manners: Manners;
  readonly budgets?: Partial<Budgets>;
  readonly legacy?: boolean;
  readonly locators?: boolean;
  readonly random: () => number;
}

/** A target, and whether a public document named it: then nothing is asked for it at a private address. */
export type VisitTarget = Target & { readonly ledByPublic?: true };

/** The frontier failed in the middle of a visit; `cause` is what it said. Told apart since it ends the whole crawl. */
export class MemoryFailure extends Error {
  override readonly name = "MemoryFailure";
}

/** Visits a target and sums up what was learned. Rejects when aborted, and with a MemoryFailure. */
export async function visitHost(
  target: VisitTarget,
  lease: Lease,
  tools: VisitTools,
  signal: AbortSignal,
): Promise<HostResult> {
  const { manners, random } = tools;
  const { hostname } = new URL(target.url);
  const startedAt = manners.now();
  const budget = createBudget(hostname, { ...defaultBudgets, ...tools.budgets });
  const visit = tools.transport.openVisit();
  const { frontier } = tools;
  const robots: RobotsCopy[] = [];
  let requests = 0;
  let bytes = 0;
  const told = (cause: unknown): never => {
    throw new MemoryFailure("the frontier could not be read", { cause });
  };
  const part: VisitPart = {
    exchange: async (ask: Ask) => {
      requests += 1;
      const result = await visit.exchange(ask);
      requests += Math.max((result.hops?.length ?? 1) - 1, 0);
      if (!isFailure(result)) bytes += result.bytes.length;
      return result;
    },
    spend: budget.spend,
    random,
    robotsCopy: (origin) => frontier.robotsCopy(origin).catch(told),
    keepRobots: (copy) => void robots.push(copy),
    isForgotten: (host) => frontier.isForgotten(host).catch(told),
  };
  try {
    const remembered = (url: string) => frontier.remembered(url).catch(told);
    const lastAsked = (url: string) => frontier.lastAsked(url).catch(told);
    const polite = createPoliteExchange(manners, part, remembered);
    const { looks } = polite;
    const led = target.ledByPublic && { ledByPublic: target.ledByPublic };
    const exchange: Exchange = (ask) => polite.exchange({ ...ask, ...led });
    const rules = await rulesOf({ url: target.url, signal, ...led }, manners, part);
    const { alarm } = manners.pace;
    const verdicts = createVerdicts(looks, manners.now);
    const discovery = await discover(target.url, {
      exchange,
      budget,
      visitMs: visitMsFor(rules, budget.limits),
      signal,
      admission: true,
      older: true,
      places: { ard: true, locators: tools.locators === true, legacy: tools.legacy === true },
      lastAsked,
      verdicts,
      ...(alarm && { alarm }),
    });
    const rest = manners.restOf(hostname);
    const result = hostResult(discovery, {
      lease,
      startedAt,
      endedAt: manners.now(),
      looks,
      requests,
      bytes,
      robots,
      verdicts: verdicts.kept,
      ...(rest && { rest }),
      random,
    });
    return target.ledByPublic ? { ...result, ledByPublic: true } : result;
  } finally {
    await visit.close();
  }
}

/** Two pauses more than the usual time, so that a host that wants a minute between requests is asked for more than its catalog. */
function visitMsFor(rules: RobotsVerdict, { visitMs }: Budgets): number {
  const pauseMs = "robots" in rules ? rules.robots.crawlDelayMs : 0;
  return Math.max(visitMs, Math.min(visitMs + 2 * pauseMs, longVisitMs));
}
