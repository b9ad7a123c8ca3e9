// Tests of migrate as a whole: on real documents, on hostile and mutated ones, and for what must never get through.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import fc from "fast-check";
import { type Migration, migrate } from "../src/dialects/migrate.ts";
import { cardSchemaUrl } from "../src/document/card.ts";
import type { Kind } from "../src/document/kind.ts";
import { validate } from "../src/validate/validate.ts";
import { sharedData, skipWithout } from "./support/shared-data.ts";

const url = "https://host.example.com/.well-known/mcp/server-card.json";
const skip = skipWithout("wild/manifest.tsv");

interface WildDocument {
  readonly file: string;
  readonly bytes: Uint8Array;
}

function wild(): readonly WildDocument[] {
  const manifest = sharedData("wild/manifest.tsv");
  if (manifest === undefined) return [];
  const files = readFileSync(manifest, "utf8").trim().split("\n").slice(1);
  return files.flatMap((line) => {
    const file = line.split("\t", 1)[0] ?? "";
    const path = sharedData(`wild/${file}`);
    return path === undefined ? [] : [{ file, bytes: readFileSync(path) }];
  });
}

/** Whatever went in: what comes out is valid, complete, and stays as it is when it goes in again. */
function assertSound(migration: Migration, what: string): void {
  const { cards, catalog, reasons } = migration;
  if (cards.length === 0 && catalog === undefined)
    assert.ok(reasons.length > 0, `${what}: neither a card nor a reason`);
  for (const { message } of reasons) assert.notEqual(message, "");
  for (const { card, entry } of cards) {
    const text = JSON.stringify(card);
    const report = validate(text);
    assert.equal(report.valid, true, `${what}: ${report.diagnostics.map(({ message }) => message).join("; ")}`);
    assert.equal(report.kind, "server-card");
    const again = migrate(text, { url });
    assert.deepEqual(again.cards[0]?.card, card, `${what}: migrating again changes the card`);
    assert.deepEqual(entry.data, card);
  }
  if (catalog === undefined) return;
  const text = JSON.stringify(catalog);
  assert.equal(validate(text).valid, true, `${what}: its catalog is invalid`);
  assert.deepEqual(migrate(text).catalog, catalog, `${what}: migrating its catalog changes it`);
}

describe("migrate, of real documents", { skip }, () => {
  const documents = wild();
  const older: ReadonlySet<Kind> = new Set(["sep-1649-card", "smithery-card", "server-card-draft", "mcp-json"]);
  const precise = /^(?!invalid$|not-a-server$)/;

  it("makes valid cards of them or says why not, where their URL is not known", (t) => {
    const counts = new Map<Kind, { documents: number; migrated: number; cards: number }>();
    const why = new Map<string, number>();
    for (const { file, bytes } of documents) {
      const migration = migrate(bytes);
      assertSound(migration, file);
      const { kind, cards, reasons } = migration;
      const count = counts.get(kind) ?? { documents: 0, migrated: 0, cards: 0 };
      count.documents++;
      count.migrated += cards.length > 0 ? 1 : 0;
      count.cards += cards.length;
      counts.set(kind, count);
      if (!older.has(kind) || cards.length > 0) continue;
      for (const { code } of reasons) {
        assert.match(code, precise, `${file}: no precise reason`);
        why.set(code, (why.get(code) ?? 0) + 1);
      }
    }
    for (const [kind, count] of counts)
      t.diagnostic(`${kind}: ${count.migrated} of ${count.documents} documents gave ${count.cards} cards`);
    t.diagnostic(`why documents of older shapes gave none: ${JSON.stringify(Object.fromEntries(why))}`);
    assert.ok((counts.get("sep-1649-card")?.migrated ?? 0) >= 25);
  });

  it("needs no more than the document's URL for endpoints that are relative", () => {
    for (const { file, bytes } of documents) {
      const migration = migrate(bytes, { url });
      assertSound(migration, file);
      assert.ok(
        migration.reasons.every(({ code }) => code !== "relative-endpoint"),
        file,
      );
    }
  });

  it("gives a card that is valid already back, unchanged", () => {
    let count = 0;
    for (const { file, bytes } of documents) {
      const report = validate(bytes);
      if (!report.valid || report.kind !== "server-card") continue;
      count++;
      const { cards } = migrate(bytes, { url });
      assert.equal(cards.length, 1, file);
      assert.deepEqual([cards[0]?.card, cards[0]?.synthesized, cards[0]?.dropped], [report.card, [], []], file);
    }
    assert.ok(count >= 5);
  });

  it("never throws and stays sound when they are damaged", () => {
    const values = documents.flatMap(({ bytes }) => {
      try {
        return [JSON.parse(new TextDecoder().decode(bytes)) as unknown];
      } catch (error) {
        assert.ok(error instanceof SyntaxError);
        return [];
      }
    });
    const mutation = fc.record({
      of: fc.nat(values.length - 1),
      steps: fc.array(fc.nat(40), { maxLength: 4 }),
      put: fc.option(
        fc.oneof(
          fc.jsonValue({ maxDepth: 2 }),
          fc.constantFrom("", "https://a.example.com/mcp", "/", "{x}", "\u0000", "\ud800", "1.x"),
        ),
      ),
    });
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 1 }), fc.boolean(), ([each], known) => {
        if (each === undefined) return;
        const document = damaged(values[each.of], each.steps, each.put);
        assertSound(migrate(JSON.stringify(document), known ? { url } : {}), JSON.stringify(each));
      }),
      { numRuns: 600, seed: 2127 },
    );
  });
});

