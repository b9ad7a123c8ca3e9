// The registry's HTTP application: the routes, and what happens when one of them throws.

import { type Context, Hono } from "hono";
import { defaultNamespace } from "../src/namespace.ts";
import { Problem } from "./problem.ts";
import { optionsAnswer, problemAnswer } from "./routes/answer.ts";
import { addArd } from "./routes/ard.ts";
import { ardProblemAnswer, isArdPath } from "./routes/ard-problem.ts";
import { guard, rawPath } from "./routes/guard.ts";
import { createAnswers } from "./routes/kept-answers.ts";
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
  /** Told of errors that the client is not told of. */
  readonly log?: (error: Error) => void;
}

/** Creates the application; `app.fetch` answers requests without any socket. It never closes the store. */
export function createApp({ store, now, publicUrl, namespace = defaultNamespace, log = () => {} }: AppOptions): Hono {
  const basePath = publicUrl === undefined ? "" : new URL(publicUrl).pathname.replace(/\/+$/, "");
  const site: Site = { basePath, ...(publicUrl === undefined ? {} : { publicUrl }) };
  const app = new Hono({ getPath: rawPath });

  app.use(guard(basePath));
  const answers = createAnswers(store, now);
  addApi(app, { store, answers, namespace });
  addArd(app, { store, answers, ...(publicUrl !== undefined && { publicUrl }) });
  addPages(app, { store, answers, now, site });
  app.options("*", () => optionsAnswer(readMethods));

  app.notFound((c) => answer(c, unknownPath(c.req.path)));
  app.onError((error, c) => {
    if (!(error instanceof Problem)) log(error);
    else if (error.cause instanceof Error) log(error.cause);
    return answer(c, error instanceof Problem ? error : new Problem("internal", "The registry failed."));
  });
  return app;

  function answer(c: Context, problem: Problem): Response {
    if (isArdPath(c.req.path)) return ardProblemAnswer(problem);
    return wantsPage(c) ? troublePage(problem, site) : problemAnswer(problem);
  }
}

/** Whether a browser asks outside the API, where a person should get words and not JSON. */
function wantsPage(c: Context): boolean {
  const inApi = prefixes.some((prefix) => c.req.path === prefix || c.req.path.startsWith(`${prefix}/`));
  return !inApi && (c.req.header("accept") ?? "").includes("text/html");
}
