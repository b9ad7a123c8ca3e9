// The API description's paths for what the registry says of itself, and for its MCP endpoint.

import { cardMediaType, catalogMediaType } from "../../src/document/card.ts";
import { endpointPath, ownCardPath } from "../self/card.ts";
import { indexPath } from "../self/ranges.ts";

const problem = {
  description: "What is wrong",
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
};

const card = { type: "object", required: ["$schema", "name", "version", "description"] };

const catalog = {
  type: "object",
  required: ["specVersion", "entries"],
  properties: { specVersion: { type: "string" }, host: { type: "object" }, entries: { type: "array" } },
};

function document(
  summary: string,
  { mediaType, schema, parameters = [] }: { mediaType: string; schema: object; parameters?: readonly object[] },
): object {
  return {
    get: {
      summary,
      parameters,
      responses: {
        "200": { description: "The document", content: { [mediaType]: { schema } } },
        "304": { description: "The client's copy still holds" },
        default: problem,
      },
    },
  };
}

const range = {
  name: "range",
  in: "path",
  required: true,
  schema: { type: "string", pattern: "^\\d+-\\d+$" },
  description: "A range as the catalog above names it, such as `0-99`.",
};

const message = {
  type: "object",
  required: ["jsonrpc"],
  properties: { jsonrpc: { const: "2.0" }, method: { type: "string" }, params: { type: "object" } },
};

const messages = { "application/json": { schema: message }, "text/event-stream": { schema: { type: "string" } } };

/** The paths, ready to stand among those of the API. */
export const selfPaths: Readonly<Record<string, object>> = {
  "/.well-known/ai-catalog.json": document("The registry itself, as an AI Catalog 1.0", {
    mediaType: catalogMediaType,
    schema: catalog,
  }),
  "/.well-known/ard.json": document("The same for ARD 0.91", { mediaType: "application/json", schema: catalog }),
  [ownCardPath]: document("The Server Card of the MCP endpoint", { mediaType: cardMediaType, schema: card }),
  [indexPath]: document("The index as nested catalogs", { mediaType: catalogMediaType, schema: catalog }),
  [`${indexPath}/{range}`]: document("One part of the index", {
    mediaType: catalogMediaType,
    schema: catalog,
    parameters: [range],
  }),
  [endpointPath]: {
    post: {
      summary: "The MCP endpoint: Streamable HTTP, stateless, one JSON-RPC message a request",
      requestBody: { required: true, content: { "application/json": { schema: message } } },
      responses: {
        "200": { description: "The reply", content: messages },
        "202": { description: "A notification was taken" },
        default: {
          description: "What is wrong, as a JSON-RPC error",
          content: { "application/json": { schema: message } },
        },
      },
    },
  },
};