/** A copy of a value in which one member, found by walking down, is replaced, or removed for null. */
function damaged(value: unknown, steps: readonly number[], put: unknown): unknown {
  const [step, ...rest] = steps;
  if (step === undefined || typeof value !== "object" || value === null) return put;
  const names = Object.keys(value);
  const name = names[step % Math.max(names.length, 1)];
  if (name === undefined) return put;
  const inner = rest.length === 0 ? put : damaged(Reflect.get(value, name), rest, put);
  if (Array.isArray(value)) return value.map((item, index) => (String(index) === name ? inner : item));
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, child]) =>
      key !== name ? [[key, child]] : inner === null ? [] : [[key, inner]],
    ),
  );
}

describe("migrate, of anything", () => {
  it("never throws and gives only valid cards", () => {
    const member = fc.constantFrom(
      ...[
        "name",
        "version",
        "description",
        "title",
        "url",
        "endpoint",
        "transport",
        "transports",
        "type",
        "remotes",
        "headers",
        "variables",
      ],
      ...[
        "serverInfo",
        "servers",
        "mcpServers",
        "entries",
        "specVersion",
        "data",
        "$schema",
        "_meta",
        "tools",
        "authentication",
        "auth",
        "icons",
      ],
      ...[
        "repository",
        "packages",
        "endpoints",
        "protocolVersion",
        "mcp_version",
        "server_name",
        "websiteUrl",
        "identifier",
        "__proto__",
      ],
    );
    const leaf = fc.oneof(
      fc.string({ unit: "binary", maxLength: 12 }),
      fc.constantFrom(
        "https://a.example.com/mcp",
        "com.example/x",
        cardSchemaUrl,
        "1.0.0",
        "draft",
        "1.0",
        "stdio",
        "http",
        "sse",
        "api_key",
        "/mcp",
      ),
      fc.constantFrom("{a}", "https://{h}/x", "2025-06-18", "application/mcp-server-card+json", "X-Key", "Bearer {t}"),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        leaf,
        fc.dictionary(member, tie("tree"), { maxKeys: 8 }),
        fc.array(tie("tree"), { maxLength: 4 }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(member, tree, { maxKeys: 10 }), (document) => {
        assertSound(migrate(JSON.stringify(document), { url }), JSON.stringify(document));
      }),
      { numRuns: 2000, seed: 1649 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => assertSound(migrate(bytes), "bytes")),
      { numRuns: 500, seed: 1960 },
    );
  });

  it("says the same each time", () => {
    const text = JSON.stringify({
      servers: [
        { name: "A", url: "https://a.example.com/mcp" },
        { name: "B", command: "b" },
      ],
    });
    const now = new Date(0);
    assert.deepEqual(migrate(text, { url, now }), migrate(text, { url, now }));
  });

  it("names its provenance as it is told to", () => {
    const text = JSON.stringify({ name: "A", endpoint: "https://a.example.com/mcp" });
    const [made] = migrate(text, { namespace: "org.example.tool" }).cards;
    assert.deepEqual(Object.keys(made?.card._meta ?? {}), ["org.example.tool/source"]);
  });

  it("takes a bounded time for a document made to be slow", () => {
    const many = (unit: unknown, count: number): unknown[] => Array.from({ length: count }, () => unit);
    const long = "a".repeat(2000);
    const documents: readonly unknown[] = [
      { servers: many({ name: "same", url: `https://a.example.com/${long}` }, 900) },
      { servers: many({ name: "same", url: `${long}-${long}` }, 900) },
      { name: "x", description: `${"<".repeat(50_000)} ${"{".repeat(50_000)}`, endpoint: "https://a.example.com/mcp" },
      { name: "é".repeat(100_000), description: "👩‍👩‍👧‍👦".repeat(20_000), endpoint: "https://a.example.com/mcp" },
      {
        mcpServers: Object.fromEntries(
          many(0, 900).map((_, i) => [`s${i}`, { url: `https://a.example.com/?${"a=b&".repeat(300)}` }]),
        ),
      },
    ];
    for (const document of documents) {
      const started = performance.now();
      migrate(JSON.stringify(document), { url });
      assert.ok(performance.now() - started < 5000, JSON.stringify(document).slice(0, 60));
    }
  });
});

