// Plays a small web on loopback: many named hosts behind one HTTPS and one HTTP server, every request written down.

import { once } from "node:events";
import { createServer as createHttp, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createHttps } from "node:https";
import type { AddressInfo } from "node:net";
import { createAuthority } from "../../cli/demo/authority.ts";
import { cardMediaType, cardSchemaUrl, catalogMediaType } from "../../src/document/card.ts";
import { createTransport } from "../../src/http/safe-exchange.ts";
import type { ResolveRule, Transport } from "../../src/http/transport.ts";
import { userAgent } from "../../src/http/user-agent.ts";

/** Answers one request by hand. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** What a page answers with. `etag: true` makes one that is honoured with 304. */
export interface Page {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly delayMs?: number;
}

/** One request that arrived. */
export interface Seen {
  readonly host: string;
  readonly path: string;
  readonly method: string;
  readonly headers: IncomingMessage["headers"];
}

/** One named host; every method gives it back. */
export interface PlayedHost {
  readonly name: string;
  get(path: string, page: Page | Handler): PlayedHost;
  json(path: string, value: unknown, headers?: Readonly<Record<string, string>>): PlayedHost;
  card(path: string, value: unknown, headers?: Readonly<Record<string, string>>): PlayedHost;
  /** The well-known catalog, or one at another path. */
  catalog(
    entries: readonly unknown[],
    options?: { readonly path?: string; readonly headers?: Readonly<Record<string, string>> },
  ): PlayedHost;
  robots(text: string): PlayedHost;
}

/** The running web. */
export interface Web {
  host(name: string): PlayedHost;
  readonly seen: readonly Seen[];
  /** Paths asked of a host, in order, without robots.txt. */
  paths(host: string): string[];
  /** The most requests that one host ever had in hand at once. */
  mostAtOnce(host: string): number;
  forget(): void;
  /** The root that its certificates come from, PEM. */
  readonly ca: string;
  /** Where every name played so far is dialled. */
  rules(): ResolveRule[];
  /** A transport that knows every name played so far, and no other. */
  transport(): Transport;
  close(): Promise<void>;
}

/** Gives a valid card; its remote stands on example.com unless told. */
export function cardOf(name: string, more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const remotes = [{ type: "streamable-http", url: "https://mcp.example.com/mcp" }];
  return { $schema: cardSchemaUrl, name, version: "1.0.0", description: "Answers questions", remotes, ...more };
}

/** Gives a catalog entry of the card type, by URL for a string and inline for anything else. */
export function entryOf(identifier: string, target: unknown): Record<string, unknown> {
  const where = typeof target === "string" ? { url: target } : { data: target };
  return { identifier: `urn:air:example.com:mcp:${identifier}`, type: cardMediaType, ...where };
}

/** Gives a catalog entry of the catalog type. */
export function nestedOf(identifier: string, target: unknown): Record<string, unknown> {
  return { ...entryOf(identifier, target), type: catalogMediaType };
}

/** Gives a catalog. */
export function catalogOf(entries: readonly unknown[]): Record<string, unknown> {
  return { specVersion: "1.0", entries };
}

const names = ["example.com", "example.org", "example.net"].flatMap((name) => [name, `*.${name}`]);

/** Starts the servers. Close it at the end of the test. */
export async function openWeb(): Promise<Web> {
  const authority = createAuthority();
  const hosts = new Map<string, Map<string, Page | Handler>>();
  const seen: Seen[] = [];
  const inHand = new Map<string, { now: number; most: number }>();

  function serve(request: IncomingMessage, response: ServerResponse): void {
    const name = (request.headers.host ?? "").replace(/:\d+$/, "");
    const count = inHand.get(name) ?? { now: 0, most: 0 };
    count.now += 1;
    count.most = Math.max(count.most, count.now);
    inHand.set(name, count);
    const path = request.url ?? "";
    const { method = "", headers } = request;
    seen.push({ host: name, path, method, headers });
    let held = true;
    const release = (): void => {
      if (held) count.now -= 1;
      held = false;
    };
    response.once("finish", release).once("close", release);
    const page = hosts.get(name)?.get(path) ?? {
      status: 404,
      body: "nothing here",
      headers: { "content-type": "text/plain" },
    };
    if (typeof page === "function") page(request, response);
    else setTimeout(() => answer(page, request, response), page.delayMs ?? 0);
  }

  const secure = createHttps(authority.certificate(names), serve);
  const plain = createHttp(serve);
  for (const server of [secure, plain]) {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
  }
  const securePort = (secure.address() as AddressInfo).port;
  const plainPort = (plain.address() as AddressInfo).port;

  function rules(): ResolveRule[] {
    return [...hosts.keys()].flatMap((host): ResolveRule[] => [
      { host, port: 443, address: "127.0.0.1", dialPort: securePort },
      { host, port: 80, address: "127.0.0.1", dialPort: plainPort },
    ]);
  }

  return {
    ca: authority.ca,
    rules,
    host(name) {
      const pages = hosts.get(name) ?? new Map<string, Page | Handler>();
      hosts.set(name, pages);
      return playedHost(name, pages);
    },
    seen,
    paths: (host) => seen.filter((one) => one.host === host && one.path !== "/robots.txt").map((one) => one.path),
    mostAtOnce: (host) => inHand.get(host)?.most ?? 0,
    forget() {
      seen.length = 0;
      inHand.clear();
    },
    transport: () =>
      createTransport({
        profile: "cli",
        userAgent: userAgent(),
        ca: [authority.ca],
        resolve: rules(),
        lookup: () => Promise.reject(Object.assign(new Error("no such name"), { code: "ENOTFOUND" })),
      }),
    async close() {
      for (const server of [secure, plain]) {
        server.closeAllConnections();
        server.close();
        await once(server, "close");
      }
    },
  };
}

function playedHost(name: string, pages: Map<string, Page | Handler>): PlayedHost {
  const played: PlayedHost = {
    name,
    get(path, page) {
      pages.set(path, page);
      return played;
    },
    json: (path, value, headers = {}) =>
      played.get(path, { headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(value) }),
    card: (path, value, headers = {}) => played.json(path, value, { "content-type": cardMediaType, ...headers }),
    catalog: (entries, { path = "/.well-known/ai-catalog.json", headers = {} } = {}) =>
      played.json(path, catalogOf(entries), { "content-type": catalogMediaType, ...headers }),
    robots: (text) => played.get("/robots.txt", { headers: { "content-type": "text/plain" }, body: text }),
  };
  return played;
}

function answer(page: Page, request: IncomingMessage, response: ServerResponse): void {
  const { status = 200, headers = {}, body = "" } = page;
  const etag = headers["etag"];
  const same = etag !== undefined && request.headers["if-none-match"] === etag;
  response.writeHead(same ? 304 : status, headers);
  response.end(same ? undefined : body);
}
