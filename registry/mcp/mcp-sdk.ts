// The doorway to the official SDK's server side: Streamable HTTP over web-standard requests, one server object a request.

import { createMcpHandler, Server } from "@modelcontextprotocol/server";
import type { Self } from "../self/card.ts";
import { inputSchema, readGiven, type Tool, Unusable } from "./tool.ts";

/** What the endpoint is made of. */
export interface EndpointOptions {
  readonly self: Self;
  readonly tools: readonly Tool[];
  /** Told of errors that clients are not told of. */
  readonly log: (error: Error) => void;
}

/** How long a client may keep who we are and what the tools are, in milliseconds: an hour, as the card beside it. */
const lasting = { ttlMs: 3_600_000, cacheScope: "public" } as const;

const cacheHints = { "server/discover": lasting, "tools/list": lasting };

/** For forms that users fill in, of which we send none; the SDK's own would set up Ajv at each request. */
const jsonSchemaValidator = {
  getValidator(): never {
    throw new Error("this server sends no forms");
  },
};

/** Answers one POST whose body was read and parsed. Speaks 2026-07-28 and, statelessly, the revisions since 2024-11-05. */
export type Endpoint = (request: Request, body: unknown) => Promise<Response>;

/** Makes the endpoint. Nothing of one request is there for the next. */
export function createEndpoint({ self, tools, log }: EndpointOptions): Endpoint {
  const byName = new Map(tools.map((tool) => [tool.name, tool]));
  const listed = tools.map(({ name, title, description, inputs, output }) => ({
    name,
    title,
    description,
    inputSchema: inputSchema(inputs),
    outputSchema: { type: "object" as const, properties: output },
    annotations: { title, readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  }));

  function serve(): Server {
    const server = new Server({ ...self }, { capabilities: { tools: {} }, cacheHints, jsonSchemaValidator });
    server.setRequestHandler("tools/list", () => ({ tools: listed }));
    server.setRequestHandler("tools/call", async ({ params }) => {
      const tool = byName.get(params.name);
      if (tool === undefined) return refusal(`the tools are ${[...byName.keys()].join(", ")}`);
      try {
        const result = await tool.run(readGiven(tool.inputs, params.arguments));
        return { structuredContent: { ...result }, content: [{ type: "text", text: JSON.stringify(result) }] };
      } catch (error) {
        if (error instanceof Unusable) return refusal(error.message);
        log(error instanceof Error ? error : new Error("a tool failed"));
        return refusal("the registry failed");
      }
    });
    return server;
  }

  const handler = createMcpHandler(serve, { keepAliveMs: 0 });
  return async (request, body) => await handler.fetch(request, { parsedBody: body });
}

/** A result that the caller's model sees as an error and can act on. */
function refusal(text: string): { isError: true; content: { type: "text"; text: string }[] } {
  return { isError: true, content: [{ type: "text", text }] };
}
