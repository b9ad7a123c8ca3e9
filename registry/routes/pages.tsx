// The pages for people, and the headers that keep them harmless.

import type { Context, Hono } from "hono";
import { Problem, problemStatus, problemTitle } from "../problem.ts";
import type { FacetAsk } from "../store/facet-query.ts";
import { facetNames } from "../store/facets.ts";
import type { Store } from "../store/store.ts";
import { shownChanges } from "../web/changes.tsx";
import { type Description, DocsPage } from "../web/docs.tsx";
import { Home } from "../web/home.tsx";
import { document } from "../web/layout.tsx";
import { ServerPage } from "../web/server.tsx";
import { type Site, styleHash } from "../web/site.ts";
import { stylesheet } from "../web/style.ts";
import { Trouble } from "../web/trouble.tsx";
import { type AnswerKind, problemHeaders, tagBody, taggedAnswer } from "./answer.ts";
import { maxCounted, readFacetFilter } from "./facet-params.ts";
import type { Answers } from "./kept-answers.ts";
import { defaultLimit, listTokensOf, readListRequest } from "./list-query.ts";
import { openapi } from "./openapi.ts";
import { only, serverName } from "./paths.ts";
import { readAfter, readSearchText } from "./search.ts";
import { maxCompared } from "./x/changes.ts";

/** What the home page can be narrowed by; only what a few words can say. */
const shownFacets: readonly FacetAsk[] = (["transport", "protocol", "auth", "evidence", "status", "icon"] as const).map(
  (facet) => ({ facet, limit: 6, least: 1 }),
);

/** No script, nothing from elsewhere, no frame around it (security.md W1, W6). */
const pageHeaders: Readonly<Record<string, string>> = {
  "Content-Security-Policy":
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
};

const html: AnswerKind = { mediaType: "text/html; charset=utf-8", headers: pageHeaders };

const homeKind: AnswerKind = { ...html, parameters: ["q", "after", "cursor"], repeated: facetNames };

const serverKind: AnswerKind = { ...html, parameters: [] };

const sheet = tagBody(stylesheet);

/** A year: the stylesheet's URL changes with its content. */
const styleMaxAgeSeconds = 31_536_000;

/** What the pages need. */
export interface PageOptions {
  readonly store: Store;
  readonly answers: Answers;
  readonly now: () => Date;
  readonly site: Site;
}

/** Adds the home page, the page of each server and of the API, and the stylesheet. */
export function addPages(app: Hono, { store, answers, now, site }: PageOptions): void {
  const listTokens = listTokensOf(store);
  only(app, "/", (c) => answers(c, homeKind, () => home(c)));
  only(app, "/servers/:name{[^/]+%2[Ff][^/]+}", (c) => answers(c, serverKind, () => server(c)));
  only(app, "/servers/:namespace/:name", (c) => answers(c, serverKind, () => server(c)));
  const docs = tagBody(document(<DocsPage site={site} of={JSON.parse(openapi) as Description} />));
  only(app, "/docs", (c) => taggedAnswer(c, docs, html));
  only(app, "/style.css", style);

  async function home(c: Context): Promise<string> {
    const search = readSearchText(c.req.query("q"));
    const filter = readFacetFilter(c);
    const text = search ?? "";
    const facets = await store.facets({ text, filter, facets: shownFacets, most: maxCounted });
    const counts = await store.counts();
    const props = { site, now: now(), counts, facets, filter, ...(search !== undefined && { search }) };
    if (search !== undefined || filter.size > 0) {
      const found = await store.search({ text, filter, limit: defaultLimit, after: readAfter(c) });
      const entries = found.hits.map(({ entry }) => entry);
      const more = found.next !== undefined && { after: found.next };
      return document(<Home {...props} entries={entries} found={found} mended={found.mended} {...more} />);
    }
    const asked: Readonly<Record<string, string | undefined>> = {
      cursor: c.req.query("cursor"),
      version: "latest",
      limit: String(defaultLimit),
    };
    const request = readListRequest((name) => asked[name], await listTokens());
    const { entries, next } = await store.list(request.query);
    const more = next && { cursor: request.cursorAfter(next) };
    return document(<Home {...props} entries={entries} {...more} />);
  }

  async function server(c: Context): Promise<string> {
    const name = serverName(c);
    const entry = await store.version(name, "latest", false);
    if (entry === undefined) {
      throw new Problem(
        "not-found",
        "No server of this name is listed. It may never have been crawled, or its publisher took it away.",
      );
    }
    const [versions, claims, changes] = await Promise.all([
      store.versions(name, false),
      store.unconfirmed(name),
      store.history({ of: name, limit: shownChanges, newest: true, mostUnits: maxCompared }),
    ]);
    return document(<ServerPage {...{ site, entry, versions, claims, changes }} now={now()} />);
  }
}

/** The answer of a problem to somebody with a browser; never cached. */
export function troublePage(problem: Problem, site: Site, requestId: string): Response {
  const status = problemStatus(problem.kind);
  const detail = status < 500 ? problem.message : `${problem.message} Its number in the log: ${requestId}.`;
  return new Response(document(<Trouble site={site} heading={problemTitle(problem.kind)} detail={detail} />), {
    status,
    headers: { ...problemHeaders(problem, requestId), ...pageHeaders, "Content-Type": html.mediaType },
  });
}

function style(c: Context): Response {
  const headers =
    c.req.query("v") === styleHash ? { "Cache-Control": `public, max-age=${styleMaxAgeSeconds}, immutable` } : {};
  return taggedAnswer(c, sheet, { mediaType: "text/css; charset=utf-8", headers });
}
