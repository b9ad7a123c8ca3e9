// What the document/* codes mean that say where a document breaks the dialect that it is written in.

import type { CodeInfo, CodeTable } from "../document/code-info.ts";

const proposal = "https://github.com/modelcontextprotocol/modelcontextprotocol";
const registry = "https://github.com/modelcontextprotocol/registry";
const serverJson = `${registry}/blob/main/docs/reference/server-json/generic-server-json.md`;
const internetDraft = "https://datatracker.ietf.org/doc/draft-serra-mcp-discovery-uri/";
const mcpCatalog = "https://github.com/modelcontextprotocol/experimental-ext-server-card/pull/42";
const clientSettings = "https://modelcontextprotocol.io/docs/develop/connect-remote-servers";
const smithery = "https://smithery.ai/docs/build/publish";

/** All are warnings: the document is no current standard anyway, and its own readers may be lenient. */
function about(title: string, rationale: string, spec: string): CodeInfo {
  return { severity: "warning", title, rationale, spec };
}

/** Every code that a dialect's own check may give, in alphabetical order. */
export const dialectCodes: CodeTable = {
  "document/card-list-item": about(
    "an item in an array of cards is no object",
    "Only an object can describe a server, so the item is lost on every reader.",
    `${proposal}/pull/2127`,
  ),
  "document/client-config-server": about(
    "a server in a client's settings has neither a url nor a command",
    "No client can reach or start it.",
    clientSettings,
  ),
  "document/client-config-headers": about(
    "a client's settings hold values of headers",
    "Values of headers in settings are credentials of whoever wrote them. Published, they let everybody act in that person's name.",
    clientSettings,
  ),
  "document/draft-authentication": about(
    "a remote describes authentication, as drafts before v1 did",
    "Version 1 left it out: clients learn about OAuth from the server itself, and a card only lists headers that must be sent.",
    `${proposal}/pull/2127`,
  ),
  "document/draft-identity": about(
    "a draft of a Server Card does not state its name, version or description",
    "Version 1 requires all three at the top of the card.",
    `${proposal}/pull/2127`,
  ),
  "document/draft-member": about(
    "a draft of a Server Card holds a member that v1 left out",
    "Clients of v1 ignore it. What a server can do is asked of the server, and how to install it stands in a server.json.",
    `${proposal}/pull/2127`,
  ),
  "document/ietf-auth": about(
    "a manifest of the internet draft names a method of authentication that the draft does not know",
    "Readers of the draft cannot tell what to do before they connect.",
    internetDraft,
  ),
  "document/ietf-endpoint": about(
    "the endpoint of a manifest of the internet draft is no https URL",
    "The draft wants a whole https URL on the manifest's own host or below it.",
    internetDraft,
  ),
  "document/ietf-identity": about(
    "a manifest of the internet draft does not state its name or protocol version",
    "The draft requires both.",
    internetDraft,
  ),
  "document/ietf-trust-class": about(
    "the trust_class of a manifest of the internet draft is none of four words",
    "The draft knows public, sandbox, enterprise and regulated.",
    internetDraft,
  ),
  "document/mcp-catalog-identifier": about(
    "an entry of an MCP Catalog has no identifier",
    "Without one an entry cannot be told from another, and cannot become an entry of an AI Catalog.",
    mcpCatalog,
  ),
  "document/mcp-catalog-url": about(
    "an entry of an MCP Catalog has no url",
    "The MCP Catalog listed cards by URL only, so that the entry leads nowhere.",
    mcpCatalog,
  ),
  "document/mcp-json-endpoint": about(
    "an endpoint document names no endpoint",
    "Its whole use is to say where the server is.",
    `${proposal}/pull/1054`,
  ),
  "document/mcp-json-name": about(
    "an endpoint document names no server",
    "Readers show servers by name, and a card's name is made from it.",
    `${proposal}/pull/1054`,
  ),
  "document/sep-1649-primitives": about(
    'the tools, resources or prompts of a SEP-1649 card are neither "dynamic" nor a list of objects',
    "Scanners of this form count what is listed; anything else they take for a broken card.",
    `${proposal}/issues/1649`,
  ),
  "document/sep-1649-server-info": about(
    "serverInfo of a SEP-1649 card does not state a name or a version",
    "The form has no other place for the server's identity.",
    `${proposal}/issues/1649`,
  ),
  "document/sep-1649-transport": about(
    "the transport of a SEP-1649 card has no endpoint",
    "Without it the card does not say where the server is.",
    `${proposal}/issues/1649`,
  ),
  "document/sep-1649-version": about(
    'the version of a SEP-1649 card is not "1.0"',
    "In this form the version at the top is that of the format. The server's own stands in serverInfo; a reader that mixes them up shows the wrong one.",
    `${proposal}/issues/1649`,
  ),
  "document/sep-1960-endpoints": about(
    "a manifest of SEP-1960 names no endpoint",
    "Without it the manifest does not say where the server is.",
    `${proposal}/issues/1960`,
  ),
  "document/sep-1960-identity": about(
    "a manifest of SEP-1960 does not state its name, version or protocol version",
    "The proposal required all three.",
    `${proposal}/issues/1960`,
  ),
  "document/server-json-description": about(
    "the description of a server.json has more than 100 characters",
    "The MCP Registry refuses it, as the schema of Server Cards does.",
    serverJson,
  ),
  "document/server-json-empty": about(
    "a server.json has neither a remote nor a package",
    "It then gives no way to reach the server or to install it.",
    serverJson,
  ),
  "document/server-json-name": about(
    "the name of a server.json is not of the form namespace/name",
    "The MCP Registry checks that the publisher owns the namespace, and refuses a name without one.",
    serverJson,
  ),
  "document/server-json-schema": about(
    "a server.json names no dated schema",
    "The MCP Registry reads the document by the dated schema that it names.",
    serverJson,
  ),
  "document/server-list-endpoint": about(
    "a server in a list has no url",
    "Nobody can reach it, and no card can be made of it.",
    registry,
  ),
  "document/smithery-server-info": about(
    "serverInfo of a static card does not state a name or a version",
    "Smithery shows the server by them.",
    smithery,
  ),
  "document/smithery-tool": about(
    "a tool of a static card lacks a name or an inputSchema",
    "The scanner takes each tool as tools/list would answer it.",
    smithery,
  ),
};
