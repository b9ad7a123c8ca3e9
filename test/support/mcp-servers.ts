// Real MCP servers of the official SDK on loopback, of both generations of the protocol, every request written down.

import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { McpServer as OlderServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { SSEServerTransport } from "@modelcontextprotocol/sdk/server/sse.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { type CreateMcpHandlerOptions, createMcpHandler, McpServer } from "@modelcontextprotocol/server";

/** One request that arrived, its body as text. */
export interface Heard {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A listening endpoint. */
export interface Endpoint {
  readonly url: string;
  readonly heard: readonly Heard[];
  close(): Promise<void>;
}

/** Answers one request whose body has been read. */
export type Answerer = (request: IncomingMessage, response: ServerResponse, body: string) => unknown;

/** Listens on loopback and answers everything by hand. */
export async function openEndpoint(answer: Answerer): Promise<Endpoint> {
  const heard: Heard[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    heard.push({ method: request.method ?? "", path: request.url ?? "", headers: request.headers, body });
    await answer(request, response, body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`,
    heard,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** What a server says of itself; more may be said of the newer kind and the older alike. */
export interface Self {
  readonly name: string;
  readonly version: string;
  readonly title?: string;
  readonly description?: string;
  readonly websiteUrl?: string;
  readonly icons?: { readonly src: string }[];
}

async function relay(response: Response, to: ServerResponse): Promise<void> {
  to.writeHead(response.status, Object.fromEntries(response.headers));
  for await (const chunk of response.body ?? []) to.write(chunk);
  to.end();
}

/** A server of 2026-07-28. It answers `initialize`, too, unless `legacy` is `reject`. */
export async function openModernServer(self: Self, options: CreateMcpHandlerOptions = {}): Promise<Endpoint> {
  const handler = createMcpHandler(() => withTool(new McpServer(self)), options);
  return await openEndpoint(async (request, response, body) => {
    const { method = "GET" } = request;
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const url = `http://${request.headers.host}${request.url}`;
    await relay(await handler.fetch(new Request(url, { method, headers, ...(body !== "" && { body }) })), response);
  });
}

function withTool(server: McpServer): McpServer {
  server.registerTool("alarm", { description: "Must never be called" }, () => {
    throw new Error("a tool was called");
  });
  return server;
}

/** A server of 2025-11-25 and before. `sessions`: it hands out session ids and wants them back; `json`: no event streams. */
export async function openOlderServer(
  self: Self,
  { sessions = true, json = false }: { readonly sessions?: boolean; readonly json?: boolean } = {},
): Promise<Endpoint & { readonly sessions: ReadonlySet<string> }> {
  const transports = new Map<string, StreamableHTTPServerTransport>();
  const open = new Set<string>();
  const endpoint = await openEndpoint(async (request, response, body) => {
    const session = String(request.headers["mcp-session-id"] ?? "");
    const known = transports.get(session);
    const parsed: unknown = body === "" ? undefined : JSON.parse(body);
    if (known !== undefined) {
      await known.handleRequest(request, response, parsed);
      return;
    }
    const transport = new StreamableHTTPServerTransport({
      enableJsonResponse: json,
      ...(sessions && {
        sessionIdGenerator: randomUUID,
        onsessioninitialized: (id: string) => {
          transports.set(id, transport);
          open.add(id);
        },
        onsessionclosed: (id: string) => void open.delete(id),
      }),
    });
    await new OlderServer(self).connect(transport as never);
    await transport.handleRequest(request, response, parsed);
  });
  return { ...endpoint, sessions: open };
}

/** A server of the transport before Streamable HTTP: a stream by GET, messages posted elsewhere. */
export async function openSseServer(self: Self): Promise<Endpoint> {
  return await openEndpoint(async (request, response) => {
    if (request.method !== "GET") response.writeHead(405, { allow: "GET" }).end();
    else await new OlderServer(self).connect(new SSEServerTransport("/messages", response));
  });
}
