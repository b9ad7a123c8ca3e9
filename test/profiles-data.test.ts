// Holds the verdicts on who can read a document against the readers' own schemas: real documents, and random ones.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Ajv, type ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormatsModule from "ajv-formats";
import fc from "fast-check";
import { hybrid } from "../src/dialects/hybrid.ts";
import { cardToServerJson } from "../src/dialects/server-json.ts";
import type { Card } from "../src/document/card.ts";
import type { Reading } from "../src/document/reading.ts";
import type { Report } from "../src/document/report.ts";
import { type ProfileName, profileNames } from "../src/profiles/profile.ts";
import { readers } from "../src/profiles/readers.ts";
import { isUri } from "../src/profiles/uri.ts";
import { validate } from "../src/validate/validate.ts";
import { assertMatchesSchema } from "./support/schemas.ts";
import { sharedData, skipWithout } from "./support/shared-data.ts";

// The package is CommonJS: its types name a default export that Node wraps once more.
const addFormats = addFormatsModule as unknown as (ajv: Ajv | Ajv2020) => void;

const ardFile = "contracts/ard-catalog.schema.json";
const serverFile = "contracts/server.schema.2025-12-11.json";
const examplesFile = "contracts/server-json-examples.json";

function readShared(path: string): string {
  return readFileSync(sharedData(path) ?? "", "utf8");
}

function compile(path: string): ValidateFunction {
  const ajv = path === ardFile ? new Ajv2020({ strict: false }) : new Ajv({ strict: false });
  addFormats(ajv);
  return ajv.compile(JSON.parse(readShared(path)));
}

function readsOf(readings: readonly Reading[], name: ProfileName): string | undefined {
  return readings.find((reading) => reading.name === name)?.reads;
}

interface Judged {
  readonly file: string;
  readonly report: Report;
  readonly readings: readonly Reading[];
}

function judgeFolder(folder: string): Judged[] {
  const root = sharedData(folder) ?? "";
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".json"));
  return files.map((file) => {
    const report = validate(readFileSync(join(root, file)));
    return { file, report, readings: readers(report) };
  });
}

test("real documents: each gets a verdict of each reader, and a list of changes exactly where it is not read", {
  skip: skipWithout("wild"),
}, () => {
  const counts = new Map<string, number>();
  for (const { file, report, readings } of judgeFolder("wild")) {
    assert.deepEqual(
      readings.map(({ name }) => name),
      profileNames,
      file,
    );
    for (const { name, reads, missing } of readings) {
      assert.equal(missing.length > 0, reads === "no", `${file} ${name}`);
      if (reads === "yes") counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    assertMatchesSchema("report", {
      source: file,
      kind: report.kind,
      valid: true,
      diagnostics: [],
      consumers: readings,
    });
  }
  // Each reader but the one that wants signatures reads some of them, or the verdicts would say nothing.
  for (const name of profileNames) if (name !== "ai-catalog-3") assert.ok((counts.get(name) ?? 0) > 0, name);
});

test("real catalogs: what ARD reads satisfies ARD's schema, and what satisfies it ARD reads", {
  skip: skipWithout("wild") || skipWithout(ardFile),
}, () => {
  const isArd = compile(ardFile);
  let read = 0;
  for (const { file, report, readings } of judgeFolder("wild")) {
    const reads = readsOf(readings, "ard-0.91");
    if (reads === "not-applicable" || report.text === undefined || report.kind === "not-json") continue;
    assert.equal(isArd(JSON.parse(report.text)), reads === "yes", `${file}: ${JSON.stringify(isArd.errors)}`);
    if (reads === "yes") read++;
  }
  assert.ok(read > 3, `only ${read}`);
});

test("real cards and server.json files: what the registry reads satisfies its schema", {
  skip: skipWithout("wild") || skipWithout(serverFile),
}, () => {
  const isServer = compile(serverFile);
  let read = 0;
  for (const { file, report, readings } of [...judgeFolder("wild"), ...judgeFolder("official/valid")]) {
    if (readsOf(readings, "mcp-registry") !== "yes") continue;
    const server = report.card === undefined ? JSON.parse(report.text ?? "") : cardToServerJson(report.card);
    assert.ok(isServer(server), `${file}: ${JSON.stringify(isServer.errors)}`);
    read++;
  }
  assert.ok(read > 10, `only ${read}`);
});

test("real server.json files that break the registry's schema are not read", {
  skip: skipWithout("wild/server-json") || skipWithout(serverFile),
}, () => {
  const isServer = compile(serverFile);
  for (const { file, report, readings } of judgeFolder("wild/server-json")) {
    if (report.kind !== "server-json" || isServer(JSON.parse(report.text ?? ""))) continue;
    assert.equal(readsOf(readings, "mcp-registry"), "no", file);
  }
});

test("the registry's own examples are read by the registry, for all that its schema says", {
  skip: skipWithout(examplesFile),
}, () => {
  const examples: unknown[] = JSON.parse(readShared(examplesFile));
  const isServer = compile(serverFile);
  for (const example of examples) {
    const report = validate(JSON.stringify(example));
    if (report.kind !== "server-json") continue;
    const registry = readers(report).find(({ name }) => name === "mcp-registry");
    assert.equal(registry?.reads === "yes", isServer(example) === true, JSON.stringify([registry, example], null, 1));
  }
});

test("the published examples: valid cards become server.json files, invalid ones are read by no client", {
  skip: skipWithout("official/valid"),
}, () => {
  for (const { file, readings } of judgeFolder("official/valid"))
    assert.equal(readsOf(readings, "mcp-registry"), "yes", file);
  for (const { file, readings } of judgeFolder("official/invalid"))
    assert.equal(readsOf(readings, "mcp-client"), "no", file);
});

test("real cards: the file that is written for the older path is read by scanners, and by clients as before", {
  skip: skipWithout("wild/v1-card"),
}, () => {
  let count = 0;
  for (const { file, report, readings } of judgeFolder("wild/v1-card")) {
    const plain = report.card?.remotes?.some(({ url }) => !url.includes("{")) ?? false;
    if (report.card === undefined || !plain) continue;
    const both = readers(validate(JSON.stringify(hybrid(report.card))));
    assert.equal(readsOf(both, "sep-1649-scanner"), "yes", file);
    assert.equal(readsOf(both, "mcp-client"), readsOf(readings, "mcp-client"), file);
    count++;
  }
  assert.ok(count > 2, `only ${count}`);
});

/** Nearly always the first, so that many of the documents are good. */
function mostly(good: fc.Arbitrary<unknown>, bad: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 60, arbitrary: good }, { weight: 1, arbitrary: bad });
}

