// Proves that cards become server.json documents that the published schema and the registry clients accept.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Ajv, type ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormatsModule from "ajv-formats";
import fc from "fast-check";
import {
  cardToServerJson,
  maxPublisherMetaBytes,
  publisherProvidedKey,
  serverSchemaUrl,
} from "../src/dialects/server-json.ts";
import { type Card, cardSchemaUrl } from "../src/document/card.ts";
import { sharedData, skipWithout } from "./support/shared-data.ts";

// The package is CommonJS: its types name a default export that Node wraps once more.
const addFormats = addFormatsModule as unknown as (ajv: Ajv | Ajv2020) => void;

const base: Card = {
  $schema: cardSchemaUrl,
  name: "com.example/weather",
  version: "1.0.0",
  description: "Tells the weather.",
};

test("the card's own members are copied and its schema replaced", () => {
  const remotes = [
    {
      type: "streamable-http" as const,
      url: "https://{tenant}.example.com/mcp",
      headers: [
        {
          name: "X-Key",
          value: "{key}",
          isSecret: true,
          variables: { key: { description: "Your key", isRequired: true } },
        },
      ],
      variables: { tenant: { default: "eu", choices: ["eu", "us"] } },
      supportedProtocolVersions: ["2025-11-25"],
    },
  ];
  const repository = { url: "https://git.example.com/weather", source: "git", id: "7", subfolder: "server" };
  const card = { ...base, title: "Weather", websiteUrl: "https://example.com/", repository, remotes };
  assert.deepEqual(cardToServerJson(card), { ...card, $schema: serverSchemaUrl });
});

test("members that no version defines are left behind, at every level", () => {
  const odd = {
    ...base,
    packages: [{ registryType: "npm" }],
    capabilities: {},
    remotes: [{ type: "sse", url: "https://example.com/", extra: 1 }],
  };
  assert.deepEqual(cardToServerJson(odd as unknown as Card), {
    ...base,
    $schema: serverSchemaUrl,
    remotes: [{ type: "sse", url: "https://example.com/" }],
  });
});

test("icons that server.json cannot hold are dropped, and bad sizes with the icon kept", () => {
  const src = "https://example.com/icon.png";
  const icons = [
    { src, mimeType: "image/png", sizes: ["48x48", "big"], theme: "dark" as const },
    { src: "data:image/png;base64,AAAA" },
    { src: "http://example.com/icon.png" },
    { src, mimeType: "image/gif" },
    { src: `${src}?${"x".repeat(255)}` },
    { src, sizes: ["huge"] },
  ];
  assert.deepEqual(cardToServerJson({ ...base, icons })["icons"], [
    { src, mimeType: "image/png", sizes: ["48x48"], theme: "dark" },
    { src },
  ]);
  assert.equal("icons" in cardToServerJson({ ...base, icons: [{ src: "data:," }] }), false);
});

test("a remote whose address begins with a variable has no place in this version", () => {
  const remotes = [
    { type: "sse" as const, url: "{base}/mcp", variables: { base: {} } },
    { type: "sse" as const, url: "https://example.com/mcp" },
  ];
  assert.deepEqual(cardToServerJson({ ...base, remotes })["remotes"], [remotes[1]]);
});

test("a publisher's metadata is kept under the publisher's key, a registry's keys are not a card's to write", () => {
  const _meta = {
    "com.example/build": { commit: "abc" },
    "io.modelcontextprotocol.registry/official": { status: "active", isLatest: true },
    "io.modelcontextprotocol.registry/publisher-provided": { forged: true },
    "IO.ModelContextProtocol.Registry/official": {},
    "io.github.mcp-discover/discovery": { state: "fresh" },
  };
  assert.deepEqual(cardToServerJson({ ...base, _meta })["_meta"], {
    [publisherProvidedKey]: { "com.example/build": { commit: "abc" } },
  });
  const own = { "org.example.registry/discovery": { state: "fresh" } };
  assert.ok("_meta" in cardToServerJson({ ...base, _meta: own }));
  assert.equal("_meta" in cardToServerJson({ ...base, _meta: own }, { namespace: "org.example.registry" }), false);
});

