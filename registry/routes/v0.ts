// The generic registry API, the same under every prefix that its clients use.

import type { Context, Hono } from "hono";
import { version as ownVersion } from "../../src/version.ts";
import { Problem } from "../problem.ts";
import type { Publishing } from "../publish/publishing.ts";
import type { Store } from "../store/store.ts";
import { apiAnswer, momentAnswer, tagBody, taggedAnswer } from "./answer.ts";
import { addAuth } from "./auth.ts";
import { readBoolean } from "./filters.ts";
import type { Answers } from "./kept-answers.ts";
import { listTokensOf, readListRequest } from "./list-query.ts";
import { openapi } from "./openapi.ts";
import { only, serverName } from "./paths.ts";
import { addPublish, addStatus } from "./publish.ts";
import { addSearch } from "./search.ts";
import { listKind, pageAnswer, versionAnswer, versionKind, versionsAnswer } from "./v0-answers.ts";
import { addAbout, type Operator } from "./x/about.ts";
import { addCards, addCardsByHash } from "./x/cards.ts";
import { addChanges, addHistory } from "./x/changes.ts";

/** v0.1 is the stable contract; mcp-publisher and older clients still call v0. */
export const prefixes = ["/v0.1", "/v0"] as const;

/** What the routes need. */
export interface ApiOptions {
  readonly store: Store;
  readonly answers: Answers;
  readonly namespace: string;
  readonly now: () => Date;
  readonly operator: Operator;
  /** Ends what would go on. */
  readonly signal: AbortSignal | undefined;
  /** Absent for a registry that only reads. */
  readonly publishing: Publishing | undefined;
  readonly publicUrl: string | undefined;
}

/**
 * The two spellings of a server in a path: its slash encoded, as clients must send it, and bare, as people type it.
 * A name without any slash matches the last, finds nothing, and is told so.
 */
const serverPaths = ["/servers/:name{[^/]+%2[Ff][^/]+}", "/servers/:namespace/:name", "/servers/:name"] as const;

const ownVersionAnswer = tagBody(JSON.stringify({ version: ownVersion }));
const description = tagBody(openapi);

/** Adds the routes. Names are matched on the raw path and decoded once (registry-api.md 1.6). */
export function addApi(app: Hono, options: ApiOptions): void {
  const { store, answers, namespace, now, operator, signal, publishing, publicUrl } = options;
  const listTokens = listTokensOf(store);
  for (const prefix of prefixes) {
    only(app, `${prefix}/servers`, list);
    for (const server of serverPaths) {
      only(app, `${prefix}${server}/versions`, versions);
      readOnly(app, `${prefix}${server}/versions/:version`, "PUT");
      readOnly(app, `${prefix}${server}/versions/:version`, "DELETE");
      only(app, `${prefix}${server}/versions/:version`, version);
      addCards(app, `${prefix}/x/${namespace}${server}`, { store, answers, now });
      addHistory(app, `${prefix}/x/${namespace}${server}`, { store, answers });
      addStatus(app, `${prefix}${server}`, { store, namespace, publishing, publicUrl });
    }
    addPublish(app, prefix, { store, namespace, publishing, publicUrl });
    addAuth(app, prefix, { publishing, publicUrl });
    addChanges(app, `${prefix}/x/${namespace}/changes`, { store, answers, ...(signal && { signal }) });
    addCardsByHash(app, `${prefix}/x/${namespace}`, { store });
    addAbout(app, `${prefix}/x/${namespace}`, {
      store,
      answers,
      now,
      namespace,
      operator,
      publishes: publishing !== undefined,
    });
    addSearch(app, prefix, { store, answers, namespace });
    only(app, `${prefix}/health`, health);
    only(app, `${prefix}/ping`, () => momentAnswer('{"pong":true}'));
    only(app, `${prefix}/version`, (c) => taggedAnswer(c, ownVersionAnswer, apiAnswer));
  }

  only(app, "/openapi.yaml", (c) => taggedAnswer(c, description, { mediaType: "application/yaml" }));

  async function list(c: Context): Promise<Response> {
    return answers(c, listKind, async () => {
      const request = readListRequest((name) => c.req.query(name), await listTokens());
      return pageAnswer(await store.list(request.query), request, namespace);
    });
  }

  async function versions(c: Context): Promise<Response> {
    return answers(c, versionKind, async () => {
      const entries = await store.versions(serverName(c), includeDeleted(c));
      if (entries.length === 0) throw serverNotFound();
      return versionsAnswer(entries, namespace);
    });
  }

  async function version(c: Context): Promise<Response> {
    return answers(c, versionKind, async () => {
      const entry = await store.version(serverName(c), c.req.param("version") ?? "", includeDeleted(c));
      if (entry === undefined) throw serverNotFound();
      return versionAnswer(entry, namespace);
    });
  }

  async function health(): Promise<Response> {
    await store.sequence().catch((cause: unknown) => {
      throw new Problem("unavailable", "The registry cannot read its database.", { cause });
    });
    return momentAnswer('{"status":"ok"}');
  }
}

/** Answers what the contract leaves to each registry, and this one does not do, with its word for that, 501. */
function readOnly(app: Hono, path: string, method: string): void {
  app.on(method, path, () => {
    throw new Problem("read-only", "Here a version stays as it was published: publish another one, or set its status.");
  });
}

function includeDeleted(c: Context): boolean {
  return readBoolean("include_deleted", c.req.query("include_deleted")) === true;
}

function serverNotFound(): Problem {
  return new Problem("not-found", "Server not found");
}
