// The feed of changes: pages of NDJSON for those who ask, and a stream of events for those who stay.

import type { Context, Hono } from "hono";
import { changeJson } from "../../history/change-json.ts";
import { Problem } from "../../problem.ts";
import type { Change, HistoryQuery, Store } from "../../store/store.ts";
import { type AnswerKind, fixedHeaders } from "../answer.ts";
import type { Answers } from "../kept-answers.ts";
import { only, serverName } from "../paths.ts";

/** Changes in one answer, unless the client says. */
export const defaultChanges = 100;

/** The most changes in one answer. */
export const maxChanges = 1_000;

/** Characters of cards that are compared for one page: beyond it the page ends, so that large cards hold nobody else up. */
export const maxCompared: number = 4 * 1024 * 1024;

/** Clients that may stay at once. */
export const maxStreams = 64;

/** How often the store is asked for news while anybody stays: one look for all of them. */
export const pollMs = 1_000;

/** How long a stream is silent at most, so that nobody in between takes it for dead. */
export const heartbeatMs = 15_000;

/** A client that has read nothing for so long is cut. */
export const unreadMs = 60_000;

const ndjson: AnswerKind = { mediaType: "application/x-ndjson", parameters: ["after", "of", "limit"] };

const historyKind: AnswerKind = { ...ndjson, parameters: ["after", "limit"] };

const streamHeaders: Readonly<Record<string, string>> = {
  ...fixedHeaders,
  "Content-Type": "text/event-stream",
  "Cache-Control": "no-store",
  "X-Accel-Buffering": "no",
};

/** What the route needs. */
export interface ChangeRouteOptions {
  readonly store: Store;
  readonly answers: Answers;
  /** Ends all streams. */
  readonly signal?: AbortSignal;
  /** Instead of {@link unreadMs}. */
  readonly unreadMs?: number;
  /** Instead of {@link heartbeatMs}. */
  readonly heartbeatMs?: number;
}

/** Adds the route: `after` and `of` in the query, or `Last-Event-ID` of a stream that broke off. */
export function addChanges(app: Hono, path: string, options: ChangeRouteOptions): void {
  const { store, answers, signal, unreadMs: patienceMs = unreadMs, heartbeatMs: silenceMs = heartbeatMs } = options;
  const news = createNews(store, silenceMs);
  let streams = 0;
  const staying = new WeakSet<object>();

  only(app, path, async (c) => {
    const stays = (c.req.header("accept") ?? "").includes("text/event-stream");
    const query = readQuery(c, stays ? c.req.header("last-event-id") : undefined);
    const last = await store.sequence();
    if (query.after > last)
      throw new Problem("gone", `The last change has the number ${last}: this is another store. Begin at after=0.`);
    if (!stays) return answers(c, ndjson, async () => (await store.history(query)).map(lineOf).join(""));
    if (c.req.method === "HEAD") return new Response(null, { headers: streamHeaders });
    const socket = socketOf(c);
    if (streams >= maxStreams || (socket && staying.has(socket)))
      throw new Problem("unavailable", "As many clients stay as may: ask for pages instead.", {
        headers: { "Retry-After": "60" },
      });
    streams += 1;
    if (socket) staying.add(socket);
    const body = eventsFrom(query, { store, news, signal, patienceMs }, () => {
      streams -= 1;
      if (socket) staying.delete(socket);
    });
    return new Response(body, { headers: streamHeaders });
  });
}

/** The connection that a request came by: it can carry one stream at a time, however many are asked for on it. */
function socketOf(c: Context): object | undefined {
  return (c.env as { readonly incoming?: { readonly socket?: object } } | undefined)?.incoming?.socket;
}

/** Adds `/history` of one server, for one spelling of it in paths: its part of the feed, as pages. */
export function addHistory(app: Hono, server: string, { store, answers }: ChangeRouteOptions): void {
  only(app, `${server}/history`, (c) =>
    answers(c, historyKind, async () => {
      const name = serverName(c);
      const changes = name.includes("/") ? await store.history({ ...readPage(c), of: name }) : [];
      if (changes.length === 0 && (!name.includes("/") || (await store.history({ of: name, limit: 1 })).length === 0))
        throw new Problem("not-found", "Server not found");
      return changes.map(lineOf).join("");
    }),
  );
}

