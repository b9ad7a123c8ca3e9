// What a document is called, by its content alone.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import { cardSchemaUrl } from "../src/document/card.ts";
import { type Kind, kinds } from "../src/document/kind.ts";
import { sniff } from "../src/index.ts";
import { hostileBodies } from "./support/hostile.ts";
import { sharedData, skipWithout } from "./support/shared-data.ts";

const card = {
  name: "com.example/weather",
  version: "1.0.0",
  description: "Weather",
  remotes: [{ type: "sse", url: "https://example.com/sse" }],
};
const v1 = { $schema: cardSchemaUrl, ...card };
const dated = (file: string): string => `https://static.modelcontextprotocol.io/schemas/2025-12-11/${file}`;

const cases: Readonly<Record<Kind, readonly unknown[]>> = {
  "server-card": [
    v1,
    card,
    { ...v1, tools: [], capabilities: {}, serverInfo: { name: "x" } },
    { ...v1, name: undefined },
    { ...v1, name: 7, remotes: "x" },
    { ...card, $schema: dated("server-card.schema.json") },
    { ...card, $schema: cardSchemaUrl.replace("server-card", "server") },
    { ...card, $schema: "file:///etc/passwd" },
    { $schema: cardSchemaUrl },
    { name: "com.example/weather", version: "1.0.0", description: "Weather" },
  ],
  "server-card-draft": [
    { $schema: cardSchemaUrl, serverInfo: { name: "x" }, transport: {}, capabilities: {} },
    { ...v1, remotes: [{ type: "stdio", command: "x" }], packages: [] },
    { ...v1, description: undefined, requires: {} },
  ],
  "ai-catalog": [
    { specVersion: "1.0", entries: [] },
    { specVersion: "1.0" },
    { specVersion: 1, entries: {} },
    { entries: [{ identifier: "urn:x" }] },
    { specVersion: "2.0", entries: [null] },
  ],
  "ard-catalog": [
    { specVersion: "1.0", entries: [], "@context": "https://example.com" },
    { specVersion: "1.0", entries: [{ identifier: "urn:x", representativeQueries: ["a"] }] },
    { specVersion: "1.0", entries: [{ identifier: "urn:x", mediaType: "application/ai-registry+json" }] },
  ],
  "mcp-catalog": [{ specVersion: "draft", entries: [{ representativeQueries: [] }] }],
  "sep-1649-card": [
    { serverInfo: { name: "x", version: "1" }, transport: { type: "streamable-http", endpoint: "/mcp" } },
    {
      $schema: "https://static.modelcontextprotocol.io/schemas/mcp-server-card/v1.json",
      version: "1.0",
      serverInfo: { name: "x" },
      tools: "dynamic",
      protocolVersion: "2025-06-18",
    },
    { ...card, serverInfo: { name: "x" } },
  ],
  "smithery-card": [{ serverInfo: { name: "x" }, authentication: {}, tools: [], resources: [], prompts: [] }],
  "sep-1960-manifest": [{ mcp_version: "2025-06-18", server_name: "x", endpoints: { streamable_http: "/mcp" } }],
  "ietf-manifest": [
    { mcp_version: "2025-06-18", name: "x", endpoint: "https://example.com/mcp", trust_class: "public" },
  ],
  "mcp-json": [
    { name: "x", description: "y", endpoint: "https://example.com/mcp" },
    { url: "https://example.com/mcp", transport: "http", authentication: "none" },
    { schema_version: "1", name: "x", tools: [] },
  ],
  "server-list": [{ version: "1", servers: [{ name: "x", url: "https://example.com/mcp" }] }, { servers: [] }],
  "card-list": [[v1, v1], [{ serverInfo: {} }]],
  "server-json": [
    { ...card, $schema: dated("server.schema.json") },
    { name: "com.example/x", version: "1", packages: [{ registryType: "npm" }] },
  ],
  "client-config": [
    { mcpServers: { a: { command: "npx" } } },
    { servers: { a: { type: "http", url: "https://example.com" } } },
  ],
  "a2a-agent-card": [
    { name: "x", url: "https://example.com", skills: [], capabilities: {} },
    { name: "x", supportedInterfaces: [], skills: [] },
  ],
  "protected-resource-metadata": [
    { resource: "https://example.com/mcp", authorization_servers: ["https://example.com"] },
  ],
  linkset: [{ linkset: [] }],
  "json-rpc": [{ jsonrpc: "2.0", id: 1, error: { code: -32600, message: "x" } }],
  html: [],
  json: [
    ...[{}, [], 7, null, "x", true, [1, 2], { a: { specVersion: "1.0" } }, { name: "x" }],
    { name: "@example/weather", version: "1.0.0", description: "A package.json" },
  ],
  "not-json": [],
  empty: [],
};

