// The registry's HTTP application: the routes, and what happens when one of them throws.

import { Hono } from "hono";
import { defaultNamespace } from "../src/namespace.ts";
import { Problem } from "./problem.ts";
import { optionsAnswer, problemAnswer } from "./routes/answer.ts";
import { guard, rawPath } from "./routes/guard.ts";
import { unknownPath } from "./routes/not-found.ts";
import { addApi } from "./routes/v0.ts";
import type { Store } from "./store/store.ts";

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
export function createApp({ store, publicUrl, namespace = defaultNamespace, log = () => {} }: AppOptions): Hono {
  const basePath = publicUrl === undefined ? "" : new URL(publicUrl).pathname.replace(/\/+$/, "");
  const app = new Hono({ getPath: rawPath });

  app.use(guard(basePath));
  addApi(app, { store, namespace });
  app.options("*", () => optionsAnswer("GET, HEAD, OPTIONS"));

  app.notFound((c) => problemAnswer(unknownPath(c.req.path)));
  app.onError((error) => {
    if (!(error instanceof Problem)) log(error);
    else if (error.cause instanceof Error) log(error.cause);
    return problemAnswer(error instanceof Problem ? error : new Problem("internal", "The registry failed."));
  });
  return app;
}