type Query = HistoryQuery & { readonly after: number };

function readQuery(c: Context, lastEvent: string | undefined): Query {
  const of = c.req.query("of");
  if (of !== undefined && of.length > 512) throw new Problem("bad-request", "of is no name and no host.");
  return {
    ...readPage(c, lastEvent),
    ...(of === undefined || of === "" ? {} : { of: of.includes("/") ? of : of.toLowerCase() }),
  };
}

function readPage(c: Context, lastEvent?: string): Query {
  const limit = whole("limit", c.req.query("limit"), { least: 1, most: maxChanges }) ?? defaultChanges;
  const after = whole("after", lastEvent ?? c.req.query("after"), { least: 0, most: 2 ** 52 }) ?? 0;
  return { limit, after, mostUnits: maxCompared };
}

function whole(name: string, text: string | undefined, { least, most }: { least: number; most: number }) {
  if (text === undefined || text === "") return undefined;
  const number = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (!(number >= least && number <= most))
    throw new Problem("out-of-range", `${name} must be a whole number from ${least} to ${most}`);
  return number;
}

function lineOf(change: Change): string {
  return `${JSON.stringify(changeJson(change))}\n`;
}

/** News of the store for all who wait: resolves when the sequence has passed `after`, or after a heartbeat's time. */
type News = (after: number) => Promise<void>;

/** Looks at the store once a second as long as anybody waits, however many they are. */
function createNews(store: Pick<Store, "sequence">, silenceMs: number): News {
  const waiting = new Map<() => void, number>();
  let looking = false;

  async function look(): Promise<void> {
    looking = true;
    const now = await store.sequence().catch(() => 0);
    for (const [wake, after] of [...waiting]) if (now > after) wake();
    looking = waiting.size > 0;
    if (looking) setTimeout(look, pollMs).unref();
  }

  return (after) =>
    new Promise<void>((resolve) => {
      const wake = (): void => {
        clearTimeout(late);
        waiting.delete(wake);
        resolve();
      };
      const late = setTimeout(wake, silenceMs);
      late.unref();
      waiting.set(wake, after);
      if (!looking) void look();
    });
}

interface StreamParts {
  readonly store: Store;
  readonly news: News;
  readonly signal: AbortSignal | undefined;
  readonly patienceMs: number;
}

/**
 * Each change as an event whose id is its number. What is read of the store waits for the client to read it: a page at a
 * time is in memory, and who does not read for long is cut.
 */
function eventsFrom(query: Query, parts: StreamParts, ended: () => void): ReadableStream<Uint8Array> {
  const { store, news, signal, patienceMs } = parts;
  const encoder = new TextEncoder();
  let { after } = query;
  let open = true;
  let unread: NodeJS.Timeout | undefined;
  let stop = (): void => {};
  const end = (): void => {
    if (!open) return;
    open = false;
    clearTimeout(unread);
    signal?.removeEventListener("abort", stop);
    ended();
  };
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        stop = () => {
          if (open) controller.close();
          end();
        };
        signal?.addEventListener("abort", stop);
        controller.enqueue(encoder.encode("retry: 5000\n\n"));
      },
      async pull(controller) {
        clearTimeout(unread);
        try {
          const changes = await next();
          if (!open) return;
          const text = changes.map(
            (change) => `id: ${change.seq}\nevent: change\ndata: ${JSON.stringify(changeJson(change))}\n\n`,
          );
          controller.enqueue(encoder.encode(text.length > 0 ? text.join("") : ": still here\n\n"));
          unread = setTimeout(() => {
            if (open) controller.error(new Error("the client does not read"));
            end();
          }, patienceMs);
          unread.unref();
        } catch (error) {
          if (open) controller.error(error);
          end();
        }
      },
      cancel: end,
    },
    { highWaterMark: 1 },
  );

  /** The number to wait beyond is the store's, not the filter's: of many changes none may be of this name. */
  async function next(): Promise<readonly Change[]> {
    const seen = await store.sequence();
    let changes = await store.history({ ...query, after });
    if (changes.length === 0) {
      await news(seen);
      changes = await store.history({ ...query, after });
    }
    after = changes.at(-1)?.seq ?? after;
    return changes;
  }
}
