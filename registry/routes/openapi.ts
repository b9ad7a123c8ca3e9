// What this registry answers, for machines that look for an API description before they trust a base URL.

import { version as ownVersion } from "../../src/version.ts";
import { defaultLimit, maxLimit } from "./list-query.ts";
import { selfPaths } from "./self-openapi.ts";

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

/** A path that is written. */
function write(
  method: "post" | "patch",
  summary: string,
  [request, answer]: readonly [string, string],
  more: WriteParts = {},
) {
  const { parameters = [], open = false } = more;
  const json = (name: string) => ({ "application/json": { schema: { $ref: `#/components/schemas/${name}` } } });
  const problem = { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } };
  return {
    [method]: {
      summary,
      parameters,
      ...(open ? {} : { security: [{ publisher: [] }] }),
      requestBody: { required: true, content: json(request) },
      responses: {
        "200": { description: "The answer", content: json(answer) },
        default: { description: "What is wrong", content: problem },
      },
    },
  };
}

interface WriteParts {
  readonly parameters?: readonly object[];
  /** Needs no token. */
  readonly open?: true;
}

const proof = ["Proof", "Token"] as const;
const status = ["Status", "Entry"] as const;

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
  ServerJson: { type: "object", required: ["$schema", "name", "description", "version"] },
  Verdict: {
    type: "object",
    required: ["valid", "issues"],
    properties: {
      valid: { type: "boolean" },
      issues: {
        type: "array",
        items: {
          type: "object",
          required: ["type", "path", "message", "severity", "reference"],
          properties: { type: text, path: text, message: text, severity: text, reference: text },
        },
      },
    },
  },
  Proof: {
    type: "object",
    required: ["domain", "timestamp", "signed_timestamp"],
    properties: {
      domain: text,
      timestamp: { type: "string", format: "date-time" },
      signed_timestamp: { type: "string", description: "The signature of timestamp by a key of the domain, in hex." },
      audience: {
        type: "string",
        description:
          "This registry's URL, where the signature is bound to it: then it is over timestamp, a space, and this.",
      },
    },
  },
  Token: {
    type: "object",
    required: ["registry_token", "expires_at"],
    properties: { registry_token: text, expires_at: { type: "integer", description: "Seconds since the epoch." } },
  },
  Status: {
    type: "object",
    required: ["status"],
    properties: {
      status: { enum: ["active", "deprecated", "deleted"] },
      statusMessage: { type: "string", maxLength: 500 },
    },
  },
  StatusList: {
    type: "object",
    required: ["updatedCount", "servers"],
    properties: {
      updatedCount: { type: "integer" },
      servers: { type: "array", items: { $ref: "#/components/schemas/Entry" } },
    },
  },
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
      description: `The MCP Registry's generic API (${contract.repository}), by mcp-discover ${ownVersion}. Writes answer 501 where the operator takes no publications.`,
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
      ]),
      "/v0.1/servers/{serverName}/versions/{version}/status": write(
        "patch",
        "Give one published version a status",
        status,
        {
          parameters: [serverName, version],
        },
      ),
      "/v0.1/servers/{serverName}/status": write(
        "patch",
        "Give all published versions of a server a status",
        ["Status", "StatusList"],
        { parameters: [serverName] },
      ),
      "/v0.1/publish": write("post", "Publish a version", ["ServerJson", "Entry"]),
      "/v0.1/validate": write("post", "What publishing would refuse", ["ServerJson", "Verdict"], { open: true }),
      "/v0.1/auth/dns": write("post", "A token for whoever proves a domain by DNS", proof, { open: true }),
      "/v0.1/auth/http": write("post", "A token for whoever proves a host by a file", proof, { open: true }),
      "/v0.1/auth/none": write("post", "A token for tests, on loopback", ["Answer", "Token"], { open: true }),
      "/v0.1/health": read("Whether the registry can answer", "Answer"),
      "/v0.1/ping": read("Whether it is there", "Answer"),
      "/v0.1/version": read("The version of the software", "Answer"),
      ...selfPaths,
    },
    components: { schemas, securitySchemes: { publisher: { type: "http", scheme: "bearer", bearerFormat: "JWT" } } },
  },
  null,
  2,
);