test("publisher metadata never exceeds its limit, and one large key does not cost the small ones", () => {
  const _meta = {
    "com.example/big": "x".repeat(5_000),
    "com.example/small": 1,
    "com.example/wide": "é".repeat(2_030),
    "com.example/last": 2,
  };
  const kept = cardToServerJson({ ...base, _meta })["_meta"] as Record<string, Record<string, unknown>>;
  assert.deepEqual(Object.keys(kept[publisherProvidedKey] ?? {}), ["com.example/small", "com.example/last"]);
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (meta) => {
      const result = cardToServerJson({ ...base, _meta: meta })["_meta"] as Record<string, unknown> | undefined;
      const json = JSON.stringify(result?.[publisherProvidedKey] ?? {});
      assert.ok(new TextEncoder().encode(json).length <= maxPublisherMetaBytes);
    }),
  );
});

test("a key called __proto__ is data, not a prototype", () => {
  const card = JSON.parse(
    `{"$schema":"${cardSchemaUrl}","name":"com.example/a","version":"1","description":"d","_meta":{"__proto__":{"polluted":1}}}`,
  ) as Card;
  assert.match(JSON.stringify(cardToServerJson(card)), /"__proto__":\{"polluted":1\}/);
  assert.equal(({} as Record<string, unknown>)["polluted"], undefined);
});

const schemaFile = "contracts/server.schema.2025-12-11.json";
const cardSchemaFile = "contracts/server-card.schema.v1.json";

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined; // Some of the wild ones are not JSON at all.
  }
}

/** The published schemas: one for what goes in (its root lacks the reference), one for what must come out. */
function compile(): { isCard: ValidateFunction; isServer: ValidateFunction } {
  const into = new Ajv2020({ strict: false });
  addFormats(into);
  into.addSchema(readJson(sharedData(cardSchemaFile) ?? "") as object, "card");
  const out = new Ajv({ strict: false });
  addFormats(out);
  return {
    isCard: into.compile({ $ref: "card#/$defs/ServerCard" }),
    isServer: out.compile(readJson(sharedData(schemaFile) ?? "") as object),
  };
}

test("every real card that is valid becomes a valid server.json", { skip: skipWithout(schemaFile) }, () => {
  const { isCard, isServer } = compile();
  let count = 0;
  for (const folder of ["official/valid", "wild/v1-card"]) {
    const path = sharedData(folder);
    if (path === undefined) continue;
    for (const name of readdirSync(path, { recursive: true, encoding: "utf8" }).filter((file) =>
      file.endsWith(".json"),
    )) {
      const card = readJson(join(path, name));
      if (!isCard(card)) continue;
      count++;
      assert.ok(isServer(cardToServerJson(card as Card)), `${name}: ${JSON.stringify(isServer.errors)}`);
    }
  }
  assert.ok(count >= 4, `only ${count} valid cards were found`);
});

test("every hostile card that the published schema accepts becomes a valid server.json", {
  skip: skipWithout("hostile-documents.jsonl"),
}, () => {
  const { isCard, isServer } = compile();
  const lines = readFileSync(sharedData("hostile-documents.jsonl") ?? "", "utf8")
    .split("\n")
    .filter(Boolean);
  let count = 0;
  for (const line of lines) {
    const { id, body } = JSON.parse(line) as { id: string; body?: unknown };
    let card: unknown;
    try {
      card = typeof body === "string" ? JSON.parse(body) : body;
    } catch {
      continue;
    }
    if (!isCard(card)) continue;
    count++;
    assert.ok(isServer(cardToServerJson(card as Card)), `${id}: ${JSON.stringify(isServer.errors)}`);
  }
  assert.ok(count > 50, `only ${count} of ${lines.length} were cards`);
});
