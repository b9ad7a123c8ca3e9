// The registry's HTTP application: the routes, and what happens when one of them throws.

import { randomUUID } from "node:crypto";
import { type Context, Hono } from "hono";
import { defaultNamespace } from "../src/namespace.ts";
import { Problem, problemStatus } from "./problem.ts";
import type { Publishing } from "./publish/publishing.ts";
import { optionsAnswer, problemAnswer } from "./routes/answer.ts";
import { addArd } from "./routes/ard.ts";
import { ardProblemAnswer, isArdPath } from "./routes/ard-problem.ts";
import { guard, rawPath } from "./routes/guard.ts";
import { createAnswers, type KeptAnswers } from "./routes/kept-answers.ts";
import { addMcp } from "./routes/mcp.ts";
import { unknownPath } from "./routes/not-found.ts";
import { addPages, troublePage } from "./routes/pages.tsx";
import { readMethods } from "./routes/paths.ts";
import { addSelf } from "./routes/self.ts";
import { addApi, prefixes } from "./routes/v0.ts";
import type { Operator } from "./routes/x/about.ts";
import { createAddress } from "./self/address.ts";
import { type Store, StoreError } from "./store/store.ts";
import type { Site } from "./web/site.ts";

/** What the application needs. */
export interface AppOptions {
  readonly store: Store;
  readonly now: () => Date;
  /** The address that clients use, without a trailing slash. Links come from it alone, never from a Host header. */
  readonly publicUrl?: string;
  /** Where the registry listens: what it describes itself by where there is no public URL. */
  readonly listeningUrl?: string;
  /** The reverse-DNS prefix of our own `_meta` key. */
  readonly namespace?: string;
  /** Who runs the registry. */
  readonly operator?: Operator;
  /** Ends streams that would go on. */
  readonly signal?: AbortSignal;
  /** Absent for a registry that only reads. */
  readonly publishing?: Publishing;
  /** Told of errors that the client is not told of; the client is told their `requestId`. */
  readonly log?: (error: Error, requestId: string) => void;
  /** What is kept of the answers, where somebody else looks at it too. */
  readonly answers?: KeptAnswers;
}

/** Creates the application; `app.fetch` answers requests without any socket. It never closes the store. */
export function createApp(options: AppOptions): Hono {
  const {
    store,
    now,
    publicUrl,
    listeningUrl,
    namespace = defaultNamespace,
    publishing,
    operator = {},
    signal,
    log = () => {},
    answers = createAnswers(store, now),
  } = options;
  const basePath = publicUrl === undefined ? "" : new URL(publicUrl).pathname.replace(/\/+$/, "");
  const site: Site = { basePath, namespace, ...(publicUrl === undefined ? {} : { publicUrl }) };
  const ownUrl = publicUrl ?? listeningUrl;
  const address = createAddress(ownUrl, namespace);
  const app = new Hono({ getPath: rawPath });

  app.use(guard(basePath));
  addApi(app, { store, answers, namespace, now, operator, signal, publishing, publicUrl });
  addSelf(app, { store, answers, address });
  addMcp(app, { store, now, namespace, address, log: (error) => log(error, randomUUID()) });
  addArd(app, { store, answers, now, ...(ownUrl !== undefined && { publicUrl: ownUrl }) });
  addPages(app, { store, answers, now, site });
  app.options("*", () => optionsAnswer(readMethods));

  app.notFound((c) => answer(c, unknownPath(c.req.path)));
  app.onError((error, c) => {
    return answer(c, error instanceof Problem ? error : failed(error));
  });
  return app;

  function answer(c: Context, problem: Problem): Response {
    const requestId = randomUUID();
    if (problem.cause instanceof Error && problemStatus(problem.kind) >= 500) log(problem.cause, requestId);
    if (isArdPath(c.req.path)) return ardProblemAnswer(problem);
    return wantsPage(c) ? troublePage(problem, site, requestId) : problemAnswer(problem, requestId);
  }
}

function failed(cause: Error): Problem {
  if (!(cause instanceof StoreError && cause.isBusy)) return new Problem("internal", "The registry failed.", { cause });
  const headers = { "Retry-After": "5" };
  return new Problem("unavailable", "Another process writes to the store for long: ask again.", { cause, headers });
}

/** Whether a browser asks outside the API, where a person should get words and not JSON. */
function wantsPage(c: Context): boolean {
  const inApi = prefixes.some((prefix) => c.req.path === prefix || c.req.path.startsWith(`${prefix}/`));
  return !inApi && (c.req.header("accept") ?? "").includes("text/html");
}