describe("commands and values of headers", () => {
  const canary = "c4n4ry-5e5ame-0p3n";
  const endpoint = "https://a.example.com/mcp";
  const local = {
    command: canary,
    args: [canary],
    env: { KEY: canary },
    cwd: canary,
    install: { shell: canary },
    installCommand: canary,
  };
  const headerMap = { Authorization: `Bearer ${canary}`, "X-Key": canary };
  const headerList = [
    { name: "Authorization", value: `Bearer ${canary}`, isSecret: true },
    { name: "X-Key", default: canary, placeholder: canary, choices: [canary], isSecret: true },
    { name: "X-Plain", value: canary, description: "Plain." },
    { name: "X-Template", value: `{key}-${canary}`, variables: { key: { default: canary, value: canary } } },
    {
      name: "X-Good",
      value: "Bearer {key}",
      variables: { key: { isSecret: true, default: canary, value: canary, choices: [canary] } },
    },
  ];
  const auth = { type: "api_key", header: "X-Key", value: canary, key: canary, token: canary };
  const meta = {
    "com.example/install": { command: canary },
    "com.example/run": { run: [{ env: { A: canary } }] },
    "com.example/headers": { headers: headerMap },
  };
  const base = { name: "x", version: "1.0.0", description: "X.", _meta: meta, authentication: auth, auth };
  const transport = { type: "streamable-http", url: endpoint, headers: headerMap, ...local };
  const remote = { type: "streamable-http", url: endpoint, headers: headerList };
  const documents: Readonly<Record<string, unknown>> = {
    "a SEP-1649 card": { ...base, ...local, serverInfo: { name: "x", version: "1.0.0", ...local }, transport },
    "a SEP-1649 card of a local server": {
      ...base,
      serverInfo: { name: "x", version: "1" },
      transport: { type: "stdio", ...local },
    },
    "a Smithery card": { serverInfo: { name: "x", version: "1" }, tools: [{ name: "t", ...local }], ...local },
    "a SEP-1960 manifest": {
      ...base,
      ...local,
      mcp_version: "2025-06-18",
      server_name: "x",
      endpoints: { mcp: transport },
    },
    "an internet draft's manifest": { ...base, ...local, mcp_version: "1", endpoint: transport },
    "a draft card": {
      ...base,
      $schema: cardSchemaUrl,
      remotes: [remote, { ...remote, type: "stdio", ...local }],
      packages: [local],
      tools: [],
    },
    "a card with mistakes": {
      ...base,
      $schema: cardSchemaUrl,
      remotes: [remote, { url: "https://b.example.com/mcp" }],
    },
    "an mcp.json": { ...base, ...local, endpoint, headers: headerMap, requiredHeaders: headerMap },
    "an mcp.json with a command for a transport": {
      ...base,
      transport: `npx ${canary}`,
      serverUrl: `stdio://${canary}`,
    },
    "a server list": {
      servers: [
        { ...base, ...local, url: endpoint, headers: headerMap },
        { name: "y", ...local },
      ],
    },
    "a card list": [
      { ...base, ...local, serverInfo: { name: "x" }, transports: [transport, { type: "stdio", ...local }] },
    ],
    "a server.json": {
      ...base,
      name: "com.example/x",
      remotes: [remote],
      packages: [{ ...local, runtimeArguments: [canary], environmentVariables: [{ value: canary }] }],
    },
    "the settings of a client": {
      mcpServers: {
        a: { url: endpoint, headers: headerMap, ...local },
        b: local,
        c: { url: `${endpoint}?api_key=${canary}` },
      },
    },
    "a catalog with an older card inside": {
      specVersion: "1.0",
      entries: [
        {
          identifier: "urn:air:example.com:mcp:x",
          type: "application/mcp-server-card+json",
          data: { ...base, ...local, serverInfo: { name: "x" }, transport },
        },
        {
          identifier: "urn:air:example.com:mcp:y",
          type: "application/mcp-server-card+json",
          data: { serverInfo: { name: "y" }, transport: { type: "stdio", ...local } },
        },
        { identifier: "urn:air:example.com:z", type: "application/json", data: { mcpServers: { z: local } } },
        {
          identifier: "urn:air:example.com:w",
          type: "application/json",
          url: "https://example.com/w",
          digest: "x",
          ...local,
        },
      ],
    },
  };
  for (const [what, document] of Object.entries(documents))
    it(`in ${what} never get through`, () => {
      const migration = migrate(JSON.stringify(document), { url });
      assertSound(migration, what);
      assert.ok(!JSON.stringify(migration).includes(canary), JSON.stringify(migration));
    });

  it("in documents of the world never get through", { skip }, () => {
    const secret = { command: canary, args: [canary], env: { A: canary }, headers: { "X-A": canary } };
    const place = fc.record({ of: fc.nat(1000), steps: fc.array(fc.nat(40), { minLength: 1, maxLength: 4 }) });
    const texts = wild().map(({ bytes }) => new TextDecoder().decode(bytes));
    let made = 0;
    fc.assert(
      fc.property(place, ({ of, steps }) => {
        const text = texts[of % texts.length] ?? "";
        if (!/^\s*[[{]/.test(text)) return;
        const document = JSON.stringify(damaged(JSON.parse(text), steps, { ...secret, name: "n", url: endpoint }));
        const report = validate(document);
        if (report.valid && report.kind === "server-card") return;
        const { cards, catalog, reasons } = migrate(document, { url });
        made += cards.length;
        const fresh = cards.filter(({ synthesized, dropped }) => synthesized.length + dropped.length > 0);
        const shown = [fresh, reasons, cards.length === fresh.length ? catalog : undefined];
        assert.ok(!JSON.stringify(shown).includes(canary), document);
      }),
      { numRuns: 1500, seed: 10 },
    );
    assert.ok(made > 200);
  });

  it("leave the names of the headers behind them", () => {
    const { cards } = migrate(JSON.stringify(documents["a server.json"]));
    assert.deepEqual(cards[0]?.card.remotes?.[0]?.headers, [
      { name: "Authorization", isSecret: true },
      { name: "X-Key", isSecret: true },
      { name: "X-Plain", description: "Plain." },
      { name: "X-Template" },
      { name: "X-Good", value: "Bearer {key}", variables: { key: { isSecret: true } } },
    ]);
  });
});

describe("migrate, of a card that is as deep as a document may be", () => {
  it("gives the card back, and says why no catalog can hold it", () => {
    const deep = (levels: number): unknown => (levels === 0 ? 1 : [deep(levels - 1)]);
    for (const [levels, isListed] of [
      [59, true],
      [60, false],
      [62, false],
    ] as const) {
      const card = {
        $schema: cardSchemaUrl,
        name: "com.example/weather",
        version: "1.0.0",
        description: "Weather forecasts",
        _meta: { "com.example/deep": deep(levels) },
      };
      const text = JSON.stringify(card);
      assert.equal(validate(text).valid, true);
      const { cards, catalog, notes, reasons } = migrate(text);
      assert.deepEqual([cards[0]?.card, reasons], [card, []]);
      assert.equal(catalog !== undefined, isListed, `${levels} levels`);
      if (!isListed) assert.match(notes[0]?.message ?? "", /^the catalog would be invalid: .*64/);
    }
  });
});
