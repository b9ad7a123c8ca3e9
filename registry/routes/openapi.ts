// What this registry answers, for machines that look for an API description before they trust a base URL.

import { defaultNamespace } from "../../src/namespace.ts";
import { version as ownVersion } from "../../src/version.ts";
import { facetNames } from "../store/facets.ts";
import { ardPaths, ardSchemas } from "./ard-openapi.ts";
import { defaultLimit, maxLimit } from "./list-query.ts";
import { schemas } from "./openapi/components.ts";
import { bytes, lines, parameter, read, text, write } from "./openapi/forms.ts";
import { selfPaths } from "./self-openapi.ts";
import { defaultChanges, maxChanges } from "./x/changes.ts";

/** ToolHive takes a base URL for a registry only where the description has this version and names this repository. */
const contract = { version: "1.0.0", repository: "https://github.com/modelcontextprotocol/registry" } as const;

/** Where what is ours stands, unless the operator has another namespace. */
const x = `/v0.1/x/${defaultNamespace}`;

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

const proof = ["Proof", "Token"] as const;
const status = ["Status", "Entry"] as const;

const changePages = [
  parameter("after", "query", { type: "integer", minimum: 0 }, "Only changes with a higher number."),
  parameter(
    "limit",
    "query",
    { type: "integer", minimum: 1, maximum: maxChanges, default: defaultChanges },
    "The most changes in an answer.",
  ),
];

const changes = {
  get: {
    summary: "What changed, each change once and in order; a stream for those who accept text/event-stream",
    parameters: [
      ...changePages,
      parameter("of", "query", text, "Only those of this server or host."),
      { name: "Last-Event-ID", in: "header", required: false, schema: text, description: "Where a stream goes on." },
    ],
    responses: {
      "200": {
        description: "A change a line, or an event",
        content: { "application/x-ndjson": {}, "text/event-stream": {} },
      },
      default: {
        description: "What is wrong",
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    },
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
      [`${x}/search`]: read("Search by relevance: our own, beside the contract's", "List", [
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
      [`${x}/servers/{serverName}/versions/{version}/card`]: bytes("A card byte by byte, as it was fetched", [
        serverName,
        version,
      ]),
      [`${x}/servers/{serverName}/versions/{version}/diagnostics`]: read(
        "What a validator finds in the card",
        "Answer",
        [serverName, version],
      ),
      [`${x}/servers/{serverName}/versions/{version}/evidence`]: read("Who says so, and who else claims it", "Answer", [
        serverName,
        version,
      ]),
      [`${x}/servers/{serverName}/diff`]: read("How the card changed", "Answer", [
        serverName,
        parameter(
          "from",
          "query",
          text,
          "A version, a date, an age such as 7d, or a hash; without it, the last change.",
        ),
        parameter("to", "query", text, "The same; without it, the card as it is now."),
      ]),
      [`${x}/servers/{serverName}/history`]: lines("What changed of a server, oldest first", [
        serverName,
        ...changePages,
      ]),
      [`${x}/cards/by-hash/{sha256}`]: bytes("A card by the hash of its bytes, while a server shows it", [
        parameter("sha256", "path", text, "SHA-256 in 64 lower-case hex digits."),
      ]),
      [`${x}/changes`]: changes,
      [`${x}/hosts/{host}`]: read("What is known of a host", "Answer", [
        parameter("host", "path", text, "A name, with its port where it has one."),
      ]),
      [`${x}/statistics`]: read("How much is listed", "Answer"),
      [`${x}/info`]: read("Who runs this registry, and its limits", "Answer"),
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
      ...ardPaths,
    },
    components: {
      schemas: { ...schemas, ...ardSchemas },
      securitySchemes: { publisher: { type: "http", scheme: "bearer", bearerFormat: "JWT" } },
    },
  },
  null,
  2,
);
