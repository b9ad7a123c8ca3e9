// Decides what a document is by its content; the path it came from never counts (spec.md 4.9).

import { cardSchemaUrl } from "./card.ts";
import type { Kind } from "./kind.ts";
import { readDocument } from "./read.ts";

type Members = Readonly<Record<string, unknown>>;

/** Whether a value is an object in JSON's sense, not an array and not null. */
export function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** Whether the object has any of these as its own members. */
function hasAny(doc: Members, ...names: string[]): boolean {
  return names.some((name) => Object.hasOwn(doc, name));
}

function hasAll(doc: Members, ...names: string[]): boolean {
  return names.every((name) => Object.hasOwn(doc, name));
}

const ardSchema = /agenticresourcediscovery|\/ard[/-]/i;
const dateSchema = /\/schemas\/\d{4}-\d\d-\d\d\/server\.schema\.json/;
const cardSchemaHost = /^https?:\/\/static\.modelcontextprotocol\.io\/schemas\//;
const oldCardSchema = /mcp-server-card|server-card/;

function isArdEntry(entry: unknown): boolean {
  return (
    isMembers(entry) &&
    (Object.hasOwn(entry, "representativeQueries") ||
      text(entry["type"] ?? entry["mediaType"]).startsWith("application/ai-registry"))
  );
}

function catalogKind(doc: Members): Kind | undefined {
  const { specVersion, entries } = doc;
  const listed = Array.isArray(entries) ? entries.slice(0, 1000) : undefined;
  const looksListed = listed !== undefined && (listed.length === 0 || listed.some(isMembers));
  if (!looksListed && !hasAll(doc, "specVersion", "entries")) return undefined;
  if (specVersion === "draft") return "mcp-catalog";
  if (Object.hasOwn(doc, "@context") || ardSchema.test(text(doc["$schema"])) || listed?.some(isArdEntry))
    return "ard-catalog";
  return "ai-catalog";
}

const draftMembers = [
  "packages",
  "requires",
  "capabilities",
  "authentication",
  "serverInfo",
  "transport",
  "transports",
  "tools",
  "resources",
  "prompts",
  "protocolVersion",
  "endpoint",
  "instructions",
];

function isRemote(remote: unknown): boolean {
  return (
    isMembers(remote) &&
    (remote["type"] === "streamable-http" || remote["type"] === "sse") &&
    typeof remote["url"] === "string"
  );
}

/** Whether a body under the v1 schema URL is one of the drafts before v1: their members, and not v1's own shape. */
function isDraftBody(doc: Members): boolean {
  if (!hasAny(doc, ...draftMembers)) return false;
  const { remotes } = doc;
  const whole = ["name", "version", "description"].every((name) => typeof doc[name] === "string");
  const remotesFit = remotes === undefined || (Array.isArray(remotes) && remotes.every(isRemote));
  return !whole || !remotesFit;
}

/** Whether an object without a telling `$schema` was meant as a v1 card. */
function isCardShape(doc: Members): boolean {
  if (
    hasAny(
      doc,
      "packages",
      "tools",
      "transport",
      "transports",
      "endpoint",
      "endpoints",
      "servers",
      "capabilities",
      "scripts",
      "dependencies",
    )
  )
    return false;
  // A name that begins with @ is npm's, so this is a package.json.
  const name = text(doc["name"]);
  const named = name.includes("/") && !name.startsWith("@");
  const described = typeof doc["description"] === "string" && typeof doc["version"] === "string";
  if (Array.isArray(doc["remotes"])) return hasAny(doc, "name") || described;
  return named && described && !hasAny(doc, "url", "serverUrl", "main", "bin");
}

function isAgentCard(doc: Members): boolean {
  if (hasAny(doc, "defaultInputModes", "supportedInterfaces", "preferredTransport", "additionalInterfaces"))
    return true;
  return Array.isArray(doc["skills"]) && hasAny(doc, "url", "capabilities", "provider");
}

function isServerJson(doc: Members): boolean {
  return dateSchema.test(text(doc["$schema"])) || (Array.isArray(doc["packages"]) && hasAny(doc, "name"));
}

/** What somebody else's `$schema` says about an object that claims to be a card. */
function declaredCard(doc: Members): Kind | undefined {
  const schema = text(doc["$schema"]);
  if (schema === cardSchemaUrl) return isDraftBody(doc) ? "server-card-draft" : "server-card";
  if (dateSchema.test(schema)) return undefined;
  if (cardSchemaHost.test(schema) && /\/server(-card)?\.schema\.json$/.test(schema)) return "server-card";
  return undefined;
}

const endpointMembers = [
  "endpoint",
  "endpoints",
  "url",
  "serverUrl",
  "mcpEndpoint",
  "remoteEndpoint",
  "transport",
  "transports",
  "tools",
  "remotes",
  "mcp_available",
  "protocol",
];

function objectKind(doc: Members): Kind {
  const catalog = catalogKind(doc);
  if (catalog !== undefined) return catalog;
  if (typeof doc["jsonrpc"] === "string") return "json-rpc";
  if (Array.isArray(doc["linkset"])) return "linkset";
  const declared = declaredCard(doc);
  if (declared !== undefined) return declared;
  if (isMembers(doc["mcpServers"]) && !isMembers(doc["serverInfo"])) return "client-config";
  if (
    isMembers(doc["servers"]) &&
    Object.values(doc["servers"]).some((server) => isMembers(server) && hasAny(server, "command", "url"))
  )
    return "client-config";
  if (hasAll(doc, "resource", "authorization_servers")) return "protected-resource-metadata";
  if (isMembers(doc["serverInfo"]) && !isServerJson(doc)) {
    const reachable = hasAny(
      doc,
      "transport",
      "transports",
      "endpoint",
      "endpoints",
      "remotes",
      "url",
      "protocolVersion",
      "capabilities",
    );
    return hasAny(doc, "tools") && !reachable ? "smithery-card" : "sep-1649-card";
  }
  if (isAgentCard(doc)) return "a2a-agent-card";
  if (hasAny(doc, "server_name", "mcp_version")) {
    if (hasAny(doc, "endpoints")) return "sep-1960-manifest";
    if (hasAny(doc, "endpoint")) return "ietf-manifest";
  }
  if (isServerJson(doc)) return "server-json";
  if (isCardShape(doc)) return "server-card";
  if (Array.isArray(doc["servers"])) return "server-list";
  if (
    oldCardSchema.test(text(doc["$schema"])) &&
    hasAny(doc, "capabilities", "transport", "transports", "endpoint", "tools")
  )
    return "sep-1649-card";
  if (hasAny(doc, "name", "version", "description") && hasAny(doc, ...endpointMembers)) return "mcp-json";
  if (typeof doc["url"] === "string" && hasAny(doc, "transport")) return "mcp-json";
  if (hasAny(doc, "specVersion")) return "ai-catalog";
  return hasAny(doc, "mcp_version") ? "mcp-json" : "json";
}

/** Says what a parsed JSON value is. Looks at its own members only, never follows a `$schema`. */
export function kindOf(value: unknown): Kind {
  if (Array.isArray(value)) {
    const cards = value.slice(0, 1000).some((item) => isMembers(item) && hasAny(item, "name", "serverInfo", "$schema"));
    return cards ? "card-list" : "json";
  }
  return isMembers(value) ? objectKind(value) : "json";
}

/** Says what bytes or text are. Throws TypeError for what is neither, else never; a text that breaks JSON is `not-json`, `html` or `empty`. */
export function sniff(input: Uint8Array | string): Kind {
  const read = readDocument(input);
  return read.readable ? kindOf(read.value) : read.kind;
}
