// One visit: follows an Ask through gate, address, connection and redirects to an Answer or a Failure.

import type { SecureContext } from "node:tls";
import { UsageError } from "../usage-error.ts";
import { isPublicSource } from "./addresses.ts";
import { finish } from "./answers.ts";
import { type Deadline, startDeadline } from "./deadline.ts";
import type { Destination, FindDestination } from "./destinations.ts";
import { dial } from "./dial.ts";
import type { Answer, Ask, Failure, Hop, Visit } from "./exchange.ts";
import { failureOf, NetworkError, RedirectLimit } from "./failures.ts";
import { turnTimeoutMs } from "./limits.ts";
import { type Line, type LineResponse, openLine } from "./line.ts";
import { followRedirect, isRedirect } from "./redirects.ts";
import type { TransportOptions } from "./transport.ts";
import { createTurns, type Release, type Turns } from "./turns.ts";
import { type Cleared, checkUrl } from "./urls.ts";

/** What all visits of one transport share. */
export interface Shared {
  readonly options: TransportOptions;
  readonly context: () => SecureContext;
  readonly find: FindDestination;
  /** Turns by resolved address. */
  readonly turns: Turns;
}

/** What an answer to one hop is made of, and the address that gave it. */
interface Reply extends LineResponse {
  readonly address: string;
  readonly tlsVersion?: string;
}

/** A connection that is kept, and how its address came to be allowed. */
interface Kept {
  readonly line: Line;
  readonly by: Destination["by"];
}

/** One hop to make. `ledByPublic`: something from a public address led here. */
interface Step {
  readonly ask: Ask;
  readonly cleared: Cleared;
  readonly ledByPublic: boolean;
}

/** Headers that may go to another origin than the one that they were meant for. */
const harmless: ReadonlySet<string> = new Set([
  "accept",
  "accept-language",
  "if-none-match",
  "if-modified-since",
  "origin",
]);

/** Lower-case names that belong to the connection, not to the caller. */
const ours: ReadonlySet<string> = new Set([
  "host",
  "connection",
  "content-length",
  "transfer-encoding",
  "upgrade",
  "te",
]);

/** Waits for a turn off the clock. One that came at once needs no clock to be stopped. */
function myTurn(turn: Release | Promise<Release>, deadline: Deadline): Release | Promise<Release> {
  return turn instanceof Promise ? deadline.offClock(turn, turnTimeoutMs) : turn;
}

function headersFor(ask: Ask, to: URL, userAgent: string): Record<string, string> {
  const sameOrigin = ask.url.startsWith(`${to.origin}/`) || new URL(ask.url).origin === to.origin;
  const codings = ask.policy.compressed ? "gzip, br" : "identity";
  const asked = Object.entries(ask.headers).filter(([name]) => !ours.has(name) && (sameOrigin || harmless.has(name)));
  return { ...Object.fromEntries(asked), "user-agent": userAgent, "accept-encoding": codings };
}

