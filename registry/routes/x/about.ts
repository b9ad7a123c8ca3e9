// What the registry says of hosts and of itself: one host, counts, and who runs it.

import { domainToASCII } from "node:url";
import type { Hono } from "hono";
import { schemaVersion, version } from "../../../src/version.ts";
import { Problem } from "../../problem.ts";
import type { Store, StoreCounts } from "../../store/store.ts";
import { apiAnswer } from "../answer.ts";
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
      const [{ at, ...counted }, sequence] = [await counts(), await store.sequence()];
      return JSON.stringify({ schemaVersion, countedAt: at, ...counted, sequence });
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
        contracts: ["/v0.1", "/v0", "/openapi.yaml"],
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

/** Counts once a minute, whoever asks and however often something changes. */
export function createCounts({
  store,
  now,
}: Pick<AboutRouteOptions, "store" | "now">): () => Promise<StoreCounts & { readonly at: Date }> {
  let kept: (StoreCounts & { readonly at: Date }) | undefined;
  return async () => {
    const at = now();
    if (kept === undefined || Math.abs(at.getTime() - kept.at.getTime()) >= countsMaxAgeMs)
      kept = { ...(await store.counts()), at };
    return kept;
  };
}

function readHost(text: string): string {
  const [, name = "", port = ""] = /^([^:]{1,253})((?::\d{1,5})?)$/.exec(text) ?? [];
  const host = domainToASCII(name);
  if (!/^[a-z0-9.-]+$/.test(host)) throw new Problem("bad-request", "A host is a name such as mcp.example.com.");
  return host + port;
}
