// The pages for people, and the headers that keep them harmless.

import type { Context, Hono } from "hono";
import { Problem, problemStatus, problemTitle } from "../problem.ts";
import type { Store } from "../store/store.ts";
import { Home } from "../web/home.tsx";
import { document } from "../web/layout.tsx";
import { ServerPage } from "../web/server.tsx";
import { type Site, styleHash } from "../web/site.ts";
import { stylesheet } from "../web/style.ts";
import { Trouble } from "../web/trouble.tsx";
import { cachedAnswer, fixedHeaders } from "./answer.ts";
import { defaultLimit, readListRequest } from "./list-query.ts";
import { only, serverName } from "./paths.ts";

/** No script, nothing from elsewhere, no frame around it (security.md W1, W6). */
const pageHeaders: Readonly<Record<string, string>> = {
  "Content-Security-Policy":
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
};

const html = "text/html; charset=utf-8";

/** A year: the stylesheet's URL changes with its content. */
const styleMaxAgeSeconds = 31_536_000;

/** What the pages need. */
export interface PageOptions {
  readonly store: Store;
  readonly now: () => Date;
  readonly site: Site;
}

/** Adds the home page, the page of each server, and the stylesheet. */
export function addPages(app: Hono, { store, now, site }: PageOptions): void {
  only(app, "/", home);
  only(app, "/servers/:name{[^/]+%2[Ff][^/]+}", server);
  only(app, "/servers/:namespace/:name", server);
  only(app, "/style.css", style);

  async function home(c: Context): Promise<Response> {
    const search = c.req.query("q")?.trim() || undefined;
    const asked: Readonly<Record<string, string | undefined>> = {
      cursor: c.req.query("cursor"),
      search,
      version: "latest",
      limit: String(defaultLimit),
    };
    const request = readListRequest((name) => asked[name]);
    const [{ entries, next }, counts] = await Promise.all([store.list(request.query), store.counts()]);
    const optional = {
      ...(search === undefined ? {} : { search }),
      ...(next && { nextCursor: request.cursorAfter(next) }),
    };
    const page = <Home site={site} now={now()} counts={counts} entries={entries} {...optional} />;
    return cachedAnswer(c, document(page), html, pageHeaders);
  }

  async function server(c: Context): Promise<Response> {
    const name = serverName(c);
    const entry = await store.version(name, "latest", false);
    if (entry === undefined) {
      throw new Problem(
        "not-found",
        "No server of this name is listed. It may never have been crawled, or its publisher took it away.",
      );
    }
    const [versions, claims] = await Promise.all([store.versions(name, false), store.unconfirmed(name)]);
    const page = <ServerPage site={site} now={now()} entry={entry} versions={versions} claims={claims} />;
    return cachedAnswer(c, document(page), html, pageHeaders);
  }
}

/** The answer of a problem to somebody with a browser; never cached. */
export function troublePage(problem: Problem, site: Site): Response {
  const page = <Trouble site={site} heading={problemTitle(problem.kind)} detail={problem.message} />;
  return new Response(document(page), {
    status: problemStatus(problem.kind),
    headers: {
      ...fixedHeaders,
      ...pageHeaders,
      "Content-Type": html,
      "Cache-Control": "no-store",
      ...problem.headers,
    },
  });
}

function style(c: Context): Response {
  const headers =
    c.req.query("v") === styleHash ? { "Cache-Control": `public, max-age=${styleMaxAgeSeconds}, immutable` } : {};
  return cachedAnswer(c, stylesheet, "text/css; charset=utf-8", headers);
}