/** Opens a visit. Requests to one origin go one after another over one connection, which lives until `close`. */
export function openVisit({ options, context, find, turns }: Shared): Visit {
  const { profile, userAgent } = options;
  const lanes = createTurns(1);
  const lines = new Map<string, Kept>();
  const running = new Set<Deadline>();
  let closed = false;
  // Whether the visit's first answer came from a public address: then nothing in it leads to a private one.
  let beganPublic: boolean | undefined;

  async function open({ cleared, ledByPublic }: Step, deadline: Deadline): Promise<[Line, () => void]> {
    const { signal } = deadline;
    const { url, mustBePrivate } = cleared;
    const destination = await find(url, { mustBePrivate: mustBePrivate === true, mustBePublic: ledByPublic, signal });
    const [first = ""] = destination.addresses;
    const release = await myTurn(turns(first, signal), deadline);
    try {
      const tlsName = url.protocol === "https:" ? url.hostname.replace(/^\[|\]$/g, "") : undefined;
      const redial = options.dial;
      const connection = await dial(destination, {
        context: context(),
        signal,
        ...(tlsName !== undefined && { tlsName }),
        ...(redial && { redial }),
      });
      if (destination.by !== "rule") beganPublic ??= destination.by === "public";
      else if (isPublicSource(first)) beganPublic ??= true;
      const line = openLine(connection, url.origin);
      lines.set(url.origin, { line, by: destination.by });
      return [line, release];
    } catch (error) {
      release();
      throw error;
    }
  }

  async function reuse({ line, by }: Kept, ledByPublic: boolean, deadline: Deadline): Promise<[Line, () => void]> {
    if (ledByPublic && by === "private") {
      throw new NetworkError("forbidden-address", "a public document led to a private address");
    }
    return [line, await myTurn(turns(line.address, deadline.signal), deadline)];
  }

  /** One request and its response. A kept connection that died unnoticed is replaced once, by one vetted anew. */
  async function request(step: Step, deadline: Deadline): Promise<Reply> {
    const { ask, ledByPublic } = step;
    const { url } = step.cleared;
    const kept = lines.get(url.origin);
    const reusable = kept?.line.isOpen() === true ? kept : undefined;
    const [line, release] = await (reusable ? reuse(reusable, ledByPublic, deadline) : open(step, deadline));
    try {
      const { method, body, policy, until } = ask;
      const headers = headersFor(ask, url, userAgent);
      const { signal } = deadline;
      const { address, tlsVersion } = line;
      const more = { ...(body && { body }), ...(until && { until }) };
      const reply = await line.send({ method, url, headers, maxBytes: policy.maxBytes, signal, ...more });
      // What was cut off is an answer only where the time cut it, not the caller or the end of the visit.
      if (signal.aborted && !deadline.timedOut()) throw signal.reason;
      return { ...reply, address, ...(tlsVersion !== undefined && { tlsVersion }) };
    } catch (error) {
      lines.delete(url.origin);
      const hungUp = error instanceof NetworkError && error.code === "reset" && line.wasSilent();
      if (reusable === undefined || !hungUp || ask.method === "POST" || deadline.signal.aborted) throw error;
    } finally {
      release();
    }
    return await request(step, deadline);
  }

  async function inLane(step: Step, deadline: Deadline): Promise<Reply> {
    const leave = await myTurn(lanes(step.cleared.url.origin, deadline.signal), deadline);
    try {
      return await request(step, deadline);
    } finally {
      leave();
    }
  }

  function next(ask: Ask, reply: Reply, from: URL, hops: readonly Hop[]): Cleared {
    if (ask.method !== "GET" && ask.method !== "HEAD") {
      throw new NetworkError("redirect", `a ${ask.method} request is not redirected`);
    }
    const location = reply.headers["location"];
    const target = followRedirect({ from, status: reply.status, location }, profile, options);
    if (hops.some((hop) => hop.url === target.url.href))
      throw new NetworkError("redirect", "the redirects go in a circle");
    if (hops.length > ask.policy.maxRedirects) {
      throw new RedirectLimit(ask.policy.maxRedirects, target.url.href);
    }
    return target;
  }

  async function exchange(ask: Ask): Promise<Answer | Failure> {
    if (closed) throw new Error("the visit is closed");
    if (!ask.policy.methods.includes(ask.method)) throw new UsageError(`the policy does not allow ${ask.method}`);
    ask.signal?.throwIfAborted();
    const started = performance.now();
    const hops: Hop[] = [];
    let reply: Reply | undefined;
    const deadline = startDeadline(ask.policy.timeoutMs, ask.signal);
    running.add(deadline);
    let at = ask.url;
    try {
      const verdict = checkUrl(ask.url, profile, options);
      if (!verdict.ok) throw new NetworkError("forbidden-url", verdict.reason);
      let cleared: Cleared = verdict;
      let ledByPublic = ask.ledByPublic === true;
      for (;;) {
        at = cleared.url.href;
        ledByPublic ||= beganPublic === true;
        reply = await inLane({ ask, cleared, ledByPublic }, deadline);
        const { status, address, tlsVersion } = reply;
        ledByPublic ||= isPublicSource(address);
        const tls = cleared.url.protocol === "https:";
        hops.push({ url: at, status, address, tls, ...(tlsVersion !== undefined && { tlsVersion }) });
        if (!isRedirect(status)) return await finish(ask, reply, { hops, ms: performance.now() - started });
        cleared = next(ask, reply, cleared.url, hops);
      }
    } catch (error) {
      if (ask.signal?.aborted === true && !deadline.timedOut()) throw ask.signal.reason;
      const told = {
        ...(reply && { status: reply.status, headers: reply.headers }),
        ...(hops.length > 0 && { hops }),
        ...(error instanceof RedirectLimit && { redirectsTo: error.to }),
      };
      if (error instanceof UsageError) throw error;
      if (!(error instanceof NetworkError) && deadline.timedOut()) {
        return {
          code: "timeout",
          message: `there was no complete answer within ${ask.policy.timeoutMs} ms`,
          url: at,
          ...told,
        };
      }
      if (!(error instanceof NetworkError)) throw error;
      return { ...failureOf(error, at), ...told };
    } finally {
      running.delete(deadline);
      deadline.end();
    }
  }

  return {
    exchange,
    async close() {
      closed = true;
      for (const deadline of running) deadline.cancel(new NetworkError("reset", "the visit was ended"));
      await Promise.all([...lines.values()].map(({ line }) => line.close()));
      lines.clear();
    },
  };
}
