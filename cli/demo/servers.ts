// Serves the demo's sample hosts over real HTTPS on loopback, each on an address of its own where the system has them.

import { once } from "node:events";
import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { cardMediaType, catalogMediaType } from "../../src/document/card.ts";
import type { ResolveRule } from "../../src/http/transport.ts";
import type { SampleAnswer, SampleHost } from "./hosts.ts";

/** A certificate and its key, PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** The running sample hosts. */
export interface SampleServers {
  /** One rule a host: the name's port 443 is dialled where it really listens. */
  readonly resolve: readonly ResolveRule[];
  close(): Promise<void>;
}

/** Answers a request for one host, or undefined for a 404. */
type Pages = (path: string) => Promise<SampleAnswer | undefined>;

/** The pages of a host that is written in code. */
export function pagesOf(host: SampleHost): Pages {
  return async (path) => (Object.hasOwn(host.pages, path) ? host.pages[path] : undefined);
}

/** The pages of a folder that `publish` wrote: cards and catalogs with the media types that they ask for. */
export function pagesOfFolder(folder: string, paths: readonly string[]): Pages {
  return async (path) => {
    if (!paths.includes(path)) return undefined;
    const type = path.endsWith("ai-catalog.json") ? catalogMediaType : cardMediaType;
    return { status: 200, type, body: await readFile(join(folder, path), "utf8") };
  };
}

/** Starts one server a host. `certificateFor` makes a certificate for a name. */
export async function startSampleServers(
  hosts: readonly { readonly name: string; readonly pages: Pages }[],
  certificateFor: (name: string) => Promise<Certificate>,
): Promise<SampleServers> {
  const servers: Server[] = [];
  const resolve: ResolveRule[] = [];
  for (const [index, { name, pages }] of hosts.entries()) {
    const server = createServer(
      await certificateFor(name),
      (request, response) => void answer(pages, request, response),
    );
    const address = await listen(server, `127.0.0.${index + 2}`);
    servers.push(server);
    resolve.push({ host: name, port: 443, address: address.address, dialPort: address.port });
  }
  return {
    resolve,
    async close() {
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
        await once(server, "close");
      }
    },
  };
}

/** Listens on the address, or on 127.0.0.1 where the system has no other loopback addresses (macOS). */
async function listen(server: Server, address: string): Promise<AddressInfo> {
  for (const candidate of [address, "127.0.0.1"]) {
    server.listen(0, candidate);
    const [error] = await Promise.race([once(server, "listening").then(() => []), once(server, "error")]);
    if (error === undefined) return server.address() as AddressInfo;
    if ((error as NodeJS.ErrnoException).code !== "EADDRNOTAVAIL") throw error;
  }
  throw new Error("no loopback address could be listened on");
}

async function answer(pages: Pages, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const page = await pages(new URL(request.url ?? "/", "https://sample.invalid").pathname);
  if (page === "hang") return;
  const { status, type, body } = page ?? { status: 404, type: "text/plain", body: "not found\n" };
  const tag = `"${status}-${body.length}"`;
  response.setHeader("etag", tag);
  response.setHeader("cache-control", "public, max-age=3600");
  response.setHeader("access-control-allow-origin", "*");
  if (status === 200 && request.headers["if-none-match"] === tag) {
    response.writeHead(304).end();
    return;
  }
  response.writeHead(status, { "content-type": type }).end(body);
}
