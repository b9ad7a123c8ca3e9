// The registry's HTTP application: the routes, and what happens when one of them throws.

import { randomUUID } from "node:crypto";
import { type Context, Hono } from "hono";
import { defaultNamespace } from "../src/namespace.ts";
import { Problem, problemStatus } from "./problem.ts";
import { optionsAnswer, problemAnswer } from "./routes/answer.ts";
import { guard, rawPath } from "./routes/guard.ts";
import { createAnswers, type KeptAnswers } from "./routes/kept-answers.ts";
import { unknownPath } from "./routes/not-found.ts";
import { addPages, troublePage } from "./routes/pages.tsx";
import { readMethods } from "./routes/paths.ts";
import { addApi, prefixes } from "./routes/v0.ts";
import type { Store } from "./store/store.ts";
import type { Site } from "./web/site.ts";

/** What the application needs. */
export interface AppOptions {
  readonly store: Store;
  readonly now: () => Date;
  /** The address that clients use, without a trailing slash. Links come from it alone, never from a Host header. */
  readonly publicUrl?: string;
  /** The reverse-DNS prefix of our own `_meta` key. */
  readonly namespace?: string;
  /** Told of errors that the client is not told of; the client is told their `requestId`. */
  readonly log?: (error: Error, requestId: string) => void;
  /** What is kept of the answers, where somebody else looks at it too. */
  readonly answers?: KeptAnswers;
}

/** Creates the application; `app.fetch` answers requests without any socket. It never closes the store. */
export function createApp({
  store,
  now,
  publicUrl,
  namespace = defaultNamespace,
  log = () => {},
  answers = createAnswers(store, now),
}: AppOptions): Hono {
  const basePath = publicUrl === undefined ? "" : new URL(publicUrl).pathname.replace(/\/+$/, "");
  const site: Site = { basePath, ...(publicUrl === undefined ? {} : { publicUrl }) };
  const app = new Hono({ getPath: rawPath });

  app.use(guard(basePath));
  addApi(app, { store, answers, namespace });
  addPages(app, { store, answers, now, site });
  app.options("*", () => optionsAnswer(readMethods));

  app.notFound((c) => answer(c, unknownPath(c.req.path)));
  app.onError((error, c) => {
    const problem =
      error instanceof Problem ? error : new Problem("internal", "The registry failed.", { cause: error });
    return answer(c, problem);
  });
  return app;

  function answer(c: Context, problem: Problem): Response {
    const requestId = randomUUID();
    if (problem.cause instanceof Error && problemStatus(problem.kind) >= 500) log(problem.cause, requestId);
    return wantsPage(c) ? troublePage(problem, site, requestId) : problemAnswer(problem, requestId);
  }
}

/** Whether a browser asks outside the API, where a person should get words and not JSON. */
function wantsPage(c: Context): boolean {
  const inApi = prefixes.some((prefix) => c.req.path === prefix || c.req.path.startsWith(`${prefix}/`));
  return !inApi && (c.req.header("accept") ?? "").includes("text/html");
}
