// Proves who can read which document, and that the listed changes, made by hand, are enough and none too many.

import assert from "node:assert/strict";
import { test } from "node:test";
import { cardMediaType, cardSchemaUrl } from "../src/document/card.ts";
import type { Reading } from "../src/document/reading.ts";
import { catalogLevel } from "../src/profiles/catalog-level.ts";
import { type ProfileName, profileNames } from "../src/profiles/profile.ts";
import { profiles } from "../src/profiles/profiles.ts";
import { maxMisses, readers } from "../src/profiles/readers.ts";
import { isRegistryVersion } from "../src/profiles/registry-rules.ts";
import { requireProfiles } from "../src/profiles/require-profiles.ts";
import { sampleManifest } from "../src/validate/rules/samples.ts";
import { validate } from "../src/validate/validate.ts";
import { readProjectFile } from "./support/project.ts";

type Members = Record<string, unknown>;

const card = {
  $schema: cardSchemaUrl,
  name: "com.example/weather",
  version: "1.0.0",
  description: "Forecasts for any place on land",
  remotes: [{ type: "streamable-http", url: "https://mcp.example.com/weather" }],
};
const entry = {
  identifier: "urn:air:example.com:mcp:weather",
  type: cardMediaType,
  url: "https://mcp.example.com/weather/server-card",
};
const catalog = { specVersion: "1.0", entries: [entry] };
const older = {
  serverInfo: { name: "Weather", version: "2.1.0" },
  protocolVersion: "2025-06-18",
  transport: { type: "streamable-http", endpoint: "https://mcp.example.com/weather" },
  capabilities: { tools: {} },
  tools: ["dynamic"],
};
const tool = { name: "forecast", inputSchema: { type: "object" } };

function readingsOf(value: unknown): readonly Reading[] {
  return readers(validate(typeof value === "string" ? value : JSON.stringify(value)));
}

function readingOf(value: unknown, name: ProfileName): Reading {
  const found = readingsOf(value).find((reading) => reading.name === name);
  assert.ok(found);
  return found;
}

function verdicts(value: unknown): Record<string, string> {
  return Object.fromEntries(readingsOf(value).map(({ name, reads }) => [name, reads]));
}

test("the table holds every profile once, in the order of their names", () => {
  assert.deepEqual(
    profiles.map(({ name }) => name),
    profileNames,
  );
});