const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
const text = mostly(fc.string(), scalar);
const oddUris = ["a b", "https://example.com/%zz", "/relative", "https://", "urn:x:y", "https://[::1]/a"];
const uri = mostly(fc.webUrl({ withFragments: true, withQueryParameters: true }), fc.constantFrom(...oddUris));
const identifiers = fc.constantFrom("urn:air:example.com:mcp:weather", "urn:air:example.com:a");
const times = fc.constantFrom("2026-01-31T12:00:00Z", "2026-01-31T12:00:00.5+01:00");

const trust = fc.record(
  {
    identity: text,
    identityType: mostly(fc.constantFrom("did", "https"), fc.constant("dns")),
    trustSchema: fc.record({ identifier: text, version: text, governanceUri: uri }),
    attestations: fc.array(fc.record({ type: text, uri, mediaType: text }), { maxLength: 2 }),
    provenance: mostly(fc.constant([{ relation: "derivedFrom", sourceId: "a" }]), fc.constant([{ relation: "made" }])),
    signature: text,
  },
  { requiredKeys: ["identity"] },
);
const shared = {
  identifier: mostly(identifiers, fc.constantFrom("urn:ai:x", "urn:air:x", 1)),
  displayName: text,
  type: text,
  tags: mostly(fc.array(text, { maxLength: 3 }), scalar),
  representativeQueries: mostly(fc.array(text, { minLength: 2, maxLength: 5 }), fc.array(text, { maxLength: 7 })),
  updatedAt: mostly(times, fc.constantFrom("2026-02-30T12:00:00Z", "2026-01-31")),
  metadata: mostly(fc.dictionary(fc.string(), scalar), fc.constant({ a: {} })),
  trustManifest: mostly(trust, scalar),
  extensions: fc.constant({}),
};
const named = ["identifier", "displayName", "type"] as const;
const entry = fc.oneof(
  { weight: 20, arbitrary: fc.record({ ...shared, url: uri }, { requiredKeys: [...named, "url"] }) },
  { weight: 20, arbitrary: fc.record({ ...shared, data: fc.constant({}) }, { requiredKeys: [...named, "data"] }) },
  { weight: 1, arbitrary: fc.record({ ...shared, url: uri, data: scalar }, { requiredKeys: ["identifier"] }) },
);
const hostMembers = { displayName: text, logoUrl: uri, trustManifest: trust };
const host = fc.record(hostMembers, { requiredKeys: ["displayName"] });
const catalog = fc.record({
  specVersion: mostly(fc.constant("1.0"), fc.constantFrom("1.1", 1)),
  host: mostly(host, fc.record({ ...hostMembers, extra: text })),
  entries: fc.array(entry, { maxLength: 3 }),
});
const catalogs = mostly(
  catalog,
  catalog.map((value) => ({ ...value, signature: {} })),
);

