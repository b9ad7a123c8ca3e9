// The generic registry API, the same under every prefix that its clients use.

import type { Context, Handler, Hono } from "hono";
import { version as ownVersion } from "../../src/version.ts";
import { Problem } from "../problem.ts";
import type { Store } from "../store/store.ts";
import { jsonAnswer, optionsAnswer } from "./answer.ts";
import { entryJson, listJson } from "./entry-json.ts";
import { readBoolean } from "./filters.ts";
import { readListRequest } from "./list-query.ts";

/** v0.1 is the stable contract; mcp-publisher and older clients still call v0. */
export const prefixes = ["/v0.1", "/v0"] as const;

/** What the routes need. */
export interface ApiOptions {
  readonly store: Store;
  readonly namespace: string;
}

/**
 * The two spellings of a server in a path: its slash encoded, as clients must send it, and bare, as people type it.
 * A name without any slash matches the last, finds nothing, and is told so.
 */
const serverPaths = ["/servers/:name{[^/]+%2[Ff][^/]+}", "/servers/:namespace/:name", "/servers/:name"] as const;

const readMethods = "GET, HEAD, OPTIONS";

/** Adds the routes. Names are matched on the raw path and decoded once (registry-api.md 1.6). */
export function addApi(app: Hono, { store, namespace }: ApiOptions): void {
  for (const prefix of prefixes) {
    read(app, `${prefix}/servers`, list);
    for (const server of serverPaths) {
      read(app, `${prefix}${server}/versions`, versions, []);
      read(app, `${prefix}${server}/versions/:version`, version, ["PUT", "DELETE"]);
      refuse(app, `${prefix}${server}/versions/:version/status`, ["PATCH"]);
      refuse(app, `${prefix}${server}/status`, ["PATCH"]);
    }
    refuse(app, `${prefix}/publish`, ["POST"]);
    read(app, `${prefix}/health`, health);
    read(app, `${prefix}/ping`, (c) => jsonAnswer(c, '{"pong":true}'));
    read(app, `${prefix}/version`, (c) => jsonAnswer(c, JSON.stringify({ version: ownVersion })));
  }

  async function list(c: Context): Promise<Response> {
    const request = readListRequest((name) => c.req.query(name));
    const { entries, next } = await store.list(request.query);
    return jsonAnswer(c, listJson(entries, namespace, next && request.cursorAfter(next)));
  }

  async function versions(c: Context): Promise<Response> {
    const entries = await store.versions(serverName(c), includeDeleted(c));
    if (entries.length === 0) throw serverNotFound();
    return jsonAnswer(c, listJson(entries, namespace));
  }

  async function version(c: Context): Promise<Response> {
    const entry = await store.version(serverName(c), c.req.param("version") ?? "", includeDeleted(c));
    if (entry === undefined) throw serverNotFound();
    return jsonAnswer(c, entryJson(entry, namespace));
  }

  async function health(c: Context): Promise<Response> {
    await store.sequence().catch((cause: unknown) => {
      throw new Problem("unavailable", "The registry cannot read its database.", { cause });
    });
    return jsonAnswer(c, '{"status":"ok"}');
  }
}

/** A path that is read; `writes` are methods of the contract that a read-only registry answers with 501. */
function read(app: Hono, path: string, handler: Handler, writes: readonly string[] = []): void {
  app.get(path, handler);
  refuse(app, path, writes, readMethods);
}

/** Answers the contract's writes with 501, OPTIONS with 204, and whatever is left with 405. */
function refuse(app: Hono, path: string, writes: readonly string[], allow = "OPTIONS"): void {
  for (const method of writes) {
    app.on(method, path, () => {
      throw new Problem("read-only", "This registry is read-only: it lists what it finds by crawling.");
    });
  }
  app.options(path, () => optionsAnswer(allow));
  app.all(path, () => {
    throw new Problem("method-not-allowed", `This path answers ${allow} only.`, { headers: { Allow: allow } });
  });
}

function serverName(c: Context): string {
  const { namespace, name } = c.req.param() as { namespace?: string; name?: string };
  return namespace === undefined ? (name ?? "") : `${namespace}/${name}`;
}

function includeDeleted(c: Context): boolean {
  return readBoolean("include_deleted", c.req.query("include_deleted")) === true;
}

function serverNotFound(): Problem {
  return new Problem("not-found", "Server not found");
}