test("docs/profiles.md has a row for every profile and no other", () => {
  const rows = [...readProjectFile("docs/profiles.md").matchAll(/^\| `([^`]+)`/gm)].map((match) => match[1]);
  assert.deepEqual(rows, profileNames);
});

test("a plain card is read by MCP clients and the registry, and not by readers of older cards", () => {
  assert.deepEqual(verdicts(card), {
    "mcp-client": "yes",
    "ai-catalog-1": "not-applicable",
    "ai-catalog-2": "not-applicable",
    "ai-catalog-3": "not-applicable",
    "ard-0.91": "not-applicable",
    "mcp-registry": "yes",
    "sep-1649-scanner": "no",
    "smithery-static": "no",
  });
});

test("a plain catalog is read by MCP clients and reaches level 1", () => {
  assert.deepEqual(verdicts(catalog), {
    "mcp-client": "yes",
    "ai-catalog-1": "yes",
    "ai-catalog-2": "no",
    "ai-catalog-3": "no",
    "ard-0.91": "no",
    "mcp-registry": "not-applicable",
    "sep-1649-scanner": "not-applicable",
    "smithery-static": "not-applicable",
  });
});

interface Case {
  readonly title: string;
  readonly name: ProfileName;
  readonly before: Members;
  /** One edit for each change that must be listed, in the order of the list. */
  readonly edits: readonly ((document: Members) => Members)[];
  /** The edit without which the document is read, and misunderstood. */
  readonly misleading?: number;
}

const set =
  (members: Members) =>
  (document: Members): Members => ({ ...document, ...members });
const unset =
  (name: string) =>
  (document: Members): Members =>
    Object.fromEntries(Object.entries(document).filter(([key]) => key !== name));
const onEntry =
  (edit: (entry: Members) => Members) =>
  (document: Members): Members => ({
    ...document,
    entries: (document["entries"] as Members[]).map(edit),
  });
const inRepository =
  (members: Members) =>
  (document: Members): Members => ({ ...document, repository: { ...(document["repository"] as Members), ...members } });
const inPackage =
  (members: Members) =>
  (document: Members): Members => ({
    ...document,
    packages: [{ ...(document["packages"] as Members[])[0], ...members }],
  });
const remote = (url: string): Members => ({ remotes: [{ type: "streamable-http", url }] });

const cases: readonly Case[] = [
  {
    title: "a card without remotes",
    name: "mcp-client",
    before: { ...card, remotes: [] },
    edits: [set({ remotes: card.remotes })],
  },
  {
    title: "a card with a range and a long description",
    name: "mcp-client",
    before: { ...card, version: 1, description: "x".repeat(101) },
    edits: [set({ version: "1.0.0" }), set({ description: "Forecasts" })],
  },
  {
    title: "a card of SEP-1649",
    name: "mcp-client",
    before: older,
    edits: [
      set({ $schema: cardSchemaUrl }),
      set({ name: "com.example/weather" }),
      set({ version: "2.1.0" }),
      set({ description: "Forecasts" }),
      set({ remotes: card.remotes }),
    ],
  },
  {
    title: "a card of SEP-1649 that states the version of its format",
    name: "mcp-client",
    before: { ...card, ...older, $schema: "https://example.com/mcp-server-card/v1.json", version: "1.0" },
    edits: [set({ $schema: cardSchemaUrl }), set({ version: "2.1.0" })],
    misleading: 1,
  },
  {
    title: "a catalog with the former member name and a relative URL",
    name: "mcp-client",
    before: {
      specVersion: "1.0",
      entries: [{ identifier: entry.identifier, mediaType: cardMediaType, url: "/mcp/server-card" }],
    },
    edits: [onEntry(set({ type: cardMediaType })), onEntry(set({ url: entry.url }))],
  },
  {
    title: "a catalog that lists no card",
    name: "mcp-client",
    before: { specVersion: "1.0", entries: [{ ...entry, type: "application/json" }] },
    edits: [onEntry(set({ type: cardMediaType }))],
  },
  {
    title: "a catalog with a bad card inside",
    name: "mcp-client",
    before: { specVersion: "1.0", entries: [{ ...unset("url")(entry), data: { ...card, name: "weather" } }] },
    edits: [onEntry(set({ data: card }))],
  },
  {
    title: "a withdrawn MCP Catalog",
    name: "ai-catalog-1",
    before: { specVersion: "draft", entries: [{ ...unset("type")(entry), mediaType: cardMediaType }] },
    edits: [set({ specVersion: "1.0" }), onEntry(set({ type: cardMediaType }))],
  },
  {
    title: "a catalog of another major version that lists one thing twice",
    name: "ai-catalog-1",
    before: { specVersion: "2.0", entries: [entry, entry] },
    edits: [set({ specVersion: "1.0" }), set({ entries: [entry] })],
  },
  {
    title: "a catalog with a trust manifest that says nothing",
    name: "ai-catalog-1",
    before: { specVersion: "1.0", entries: [{ ...entry, trustManifests: [{ contributor: "did:web:example.com" }] }] },
    edits: [onEntry(unset("trustManifests"))],
  },
  {
    title: "a catalog without a host",
    name: "ai-catalog-2",
    before: catalog,
    edits: [set({ host: { displayName: "Example" } })],
  },
  {
    title: "a catalog whose entry nobody signed",
    name: "ai-catalog-3",
    before: { ...catalog, host: { displayName: "Example" } },
    edits: [onEntry((each) => ({ ...each, ...signed(each) }))],
  },
  {
    title: "a catalog without display names, with a member of its own",
    name: "ard-0.91",
    before: { ...catalog, extensions: { "com.example.color": "blue" } },
    edits: [unset("extensions"), onEntry(set({ displayName: "Weather" }))],
  },
  {
    title: "a catalog with an old identifier, one query and both url and data",
    name: "ard-0.91",
    before: {
      specVersion: "1.1",
      entries: [
        {
          ...entry,
          displayName: "Weather",
          identifier: "urn:ai:weather",
          representativeQueries: ["rain?"],
          data: card,
        },
      ],
    },
    edits: [
      set({ specVersion: "1.0" }),
      onEntry(set({ identifier: entry.identifier })),
      onEntry(set({ representativeQueries: ["rain?", "snow?"] })),
      onEntry(unset("data")),
    ],
  },
  {
    title: "a card with what only a card may have",
    name: "mcp-registry",
    before: {
      ...card,
      name: "com.example/w",
      version: "latest",
      title: " ",
      websiteUrl: "http://example.com/",
      repository: { url: "https://git.example.com/weather", source: "git", subfolder: "../weather" },
      ...remote("{base}/mcp"),
    },
    edits: [
      set({ name: card.name }),
      set({ version: "1.0.0" }),
      unset("title"),
      unset("websiteUrl"),
      inRepository({ url: "https://github.com/example/weather", source: "github" }),
      inRepository({ subfolder: "weather" }),
      set(remote("https://mcp.example.com/mcp")),
    ],
  },
  {
    title: "a card on one's own machine",
    name: "mcp-registry",
    before: { ...card, ...remote("https://localhost:8080/mcp") },
    edits: [set(remote("https://mcp.example.com/mcp"))],
  },
  {
    title: "a card over plain http",
    name: "mcp-registry",
    before: { ...card, ...remote("http://mcp.example.com/mcp") },
    edits: [set(remote("https://mcp.example.com/mcp"))],
  },
  {
    title: "a card with a variable that it does not declare",
    name: "mcp-registry",
    before: { ...card, ...remote("https://{tenant}.example.com/mcp") },
    edits: [
      set({
        remotes: [
          {
            type: "streamable-http",
            url: "https://{tenant}.example.com/mcp",
            variables: { tenant: { default: "eu" } },
          },
        ],
      }),
    ],
  },
  {
    title: "a server.json with an argument without a value",
    name: "mcp-registry",
    before: {
      ...card,
      $schema: "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json",
      packages: [
        {
          registryType: "npm",
          identifier: "weather",
          version: "latest",
          transport: { type: "sse" },
          packageArguments: [{ type: "positional" }],
        },
      ],
    },
    edits: [
      inPackage({ version: "1.0.0" }),
      inPackage({ transport: { type: "stdio" } }),
      inPackage({ packageArguments: [] }),
    ],
  },
  {
    title: "a plain card",
    name: "sep-1649-scanner",
    before: card,
    edits: [
      set({ serverInfo: { name: card.name, version: card.version } }),
      set({ transport: { type: "streamable-http", endpoint: "https://mcp.example.com/weather" } }),
      set({ capabilities: {} }),
      set({ tools: "dynamic" }),
    ],
  },
  {
    title: "an older card that names no endpoint and no version",
    name: "sep-1649-scanner",
    before: { ...older, serverInfo: { name: "Weather" }, transport: { type: "streamable-http" } },
    edits: [set({ serverInfo: older.serverInfo }), set({ transport: older.transport })],
  },
  {
    title: "an older card whose tools are dynamic",
    name: "smithery-static",
    before: older,
    edits: [set({ tools: [tool] })],
  },
  {
    title: "a static card with half a tool",
    name: "smithery-static",
    before: { serverInfo: older.serverInfo, tools: [tool, { name: "rain" }], prompts: ["dynamic"] },
    edits: [set({ tools: [tool] }), set({ prompts: [] })],
  },
];

/** What an entry needs so that its publisher has signed it. */
function signed(each: Members): Members {
  const signer = "did:web:example.com";
  const subject = { identifier: each["identifier"], type: each["type"], url: each["url"] };
  const manifest = sampleManifest({ contributor: signer, subject }) as Members;
  return { trustManifests: [{ ...manifest, signature: { ...(manifest["signature"] as Members), signer } }] };
}

for (const { title, name, before, edits, misleading } of cases) {
  test(`${name}: ${title} is not read, and the listed changes are enough`, () => {
    const { reads, missing } = readingOf(before, name);
    assert.equal(reads, "no");
    assert.equal(missing.length, edits.length, JSON.stringify(missing, null, 1));
    const document = edits.reduce((each, edit) => edit(each), before);
    assert.deepEqual(readingOf(document, name), { name, reads: "yes", missing: [] });
  });
  if (edits.length === 1) continue;
  test(`${name}: ${title}: none of the changes can be left out`, () => {
    for (const left of edits.keys()) {
      if (left === misleading) continue;
      const document = edits.filter((_, index) => index !== left).reduce((each, edit) => edit(each), before);
      assert.equal(readingOf(document, name).reads, "no", `without the change ${left}`);
    }
  });
}

test("the level of a catalog is the highest that it reaches with all below it", () => {
  const levelOf = (value: unknown): number | undefined => {
    const report = validate(JSON.stringify(value));
    return catalogLevel(report, readers(report));
  };
  const host = { displayName: "Example" };
  const trusted = { ...entry, ...signed(entry) };
  assert.equal(levelOf({ specVersion: "1.0", entries: [{ identifier: "a" }], host }), 0);
  assert.equal(levelOf(catalog), 1);
  assert.equal(levelOf({ ...catalog, host }), 2);
  assert.equal(levelOf({ specVersion: "1.0", entries: [trusted] }), 1);
  assert.equal(levelOf({ specVersion: "1.0", entries: [trusted], host }), 3);
  assert.equal(
    levelOf({ specVersion: "1.0", entries: [trusted, { ...entry, identifier: "urn:air:example.com:a:b" }], host }),
    2,
  );
  assert.equal(levelOf(card), undefined);
});

test("what is no strict JSON is read by nobody, and what is another kind is meant for nobody", () => {
  for (const text of ["", "<!doctype html>", "{", '{"a":1,}'])
    assert.ok(readingsOf(text).every(({ reads, missing }) => reads === "no" && missing.length > 0));
  const twice = '{"specVersion":"1.0","entries":[],"entries":[],"host":{"displayName":"Example"}}';
  assert.equal(readingOf(twice, "ai-catalog-2").reads, "no");
  assert.ok(readingsOf({ linkset: [] }).every(({ reads }) => reads === "not-applicable"));
  assert.deepEqual(readers({ ...validate(""), failure: { code: "dns", message: "no such name" } }), []);
});

test("versions are refused as the registry refuses them", () => {
  const refused =
    "^1.2.3|~1.2.3|>=1.2.3|<=1.2.3|>1.2.3|<1.2.3|1.x|1.X|1.2.*|1.*|=1.2.3|v1.x|1.2.3 - 2.0.0|1 - 2|latest|1.0.0-rc.x";
  for (const version of [...refused.split("|"), "1.0 || 2.0"]) assert.equal(isRegistryVersion(version), false, version);
  const taken = ["x", "*", "", "not semver", "release 2026", " 1.0.0", "1.0.0", "v1.0", "2.1.0-alpha", "2024-01-15"];
  for (const version of [...taken, "build-2024", "1.0.0+build.x", "1.0.0~beta", "build|7", "a.x.b"])
    assert.equal(isRegistryVersion(version), true, version);
});

test("a required profile makes each change an error at its place, and repeats no error", () => {
  const report = validate(JSON.stringify({ ...card, version: 1, remotes: [] }, null, 2));
  const readings = readers(report);
  const strict = requireProfiles(report, readings, { names: ["mcp-client", "smithery-static", "ard-0.91"] });
  const codes = strict.diagnostics.filter(({ severity }) => severity === "error").map(({ code }) => code);
  assert.deepEqual(codes.sort(), [
    "profile/mcp-client",
    "profile/smithery-static",
    "profile/smithery-static",
    "schema/type",
  ]);
  assert.equal(strict.valid, false);
  assert.ok(strict.diagnostics.every(({ range }) => range !== undefined));
  const clean = validate(JSON.stringify(card));
  assert.equal(requireProfiles(clean, readers(clean), { names: ["mcp-client", "mcp-registry"] }), clean);
});

test("who can read a card does not depend on the severities that the user set, the exit code does", () => {
  const text = JSON.stringify({ ...card, version: "^1.0.0", remotes: [{ ...card.remotes[0], type: "sse" }] });
  const severities = [
    new Map([
      ["card/version-range", "off"],
      ["card/sse", "error"],
      ["profile/mcp-client", "warning"],
    ] as const),
  ];
  const report = validate(text, { severities });
  const [reading] = readers(report);
  assert.deepEqual([reading], readers(validate(text)).slice(0, 1));
  assert.deepEqual(
    reading?.missing.map(({ pointer }) => pointer),
    ["/version"],
  );
  const strict = requireProfiles(validate(text, { severities: [...severities, new Map()] }), readers(report), {
    names: ["mcp-client"],
    severities,
  });
  const found = strict.diagnostics.find(({ code }) => code === "profile/mcp-client");
  assert.equal(found?.severity, "warning");
});

test("the list of changes has an end", () => {
  const entries = Array.from({ length: 1000 }, () => ({ ...entry, identifier: "x" }));
  assert.equal(readingOf({ specVersion: "1.0", entries }, "ard-0.91").missing.length, maxMisses);
});

test("a URL that holds a credential is not repeated", () => {
  const { missing } = readingOf(
    { ...card, ...remote("https://mcp.example.com/mcp?token=abcdefgh") },
    "sep-1649-scanner",
  );
  assert.ok(!JSON.stringify(missing).includes("abcdefgh"));
});

test("a catalog with more entries than are judged costs no more than one with as many", () => {
  const catalog = (entries: number) => JSON.stringify({ specVersion: "1.0", entries: Array(entries).fill({}) });
  const [least, most] = [1_000, 20_001].map((entries) => readers(validate(catalog(entries))));
  const missing = (readings: typeof least) =>
    readings?.map(({ name, reads, missing: list }) => [name, reads, list.length]);
  assert.deepEqual(missing(most), missing(least));
});

test("no reader is proposed a range as the server's version", () => {
  const changes = readingsOf({ ...card, version: "^1.2.0" }).flatMap(({ missing }) =>
    missing.map(({ change }) => change),
  );
  const proposed = changes.filter((change) => change.includes('"serverInfo"'));
  assert.ok(proposed.length > 0);
  for (const change of proposed) assert.match(change, /"version":"1\.0\.0"\}, with your own value$/);
});
