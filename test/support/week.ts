// Plays a week of crawling: the real crawl and the real store, hosts in this process, and time that jumps.

import { openStore } from "../../registry/store/sqlite.ts";
import type { Store } from "../../registry/store/store.ts";
import { crawl } from "../../src/crawl/crawl.ts";
import type { Frontier, HostResult } from "../../src/crawl/frontier.ts";
import type { Answer, Ask, Failure } from "../../src/http/exchange.ts";
import type { Transport } from "../../src/http/transport.ts";
import { createVirtualTime, type VirtualTime } from "./virtual-time.ts";
import { day, minute, type Reply, type WeekHost, weekStart } from "./week-hosts.ts";

/** One request as the host saw it. Times are milliseconds since the week's beginning. */
export interface Logged {
  readonly host: string;
  readonly path: string;
  readonly visit: number;
  readonly start: number;
  readonly end: number;
  /** 0 where there was no answer. */
  readonly status: number;
  readonly sent: Ask["headers"];
  readonly reply: Readonly<Record<string, string>>;
}

/** One commit, as the store got it. */
export interface Committed {
  readonly at: number;
  readonly startedAt: number;
  readonly result: HostResult;
}

/** What the week was. */
export interface Week {
  readonly log: readonly Logged[];
  readonly commits: readonly Committed[];
  readonly store: Store;
}

/** Whatever sleeps wakes at a multiple of this. */
const grainMs = 250;

/** The crawler looks for what is due so often. */
const everyMs: number = 4 * minute;

/** As long as a real request may take. */
const deadlineMs = 15_000;

/** Numbers that look random and are the same in every run. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

function transportOver(hosts: ReadonlyMap<string, WeekHost>, time: VirtualTime, log: Logged[]): Transport {
  const asked = new Map<string, number>();
  const encoder = new TextEncoder();
  let visits = 0;

  async function exchange(ask: Ask, visit: number): Promise<Answer | Failure> {
    const { hostname, pathname } = new URL(ask.url);
    const host = hosts.get(hostname);
    const start = time.pace.clock();
    const nth = (asked.get(ask.url) ?? 0) + 1;
    asked.set(ask.url, nth);
    const reply: Reply = host?.reply(pathname, start, nth) ?? "no-name";
    const note = (status: number, headers: Readonly<Record<string, string>>): void => {
      log.push({
        host: hostname,
        path: pathname,
        visit,
        start,
        end: time.pace.clock(),
        status,
        sent: ask.headers,
        reply: headers,
      });
    };
    if (reply === "no-name") return { code: "dns", message: "the name does not exist", url: ask.url, permanent: true };
    try {
      await time.pace.sleep(reply === "hang" ? deadlineMs : (host?.latencyMs ?? 0), ask.signal);
    } catch (reason) {
      note(0, {});
      throw reason;
    }
    if (reply === "hang") {
      note(0, {});
      return { code: "timeout", message: "there was no complete answer in time", url: ask.url };
    }
    const { headers = {}, body = "" } = reply;
    const sameTag = headers["etag"] !== undefined && ask.headers["if-none-match"] === headers["etag"];
    const sameDate =
      headers["last-modified"] !== undefined && ask.headers["if-modified-since"] === headers["last-modified"];
    const status = reply.status === 200 && (sameTag || sameDate) ? 304 : reply.status;
    note(status, headers);
    const hops = [{ url: ask.url, status, tls: true, address: "93.184.216.34" }];
    const location = headers["location"];
    if (status >= 301 && status <= 308 && status !== 304 && location !== undefined) {
      const redirectsTo = new URL(location, ask.url).href;
      return { code: "redirect", message: "there are more than 0 redirects", url: ask.url, status, hops, redirectsTo };
    }
    const bytes = encoder.encode(status === 304 ? "" : body);
    return { status, headers, bytes, hops, ms: host?.latencyMs ?? 0 };
  }

  return {
    openVisit() {
      visits += 1;
      const visit = visits;
      return { exchange: (ask) => exchange(ask, visit), close: async () => {} };
    },
    close: async () => {},
  };
}

/** The frontier with its commits noted, and the number of calls that it has not answered yet. */
function watched(
  inner: Frontier,
  time: VirtualTime,
  commits: Committed[],
): { readonly frontier: Frontier; readonly busy: () => boolean } {
  let open = 0;
  const counted = <A extends unknown[], R>(method: (...values: A) => Promise<R>) => {
    return async (...values: A): Promise<R> => {
      open += 1;
      try {
        return await method(...values);
      } finally {
        open -= 1;
      }
    };
  };
  const frontier: Frontier = {
    ...inner,
    begin: counted(inner.begin),
    due: counted(inner.due),
    release: counted(inner.release),
    finish: counted(async (lease, result) => {
      const commit = await inner.finish(lease, result);
      const startedAt = result.startedAt.getTime() - Date.parse(weekStart);
      commits.push({ at: time.pace.clock(), startedAt, result });
      return commit;
    }),
  };
  return { frontier, busy: () => open > 0 };
}

/** Every due host, page by page, until a page brings nobody new. */
async function* dueHosts(frontier: Frontier, time: VirtualTime): AsyncGenerator<string> {
  const given = new Set<string>();
  for (;;) {
    const page = (await frontier.due(time.now(), given.size + 256)).filter((host) => !given.has(host));
    if (page.length === 0) return;
    for (const host of page) {
      given.add(host);
      yield host;
    }
  }
}

/** Plays it: all hosts once, then what is due, every few minutes. The caller closes the store. */
export async function playWeek(list: readonly WeekHost[], days: number): Promise<Week> {
  const time = createVirtualTime(weekStart, grainMs);
  const alarm = (ms: number, ring: () => void): (() => void) => {
    const controller = new AbortController();
    time.pace.sleep(ms, controller.signal).then(ring, () => undefined);
    return () => controller.abort();
  };
  const log: Logged[] = [];
  const commits: Committed[] = [];
  const store = await openStore(":memory:", { now: time.now });
  const { frontier, busy } = watched(store.frontier, time, commits);
  const transport = transportOver(new Map(list.map((host) => [host.name, host])), time, log);
  const options = { transport, frontier, now: time.now, pace: { ...time.pace, alarm }, random: createRandom(7) };

  async function all(): Promise<void> {
    for await (const _ of crawl(
      list.map((host) => host.name),
      options,
    ));
    while (time.pace.clock() < days * day) {
      await time.pace.sleep(everyMs);
      for await (const _ of crawl(dueHosts(frontier, time), options));
    }
  }
  await time.run(all(), busy);
  return { log, commits, store };
}
