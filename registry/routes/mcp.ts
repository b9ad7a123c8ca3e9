// The registry's own MCP endpoint: POST only, stateless, its SDK loaded when somebody first asks.

import type { Context, Hono } from "hono";
import { admit, refusalBody } from "../mcp/gate.ts";
import type { Endpoint } from "../mcp/mcp-sdk.ts";
import { createTools } from "../mcp/tools.ts";
import type { Address } from "../self/address.ts";
import { describeSelf, endpointPath } from "../self/card.ts";
import type { Store } from "../store/store.ts";
import { fixedHeaders } from "./answer.ts";
import { refuseRest } from "./paths.ts";

/** What may be asked of the endpoint: without sessions there is no stream to GET and nothing to DELETE. */
export const endpointMethods = "POST, OPTIONS";

/** On every answer: what pages of allowed origins may send, and that nothing of it is kept. */
const endpointHeaders: Readonly<Record<string, string>> = {
  ...fixedHeaders,
  "Access-Control-Allow-Methods": endpointMethods,
  "Access-Control-Allow-Headers":
    "Accept, Authorization, Content-Type, Last-Event-ID, MCP-Protocol-Version, Mcp-Method, Mcp-Name, Mcp-Session-Id",
  "Cache-Control": "no-store",
};

/** What the routes need. */
export interface McpOptions {
  readonly store: Store;
  readonly now: () => Date;
  readonly namespace: string;
  readonly address: Address;
  readonly log: (error: Error) => void;
}

/** Adds the endpoint. */
export function addMcp(app: Hono, { store, now, namespace, address, log }: McpOptions): void {
  const tools = createTools({ store, now, namespace });
  let endpoint: Promise<Endpoint> | undefined;

  app.post(endpointPath, async (c: Context) => {
    const admitted = await admit(c.req.raw, address.hostname);
    if ("status" in admitted) {
      const headers = { ...endpointHeaders, "Content-Type": "application/json" };
      return new Response(refusalBody(admitted), { status: admitted.status, headers });
    }
    endpoint ??= import("../mcp/mcp-sdk.ts").then(({ createEndpoint }) =>
      createEndpoint({ self: describeSelf(address), tools, log }),
    );
    const answer = await (await endpoint)(c.req.raw, admitted.body);
    const headers = new Headers(answer.headers);
    headers.delete("connection");
    for (const [name, value] of Object.entries(endpointHeaders)) headers.set(name, value);
    return new Response(answer.body, { status: answer.status, headers });
  });
  app.options(
    endpointPath,
    () => new Response(null, { status: 204, headers: { ...endpointHeaders, Allow: endpointMethods } }),
  );
  refuseRest(app, endpointPath, endpointMethods);
}
