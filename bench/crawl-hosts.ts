// The hosts that the crawl benchmarks visit: each an address of its own on loopback, all served by one process.

import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { cardMediaType, cardSchemaUrl, catalogMediaType } from "../src/document/card.ts";

/** The address that host number `index` is served on: each an origin of its own. */
export function addressOf(index: number): string {
  return `127.${Math.floor(index / 64_516) + 1}.${Math.floor(index / 254) % 254}.${(index % 254) + 1}`;
}

/** Answers with an ETag, and with 304 where it is the one that was asked about. */
function answer(request: IncomingMessage, response: ServerResponse, mediaType: string, value: unknown): void {
  const body = JSON.stringify(value);
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 16)}"`;
  const same = request.headers["if-none-match"] === etag;
  response.writeHead(same ? 304 : 200, { etag, ...(same ? {} : { "content-type": mediaType }) });
  response.end(same ? undefined : body);
}

/** Serves a catalog, a card and no robots.txt for every host, from one process of its own. */
export async function serveHosts(): Promise<void> {
  const server = createServer((request, response) => {
    const host = request.headers.host ?? "";
    if (request.url === "/.well-known/ai-catalog.json") {
      answer(request, response, catalogMediaType, {
        specVersion: "1.0",
        entries: [{ identifier: `urn:air:${host}:mcp:a`, type: cardMediaType, url: `http://${host}/mcp/server-card` }],
      });
    } else if (request.url === "/mcp/server-card") {
      answer(request, response, cardMediaType, {
        $schema: cardSchemaUrl,
        name: `test.host-${host.replace(/[^0-9]+/g, "-")}/a`,
        version: "1.0.0",
        title: "A server for a benchmark",
        description: "Answers a card of an ordinary size to whoever asks, again and again",
        remotes: [
          { type: "streamable-http", url: "https://mcp.example.com/mcp", supportedProtocolVersions: ["2026-07-28"] },
        ],
      });
    } else {
      response.statusCode = 404;
      response.end();
    }
  });
  server.listen(0, "0.0.0.0");
  await once(server, "listening");
  process.send?.({ port: (server.address() as AddressInfo).port });
}