test("random catalogs: ARD reads exactly what ARD's schema takes", { skip: skipWithout(ardFile) }, () => {
  const isArd = compile(ardFile);
  let taken = 0;
  fc.assert(
    fc.property(catalogs, (value) => {
      const document = JSON.stringify(value);
      const report = validate(document);
      // The gate refuses some texts that the schema never sees.
      fc.pre(report.diagnostics.every(({ code }) => !code.startsWith("json/")));
      const reads = readsOf(readers(report), "ard-0.91");
      fc.pre(reads !== "not-applicable");
      const fits = isArd(JSON.parse(document));
      if (fits) taken++;
      assert.equal(reads, fits ? "yes" : "no", JSON.stringify(isArd.errors));
    }),
    { seed: 91, numRuns: 1000 },
  );
  assert.ok(taken > 100, `only ${taken} were good`);
});

test("what is called a URI here is one for Ajv", () => {
  const ajv = new Ajv();
  addFormats(ajv);
  const isFormat = ajv.compile({ type: "string", format: "uri" });
  const pieces = fc.array(
    fc.constantFrom("https:", "//", "a", "/", "?", "#", ":", "@", "%41", "%", "[", "]", "::1", "é", " ", "8", "{"),
    {
      maxLength: 8,
    },
  );
  fc.assert(
    fc.property(
      fc.oneof(
        pieces.map((parts) => parts.join("")),
        fc.webUrl(),
        fc.string(),
      ),
      (value) => {
        if (isUri(value)) assert.ok(isFormat(value), value);
      },
    ),
    { seed: 3986, numRuns: 3000 },
  );
  for (const url of [
    "https://example.com/a?b=c#d",
    "urn:air:example.com:x",
    "data:image/png;base64,AAAA",
    "https://[2001:db8::1]:8443/",
  ])
    assert.ok(isUri(url), url);
});

test("damaged cards never make a reader throw, nor a yes without the schema", { skip: skipWithout(serverFile) }, () => {
  const isServer = compile(serverFile);
  const card = fc.record(
    {
      $schema: fc.constant("https://static.modelcontextprotocol.io/schemas/v1/server-card.schema.json"),
      name: fc.constantFrom("com.example/weather", "a/b", "com.example/-x", "x"),
      version: fc.constantFrom("1.0.0", "latest", "1.x", ""),
      description: fc.string({ minLength: 1, maxLength: 60 }),
      title: fc.string({ minLength: 1, maxLength: 20 }),
      websiteUrl: uri,
      repository: fc.record({ url: uri, source: fc.constantFrom("github", "git") }),
      icons: fc.array(
        fc.record({ src: uri, mimeType: fc.constantFrom("image/png", "image/gif"), sizes: fc.array(fc.string()) }),
      ),
      remotes: fc.array(
        fc.record({
          type: fc.constantFrom("sse", "streamable-http"),
          url: fc.constantFrom(
            "https://a.example.com",
            "https://{a}.example.com/",
            "{a}",
            "http://a.example.com",
            "https://[::1",
          ),
          variables: fc.constantFrom({}, { a: {} }),
        }),
      ),
      serverInfo: fc.anything(),
      transport: fc.anything(),
      tools: fc.anything(),
    },
    { requiredKeys: ["$schema", "name", "version", "description"] },
  );
  fc.assert(
    fc.property(card, (value) => {
      const report = validate(JSON.stringify(value, (_, each) => (typeof each === "bigint" ? String(each) : each)));
      const readings = readers(report);
      if (readsOf(readings, "mcp-registry") === "yes") assert.ok(isServer(cardToServerJson(report.card as Card)));
    }),
    { seed: 2025, numRuns: 500 },
  );
});
