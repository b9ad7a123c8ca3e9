// What the document/* codes mean that say what a whole document is.

import type { CodeTable } from "./code-info.ts";

const proposal = "https://github.com/modelcontextprotocol/modelcontextprotocol";
const endpoint = "https://mcp.example.com/mcp";

/** One code for each kind that is no current standard, and one for a document that was not judged to its end. */
export const kindCodes: CodeTable = {
  "document/empty": {
    severity: "error",
    title: "the document is empty",
    rationale: "An empty file or answer is most often a failed build or a path that nothing is behind.",
    bad: "",
  },
  "document/html": {
    severity: "error",
    title: "the document is an HTML page",
    rationale:
      "Sites that answer every path with their start page send it here too, with status 200, so that clients take the page for a broken card.",
    bad: "<!doctype html><title>Example</title>",
  },
  "document/mcp-catalog": {
    severity: "error",
    title: "an MCP Catalog, which AI Catalog replaced",
    rationale: "It was a format of a few months in 2026. Clients now read /.well-known/ai-catalog.json only.",
    spec: "https://github.com/modelcontextprotocol/experimental-ext-server-card/pull/42",
    bad: { specVersion: "draft", entries: [] },
  },
  "document/sep-1649-card": {
    severity: "error",
    title: "a card of the older form of SEP-1649",
    rationale:
      "It describes a server by serverInfo and transport, which clients of Server Card v1 do not read. Some scanners still do: they can be served a file that is both.",
    spec: `${proposal}/issues/1649`,
    bad: {
      serverInfo: { name: "weather", version: "1.0.0" },
      transport: { type: "streamable-http", endpoint: "/mcp" },
    },
  },
  "document/smithery-card": {
    severity: "error",
    title: "a static card of Smithery",
    rationale: "It lists what a server can do and not where it is, so that no client can connect by it.",
    spec: "https://smithery.ai/docs/build/publish",
    bad: { serverInfo: { name: "weather", version: "1.0.0" }, tools: [] },
  },
  "document/sep-1960-manifest": {
    severity: "error",
    title: "a manifest of the closed proposal SEP-1960",
    rationale: "The proposal for /.well-known/mcp was closed in favour of Server Cards, and clients do not read it.",
    spec: `${proposal}/issues/1960`,
    bad: { mcp_version: "2025-06-18", server_name: "weather", endpoints: { streamable_http: endpoint } },
  },
  "document/ietf-manifest": {
    severity: "error",
    title: "a manifest of an expired internet draft",
    rationale: "The draft that described /.well-known/mcp-server expired, and clients do not read it.",
    spec: "https://datatracker.ietf.org/doc/draft-serra-mcp-discovery-uri/",
    bad: { mcp_version: "2025-06-18", name: "weather", endpoint },
  },
  "document/server-card-draft": {
    severity: "error",
    title: "a draft of the Server Card under the schema URL of v1",
    rationale:
      "The drafts of early 2026 already named the v1 schema, with members that v1 left out. Their $schema promises what the body does not keep.",
    spec: `${proposal}/pull/2127`,
    bad: {
      $schema: "https://static.modelcontextprotocol.io/schemas/v1/server-card.schema.json",
      name: "com.example/weather",
      capabilities: {},
    },
  },
  "document/mcp-json": {
    severity: "error",
    title: "an endpoint document as some sites serve it at /.well-known/mcp.json",
    rationale: "No specification ever fixed this form: each site wrote its own, and clients of Server Cards read none.",
    spec: `${proposal}/pull/1054`,
    bad: { name: "Weather", description: "Weather forecasts", endpoint },
  },
  "document/server-list": {
    severity: "error",
    title: "a list of servers in no standard form",
    rationale: "Every gateway lists servers in its own way. An AI Catalog says the same in a way that clients know.",
    spec: "https://github.com/Agent-Card/ai-catalog/blob/main/specification/ai-catalog.md",
    bad: { servers: [{ name: "weather", url: endpoint }] },
  },
  "document/card-list": {
    severity: "error",
    title: "an array of cards",
    rationale: "A card stands by itself under its own URL, and a catalog lists it. Clients read no array.",
    spec: `${proposal}/pull/2127`,
    bad: [{ name: "com.example/weather" }],
  },
  "document/server-json": {
    severity: "error",
    title: "a server.json of the MCP Registry",
    rationale:
      "It is for registries and tells how to install a server; clients that look for a card do not read it. Both can be made from the same facts.",
    spec: "https://github.com/modelcontextprotocol/registry/blob/main/docs/reference/server-json/generic-server-json.md",
    bad: { name: "com.example/weather", version: "1.0.0", packages: [] },
  },
  "document/client-config": {
    severity: "error",
    title: "the settings of an MCP client",
    rationale:
      "Settings hold commands that start on a user's machine and often keys. They describe no server to others, and should never be published.",
    spec: "https://modelcontextprotocol.io/docs/develop/connect-remote-servers",
    bad: { mcpServers: { weather: { url: endpoint } } },
  },
  "document/a2a-agent-card": {
    severity: "error",
    title: "an A2A agent card",
    rationale: "It describes an agent that is spoken to by A2A. An MCP client cannot use it.",
    spec: "https://a2a-protocol.org/latest/specification/",
    bad: { name: "Weather agent", skills: [], url: "https://agent.example.com/", capabilities: {} },
  },
  "document/protected-resource-metadata": {
    severity: "error",
    title: "OAuth protected resource metadata",
    rationale: "It tells how to get a token for a server. That the server is there is told by a card.",
    spec: "https://www.rfc-editor.org/rfc/rfc9728",
    bad: { resource: endpoint, authorization_servers: ["https://login.example.com"] },
  },
  "document/linkset": {
    severity: "error",
    title: "a linkset",
    rationale: "It lists links of a site's APIs. MCP clients read an AI Catalog instead.",
    spec: "https://www.rfc-editor.org/rfc/rfc9264",
    bad: { linkset: [] },
  },
  "document/json-rpc": {
    severity: "error",
    title: "an answer of an MCP endpoint",
    rationale: "The URL is the endpoint itself. Its card stands under the endpoint's URL with /server-card added.",
    spec: "https://github.com/modelcontextprotocol/experimental-ext-server-card/blob/main/docs/discovery.md",
    bad: { jsonrpc: "2.0", id: 1, result: {} },
  },
  "document/json": {
    severity: "error",
    title: "JSON that is neither a Server Card nor a catalog",
    rationale:
      "Nothing in the document says what it is. A card begins with $schema, name, version and description, a catalog with specVersion and entries.",
    bad: { hello: "world" },
  },
  "document/too-many-findings": {
    severity: "error",
    title: "a card in a catalog could not be judged for the catalog's many errors",
    rationale: "At most 100 findings are kept of one document. Beyond that nobody can say that a card in it has none.",
  },
};
