// What this registry answers, for machines that look for an API description before they trust a base URL.

import { version as ownVersion } from "../../src/version.ts";
import { facetNames } from "../store/facets.ts";
import { ardPaths, ardSchemas } from "./ard-openapi.ts";
import { defaultLimit, maxLimit } from "./list-query.ts";

/** ToolHive takes a base URL for a registry only where the description has this version and names this repository. */
const contract = { version: "1.0.0", repository: "https://github.com/modelcontextprotocol/registry" } as const;

const text = { type: "string" };

function parameter(name: string, where: "query" | "path", schema: object, description: string): object {
  return { name, in: where, required: where === "path", schema, description };
}

const serverName = parameter("serverName", "path", text, "The server's name, its slash written as %2F.");
const version = parameter("version", "path", text, "An exact version, or `latest`.");
const includeDeleted = parameter("include_deleted", "query", { type: "boolean" }, "Whether deleted servers are shown.");

const limit = parameter(
  "limit",
  "query",
  { type: "integer", minimum: 1, maximum: maxLimit, default: defaultLimit },
  "The most entries on a page.",
);

const listParameters = [
  parameter("cursor", "query", text, "The previous page's metadata.nextCursor. It carries the filters of its list."),
  limit,
  parameter("search", "query", text, "Words that must occur in a name, title, description, tag or host."),
  parameter("version", "query", text, "`latest`, or an exact version."),
  parameter(
    "updated_since",
    "query",
    { type: "string", format: "date-time" },
    "Only what changed after this time; includes deleted servers.",
  ),
  includeDeleted,
];

/** A path that is read. `schema` names a component of this description. */
function read(summary: string, schema: string, parameters: readonly object[] = []): object {
  const json = { "application/json": { schema: { $ref: `#/components/schemas/${schema}` } } };
  const problem = { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } };
  return {
    get: {
      summary,
      parameters,
      responses: {
        "200": { description: "The answer", content: json },
        "304": { description: "The client's copy still holds" },
        default: { description: "What is wrong", content: problem },
      },
    },
  };
}

const schemas = {
  Entry: {
    type: "object",
    required: ["server", "_meta"],
    properties: { server: { type: "object", required: ["name", "description", "version"] }, _meta: { type: "object" } },
  },
  List: {
    type: "object",
    required: ["servers", "metadata"],
    properties: {
      servers: { type: "array", items: { $ref: "#/components/schemas/Entry" } },
      metadata: {
        type: "object",
        required: ["count"],
        properties: { count: { type: "integer" }, nextCursor: text },
      },
    },
  },
  Answer: { type: "object" },
  Problem: {
    type: "object",
    required: ["title", "status", "detail", "error"],
    properties: { title: text, status: { type: "integer" }, detail: text, error: text },
  },
};

/** The description as JSON, which every YAML reader takes; `/v0` answers the same as `/v0.1`. */
export const openapi: string = JSON.stringify(
  {
    openapi: "3.1.0",
    info: {
      title: "MCP servers found by crawling",
      version: contract.version,
      description: `The read side of the MCP Registry's generic API (${contract.repository}), by mcp-discover ${ownVersion}.`,
    },
    paths: {
      "/v0.1/servers": read("List and search servers", "List", listParameters),
      "/v0.1/servers/{serverName}/versions": read("All versions of a server", "List", [serverName, includeDeleted]),
      "/v0.1/servers/{serverName}/versions/{version}": read("One version", "Entry", [
        serverName,
        version,
        includeDeleted,
      ]),
      "/v0.1/x/io.github.mcp-discover/search": read("Search by relevance: our own, beside the contract's", "List", [
        parameter("q", "query", text, "Words, as a person types them. Slips of the keyboard are mended."),
        limit,
        parameter(
          "after",
          "query",
          { type: "integer", minimum: 0 },
          "Hits before the page: the last page's metadata.after.",
        ),
        ...facetNames.map((facet) =>
          parameter(
            facet,
            "query",
            { type: "array", items: text },
            "Only servers that have this value; given again, or that one.",
          ),
        ),
        parameter(
          "facets",
          "query",
          text,
          `Which facets are counted: names apart by commas, or all. ${facetNames.join(", ")}`,
        ),
      ]),
      "/v0.1/health": read("Whether the registry can answer", "Answer"),
      "/v0.1/ping": read("Whether it is there", "Answer"),
      "/v0.1/version": read("The version of the software", "Answer"),
      ...ardPaths,
    },
    components: { schemas: { ...schemas, ...ardSchemas } },
  },
  null,
  2,
);
