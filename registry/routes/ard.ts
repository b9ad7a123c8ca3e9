// The ARD registry over the same index: search, explore, agents (registry-api.md 7.2).

import type { Context, Hono } from "hono";
import { Problem } from "../problem.ts";
import type { BrowseKey, BrowseQuery } from "../store/facet-query.ts";
import type { Store } from "../store/store.ts";
import { apiAnswer, fixedHeaders, momentAnswer } from "./answer.ts";
import { readArdBody } from "./ard-body.ts";
import { catalogEntry } from "./ard-entry.ts";
import { type Expression, readExpression } from "./ard-expression.ts";
import { readPageToken, writePageToken } from "./ard-page-token.ts";
import { ArdProblem, ardPath } from "./ard-problem.ts";
import { pageSizes, readArdExploration, readArdSearch } from "./ard-requests.ts";
import type { Answers } from "./kept-answers.ts";
import { only } from "./paths.ts";
import { maxAfter } from "./search.ts";

/** Entries that an exploration counts, the newest first; of more matches than this, `X-Counted-Newest` says that these were counted. */
export const maxExplored = 20_000;

/** Where an entry is found when no public address is configured: by definition, the machine of whoever asks. */
const nowhere = "http://localhost";

/** What the routes need. */
export interface ArdOptions {
  readonly store: Store;
  readonly answers: Answers;
  readonly now: () => Date;
  /** The registry's address without a trailing slash. */
  readonly publicUrl?: string;
}

/** Adds the routes. Nothing is asked of other registries: a federated search is answered from this index alone. */
export function addArd(app: Hono, { store, answers, now, publicUrl: base = nowhere }: ArdOptions): void {
  const source = `${base}${ardPath}`;
  posted(app, `${ardPath}/search`, async (c) => {
    const { text, filter, federation, pageSize, pageToken, asked } = readArdSearch(await readArdBody(c));
    const after = pageToken === undefined ? 0 : readPageToken(pageToken, asked, isOffset);
    const { hits, next } = await store.search({ text, filter, limit: pageSize, after });
    const results = hits.map(({ entry, score }) => ({ ...catalogEntry(entry, { base, now: now() }), score, source }));
    // No other registry is known here, so none can be recommended.
    const referrals = federation === "referrals" ? { referrals: [] } : {};
    const more = next !== undefined && next <= maxAfter ? { pageToken: writePageToken(next, asked) } : {};
    return momentAnswer(JSON.stringify({ results, ...referrals, ...more }));
  });

  posted(app, `${ardPath}/explore`, async (c) => {
    const { text, filter, fields } = readArdExploration(await readArdBody(c));
    const asks = fields.map(({ ask }) => ask);
    const { facets, capped, counted } = await store.facets({ text, filter, facets: asks, most: maxExplored });
    const told = fields.map(({ field }, index) => [
      field,
      { buckets: facets[index]?.buckets ?? [], otherCount: facets[index]?.other ?? 0 },
    ]);
    const answer = momentAnswer(JSON.stringify({ resultType: "facets", facets: Object.fromEntries(told) }));
    if (capped) answer.headers.set("X-Counted-Newest", String(counted));
    return answer;
  });

  only(app, `${ardPath}/agents`, (c) =>
    answers(c, apiAnswer, async () => {
      const { query, asked } = readAgents(c);
      const { entries, next, total } = await store.browse(query);
      const pageToken = next && writePageToken([next.key, next.entry], asked);
      return JSON.stringify({
        items: entries.map((entry) => catalogEntry(entry, { base, now: now() })),
        total,
        pageToken,
      });
    }),
  );

  app.all(`${ardPath}/*`, () => {
    throw new Problem("not-found", "There is nothing at this path; there are search, explore and agents.");
  });
}

/** A path that takes a question in its body. */
function posted(app: Hono, path: string, handler: (c: Context) => Promise<Response>): void {
  const allow = "POST, OPTIONS";
  app.post(path, handler);
  app.options(path, () => {
    const headers = { ...fixedHeaders, Allow: allow, "Access-Control-Allow-Methods": allow };
    return new Response(null, { status: 204, headers });
  });
  app.all(path, () => {
    throw new Problem("method-not-allowed", `This path answers ${allow} only.`, { headers: { Allow: allow } });
  });
}

function readAgents(c: Context): { readonly query: BrowseQuery; readonly asked: string } {
  const text = c.req.query("filter")?.trim() ?? "";
  const nothing: Expression = { filter: new Map(), updated: {}, published: {} };
  const expression = text === "" ? nothing : readExpression(text);
  const order = readOrder(c.req.query("orderBy"));
  const limit = readPageSize(c.req.query("pageSize"));
  const token = c.req.query("pageToken") ?? "";
  const asked = JSON.stringify(["agents", text, order]);
  const isKey = (value: unknown): value is readonly [string | number, number] =>
    Array.isArray(value) &&
    value.length === 2 &&
    typeof value[0] === (order.order === "label" ? "string" : "number") &&
    Number.isSafeInteger(value[1]);
  const position = token === "" ? undefined : readPageToken(token, asked, isKey);
  const after: BrowseKey | undefined = position && { key: position[0], entry: position[1] };
  return { query: { ...expression, ...order, limit, ...(after && { after }) }, asked };
}

function readOrder(text: string | undefined): Pick<BrowseQuery, "order" | "descending"> {
  if (text === undefined || text.trim() === "") return { order: "label", descending: false };
  const [, field, way] = /^\s*(displayName|updatedAt)(?:\s+(ASC|DESC))?\s*$/i.exec(text) ?? [];
  if (field === undefined) throw new ArdProblem("orderBy must be displayName or updatedAt, with ASC or DESC behind it");
  return { order: field.toLowerCase() === "displayname" ? "label" : "update", descending: /^desc$/i.test(way ?? "") };
}

function readPageSize(text: string | undefined): number {
  if (text === undefined || text === "") return pageSizes.agents;
  const size = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (size < 1 || size > pageSizes.most)
    throw new ArdProblem(`pageSize must be a whole number from 1 to ${pageSizes.most}`);
  return size;
}

function isOffset(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0 && Number(value) <= maxAfter;
}
