// What the registry says of hosts and of itself: one host, counts, and who runs it.

import { domainToASCII } from "node:url";
import type { Hono } from "hono";
import { schemaVersion, version } from "../../../src/version.ts";
import { Problem } from "../../problem.ts";
import { endpointPath } from "../../self/card.ts";
import { setFacets } from "../../store/facets.ts";
import type { Store, StoreCounts } from "../../store/store.ts";
import { apiAnswer } from "../answer.ts";
import { ardPath } from "../ard-problem.ts";
import { countedValues, countsJson } from "../facet-params.ts";
import type { Answers } from "../kept-answers.ts";
import { defaultLimit, maxLimit } from "../list-query.ts";
import { only } from "../paths.ts";
import { defaultChanges, maxChanges, maxStreams } from "./changes.ts";

/** Who runs a registry, as they say themselves. */
export interface Operator {
  readonly name?: string;
  /** An https or mailto URL. */
  readonly contact?: string;
  /** A URL of what is listed here and what is not. */
  readonly policy?: string;
}

/** What the routes need. */
export interface AboutRouteOptions {
  readonly store: Store;
  readonly answers: Answers;
  readonly now: () => Date;
  readonly namespace: string;
  readonly operator: Operator;
  /** Whether publishers may write. */
  readonly publishes: boolean;
}

/** How old counts may be: counting millions of rows takes longer than any other answer. */
export const countsMaxAgeMs = 60_000;

/** Every face of the registry, below its address. */
const contracts = [
  ...["/v0.1", "/v0", ardPath, endpointPath],
  ...["/.well-known/ai-catalog.json", "/.well-known/ard.json", "/openapi.yaml"],
];

/** What one look at the combinations of values tells of all entries, however many there are. */
const counted = setFacets.map((facet) => ({ facet, limit: countedValues, least: 1 }));

/** Adds `/hosts/HOST`, `/statistics` and `/info` below our own extension. */
export function addAbout(app: Hono, x: string, options: AboutRouteOptions): void {
  const { store, answers, namespace, operator, publishes } = options;
  const counts = createCounts(options);

  only(app, `${x}/hosts/:host`, (c) =>
    answers(c, apiAnswer, async () => {
      const host = readHost(c.req.param("host") ?? "");
      const view = await store.host(host);
      if (view === undefined) throw new Problem("not-found", "Nothing is known of this host.");
      return JSON.stringify({ schemaVersion, ...view });
    }),
  );
  only(app, `${x}/statistics`, (c) =>
    answers(c, apiAnswer, async () => {
      const [{ at, facets, ...numbers }, sequence] = [await counts(), await store.sequence()];
      return JSON.stringify({ schemaVersion, countedAt: at, ...numbers, facets, sequence });
    }),
  );
  only(app, `${x}/info`, (c) =>
    answers(c, apiAnswer, async () =>
      JSON.stringify({
        schemaVersion,
        software: { name: "mcp-discover", version },
        namespace,
        operator,
        publishes,
        contracts,
        limits: {
          listDefault: defaultLimit,
          listMost: maxLimit,
          changesDefault: defaultChanges,
          changesMost: maxChanges,
          streamsMost: maxStreams,
        },
      }),
    ),
  );
}

/** The numbers, the counts by facet, and when they were taken. */
type Counts = StoreCounts & { readonly facets: unknown; readonly at: Date };

/** Counts once a minute, whoever asks and however often something changes. */
export function createCounts({ store, now }: Pick<AboutRouteOptions, "store" | "now">): () => Promise<Counts> {
  let kept: Counts | undefined;
  return async () => {
    const at = now();
    if (kept === undefined || Math.abs(at.getTime() - kept.at.getTime()) >= countsMaxAgeMs)
      kept = { ...(await store.counts()), facets: await countFacets(store), at };
    return kept;
  };
}

async function countFacets(store: Pick<Store, "facets">): Promise<unknown> {
  return countsJson(await store.facets({ text: "", facets: counted, most: 1 }))["facets"];
}

function readHost(text: string): string {
  const [, name = "", port = ""] = /^([^:]{1,253})((?::\d{1,5})?)$/.exec(text) ?? [];
  const host = domainToASCII(name);
  if (!/^[a-z0-9.-]+$/.test(host) || Number(port.slice(1)) > 65_535)
    throw new Problem("bad-request", "A host is a name such as mcp.example.com.");
  return host + port;
}
