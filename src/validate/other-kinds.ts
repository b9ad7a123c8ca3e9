// What to say of a readable document that is no current standard: what it is, and what to do.

import type { Kind } from "../document/kind.ts";
import type { Unplaced } from "./unplaced.ts";

/** The kinds that are judged further; every other kind gets one finding from here. */
export type JudgedKind = "server-card" | "ai-catalog" | "ard-catalog";

/** Kinds whose finding is made where the bytes are read. */
type UnreadKind = "html" | "empty" | "not-json";

/** Every kind that gets its one finding from this file. */
export type OtherKind = Exclude<Kind, JudgedKind | UnreadKind>;

/** The command that does what is advised. */
const migrates = "mcp-discover migrate makes";

const toCard = "write a Server Card v1 with name, version, description and remotes";

const words: Readonly<Record<OtherKind, readonly [message: string, hint: string]>> = {
  "mcp-catalog": [
    "the document is an MCP Catalog, a format that was replaced by AI Catalog",
    'serve /.well-known/ai-catalog.json with "specVersion": "1.0": mcp-discover migrate writes it',
  ],
  "sep-1649-card": [
    "the document is a card of the older SEP-1649 form",
    `${migrates} a Server Card v1; tools and capabilities are asked of the server itself`,
  ],
  "smithery-card": [
    "the document is a static card as scanners of Smithery read it",
    `${toCard}: this one names no endpoint`,
  ],
  "sep-1960-manifest": ["the document is a manifest of the closed proposal SEP-1960", `${migrates} a Server Card v1`],
  "ietf-manifest": [
    "the document is a manifest of an expired internet draft (mcp-server)",
    `${migrates} a Server Card v1`,
  ],
  "server-card-draft": [
    "the document names the v1 schema, but its body is a draft from before v1",
    `${migrates} a Server Card v1, without packages, requires, capabilities and authentication`,
  ],
  "mcp-json": [
    "the document is an endpoint description as some sites serve it at /.well-known/mcp.json",
    `${migrates} a Server Card v1`,
  ],
  "server-list": [
    "the document is a list of servers in no standard form",
    `${migrates} Server Cards v1, and an AI Catalog for /.well-known/ai-catalog.json that lists them`,
  ],
  "card-list": [
    "the document is an array of cards",
    `${migrates} Server Cards v1 by themselves, and an AI Catalog for /.well-known/ai-catalog.json that lists them`,
  ],
  "server-json": [
    "the document is a server.json of the MCP Registry, not a Server Card",
    `${migrates} a Server Card v1 of its remotes; packages stay in server.json`,
  ],
  "client-config": [
    "the document is the configuration of an MCP client, not a description of a server",
    `do not publish it: it may hold commands and secrets; ${migrates} cards of its remote servers, without those`,
  ],
  "a2a-agent-card": [
    "the document is an A2A agent card, which describes an agent and not an MCP server",
    "list it in an AI Catalog with its own type; write a Server Card v1 for the MCP server",
  ],
  "protected-resource-metadata": [
    "the document is OAuth protected resource metadata (RFC 9728)",
    "leave it at its own path; a Server Card v1 goes to the MCP endpoint's URL with /server-card added",
  ],
  linkset: [
    "the document is a linkset (RFC 9264)",
    "leave it at /.well-known/api-catalog; an AI Catalog has entries instead",
  ],
  "json-rpc": [
    "the document is the answer of an MCP endpoint, not a card",
    "fetch the endpoint's URL with /server-card added",
  ],
  json: ["the document is JSON, but neither a Server Card nor a catalog", toCard],
};

/** Gives the one finding for a document of such a kind. Its code is `document/` and the kind. */
export function otherKind(kind: OtherKind, value: unknown): Unplaced {
  const [message, hint] = words[kind];
  const shape = Array.isArray(value) ? "an array" : value === null ? "null" : `a ${typeof value}`;
  const isObject = shape === "a object";
  return {
    code: `document/${kind}`,
    severity: "error",
    message: kind === "json" && !isObject ? `the document is ${shape}, not an object` : message,
    pointer: "",
    ...(isObject ? { part: "{" } : {}),
    hint,
  };
}