const texts: ReadonlyArray<readonly [text: string, kind: Kind]> = [
  ["", "empty"],
  [" \n\t\ufeff", "empty"],
  ["\ufeff", "empty"],
  ["<!DOCTYPE html>", "html"],
  ["name: x\nversion: 1", "not-json"],
  ['{"name":', "not-json"],
  ["<rss></rss>", "not-json"],
];

test("every kind of the outer contract is told from the others by its content", () => {
  for (const kind of kinds)
    for (const document of cases[kind]) assert.equal(sniff(JSON.stringify(document)), kind, JSON.stringify(document));
  for (const [text, kind] of texts) assert.equal(sniff(text), kind, JSON.stringify(text));
});

test("a document without own members is not fooled by those that every object has", () => {
  assert.equal(sniff('{"toString":1,"hasOwnProperty":2}'), "json");
});

/** Documents of the wild whose folder says where they were found and not what they are. */
const elsewhere: Readonly<Record<string, Kind>> = {
  "a2a-agent-card/AyushmanDhar__DesiCalc.json": "mcp-json",
  "a2a-agent-card/verivus-oss__llm-cli-gateway.json": "mcp-json",
  "a2a-agent-card/whiteknightonhorse__APIbase.json": "mcp-json",
  "v1-card/buildinternet__uploads.json": "server-card-draft",
  "ai-catalog/verivus-oss__llm-cli-gateway.json": "linkset",
  "ai-catalog/Alyan-T__ev-range-converter.json": "mcp-json",
  "ai-catalog/dimitrilaouanis-tech__rhinogent__public-well-known-ai-catalog.json": "mcp-json",
  "ai-catalog/wulfkaal__wulfkaal.github.io.json": "json",
  "sep1649-card/austinbrian__austinbrian.github.io.json": "not-json",
  "mcp-json/Jobicy__remote-jobs-mcp-server.json": "sep-1649-card",
  "mcp-json/MemTensor__MemOS-Docs.json": "sep-1649-card",
  "other/yaver-io__yaver.io.json": "client-config",
  "other/verivus-oss__llm-cli-gateway.json": "server-json",
};

const byFolder: Readonly<Record<string, readonly Kind[]>> = {
  "v1-card": ["server-card"],
  "ai-catalog": ["ai-catalog", "ard-catalog"],
  "server-json": ["server-json"],
  "a2a-agent-card": ["a2a-agent-card"],
  "sep1649-card": ["sep-1649-card", "smithery-card", "mcp-json"],
};

test("real documents are called what they are, even where they were found under another name", {
  skip: skipWithout("wild"),
}, () => {
  const wild = sharedData("wild") ?? "";
  for (const [folder, allowed] of Object.entries(byFolder))
    for (const file of readdirSync(join(wild, folder))) {
      const path = `${folder}/${basename(file)}`;
      if (elsewhere[path] === undefined) assert.ok(allowed.includes(sniff(readFileSync(join(wild, path)))), path);
    }
  for (const [path, kind] of Object.entries(elsewhere)) assert.equal(sniff(readFileSync(join(wild, path))), kind, path);
});

test("a hostile card or catalog is still called what it was meant to be", {
  skip: skipWithout("hostile-documents.jsonl"),
}, () => {
  for (const { id, bytes } of hostileBodies()) {
    if (id === "card-50k-remotes") continue; // The gate stops before the end: nothing to name.
    if (id.startsWith("card-")) assert.equal(sniff(bytes), "server-card", id);
    if (id.startsWith("cat-")) assert.equal(sniff(bytes), "ai-catalog", id);
  }
});
