// `validate --against`: a card and the other files of its project, in lockstep or not.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { type TestContext, test } from "node:test";
import fc from "fast-check";
import { cardToServerJson } from "../src/dialects/server-json.ts";
import type { Card } from "../src/document/card.ts";
import { reportAgainst } from "../src/validate/against.ts";
import { placeKey, readCounterpart } from "../src/validate/counterpart.ts";
import { validate } from "../src/validate/validate.ts";
import { createCommandLine } from "./support/host.ts";
import { projectFiles, root } from "./support/project.ts";

const card = {
  $schema: "https://static.modelcontextprotocol.io/schemas/v1/server-card.schema.json",
  name: "com.example/weather",
  version: "1.2.0",
  description: "Answers questions about the weather",
  repository: { url: "https://github.com/example/weather", source: "github", subfolder: "server" },
  remotes: [{ type: "streamable-http", url: "https://mcp.example.com/weather" }],
};

const manifest = {
  name: "@example/weather",
  mcpName: "com.example/weather",
  version: "1.2.0",
  description: "Answers questions about the weather",
  repository: { type: "git", url: "git+https://github.com/Example/weather.git", directory: "./server/" },
  scripts: { test: "node --test" },
};

function drift(ours: unknown, theirs: unknown, severities?: [string, "off" | "error"][]): string[] {
  const other = readCounterpart("other.json", theirs);
  assert.ok(other);
  const overrides = severities === undefined ? {} : { severities: [new Map(severities)] };
  const { diagnostics } = reportAgainst(validate(JSON.stringify(ours)), [other], overrides);
  return diagnostics
    .filter(({ code }) => code.startsWith("card/against-"))
    .map(({ code, message }) => `${code} ${message}`);
}

test("files that agree set nothing off", () => {
  assert.deepEqual(drift(card, manifest), []);
  assert.deepEqual(drift(card, cardToServerJson(card as unknown as Card)), []);
  assert.deepEqual(drift(card, card), []);
  assert.deepEqual(drift(card, { version: "1.2.0" }), []);
});

test("each difference is told with both values", () => {
  assert.deepEqual(
    drift(card, { ...manifest, mcpName: "com.example/maps", version: "1.3.0", description: "Draws maps" }),
    [
      'card/against-name name is "com.example/weather", but "com.example/maps" in other.json',
      'card/against-version version is "1.2.0", but "1.3.0" in other.json',
      'card/against-description description is "Answers questions about the weather", but "Draws maps" in other.json',
    ],
  );
  assert.deepEqual(drift(card, { ...manifest, repository: "gitlab:example/weather" }), [
    'card/against-repository repository is "https://github.com/example/weather" in folder "server", but "gitlab:example/weather" in other.json',
  ]);
});

test("the name of a package is not the name of its server", () => {
  const { mcpName: _, ...rest } = manifest;
  assert.deepEqual(drift(card, rest), []);
});

test("a server.json that leaves out what the card says differs, a package.json does not", () => {
  const { repository: _, ...noRepository } = card;
  const { repository: __, ...package_ } = manifest;
  assert.deepEqual(drift(card, package_), []);
  assert.deepEqual(drift(noRepository, manifest), []);
  const theirs = cardToServerJson(noRepository as unknown as Card);
  assert.match(drift(card, theirs).join(), /^card\/against-repository .* but none in other\.json$/);
  const ours = cardToServerJson(card as unknown as Card);
  assert.match(drift(noRepository, ours).join(), /^card\/against-repository repository is none, but /);
});

test("remotes differ by type and by url, in both directions", () => {
  const theirs = (remotes: unknown): unknown => ({ ...cardToServerJson(card as unknown as Card), remotes });
  assert.deepEqual(drift(card, theirs([{ type: "sse", url: "https://mcp.example.com/weather" }])), [
    'card/against-remotes other.json lists sse at "https://mcp.example.com/weather", which the card does not',
    'card/against-remotes remotes[0] is streamable-http at "https://mcp.example.com/weather", which other.json does not list',
  ]);
  assert.equal(drift(card, theirs(undefined)).length, 1);
  const variable = {
    ...card,
    remotes: [...card.remotes, { type: "sse", url: "{base}/sse", variables: { base: { isRequired: true } } }],
  };
  assert.deepEqual(drift(variable, theirs(card.remotes)), []);
});

test("severities hold for drift as for any finding", () => {
  const other = { ...manifest, version: "2.0.0" };
  assert.deepEqual(drift(card, other, [["card/against-version", "off"]]), []);
  assert.equal(drift(card, { ...manifest, description: "x" }, [["card/*", "error"]]).length, 1);
});

test("of a catalog, the card with the same name is compared", () => {
  const entry = (inner: object, id: string): object => ({
    identifier: `urn:air:example.com:mcp:${id}`,
    type: "application/mcp-server-card+json",
    data: inner,
  });
  const catalog = {
    specVersion: "1.0",
    entries: [entry({ ...card, name: "com.example/maps", version: "7.0.0" }, "maps"), entry(card, "weather")],
  };
  const other = readCounterpart("package.json", { ...manifest, version: "1.3.0" });
  assert.ok(other);
  const { diagnostics, valid } = reportAgainst(validate(JSON.stringify(catalog)), [other]);
  const found = diagnostics.filter(({ code }) => code === "card/against-version");
  assert.deepEqual(
    found.map(({ pointer }) => pointer),
    ["/entries/1/data/version"],
  );
  assert.equal(valid, false);
});

test("all ways to write one repository are one", () => {
  const same = [
    "github:example/weather",
    "example/weather",
    "https://github.com/example/weather",
    "https://github.com/Example/Weather.git",
    "git+https://github.com/example/weather.git",
    "git+ssh://git@github.com/example/weather.git",
    "git://github.com/example/weather.git",
    "git@github.com:example/weather.git",
    "https://user@www.github.com/example/weather/",
  ];
  assert.deepEqual([...new Set(same.map((url) => placeKey({ url })))], [placeKey({ url: same[0] ?? "" })]);
  const others = [
    "gitlab:example/weather",
    "https://git.example.com/Example/weather",
    "https://git.example.com/example/weather",
  ];
  assert.equal(new Set([...others, same[0] ?? ""].map((url) => placeKey({ url }))).size, 4);
});

test("whatever a file holds, reading it and comparing with it never throws", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string(), (value, url) => {
      const other = readCounterpart("x.json", { version: "1", repository: url, remotes: value, ...Object(value) });
      if (other !== undefined) reportAgainst(validate(JSON.stringify(card)), [other]);
      placeKey({ url });
    }),
    { seed: 3, numRuns: 500 },
  );
});

test("every valid example agrees with its own server.json", () => {
  for (const file of projectFiles(["schemas/examples/valid"], [".json"])) {
    const report = validate(readFileSync(`${root}/${file}`));
    if (report.card === undefined) continue;
    const other = readCounterpart("server.json", cardToServerJson(report.card));
    assert.ok(other);
    assert.deepEqual(reportAgainst(report, [other]), report, file);
  }
});

function start(t: TestContext): ReturnType<typeof createCommandLine> {
  return createCommandLine(t, {
    files: {
      "card.json": JSON.stringify(card),
      "package.json": JSON.stringify(manifest),
      "server.json": JSON.stringify({ ...cardToServerJson(card as unknown as Card), version: "1.1.0" }),
      "tsconfig.json": "{}",
      "broken.json": "{",
    },
  });
}

test("the command line takes several files, and fails where they differ", async (t) => {
  const line = start(t);
  assert.equal((await line.run(["validate", "card.json", "--against", "package.json"])).code, 0);
  const { code, stdout } = await line.run(["validate", "card.json", "--against", "package.json,server.json"]);
  assert.equal(code, 1);
  assert.match(stdout, /card\/against-version {3}version is "1\.2\.0", but "1\.1\.0" in server\.json/);
});

test("a file that says nothing of a server is a usage error", async (t) => {
  const line = start(t);
  for (const [file, words] of [
    ["tsconfig.json", /"tsconfig\.json" is no server\.json, Server Card, or package\.json with a version/],
    ["broken.json", /broken\.json:1:2: /],
    ["absent.json", /absent\.json: no such file/],
    ["", /--against: "" names no file/],
  ] as const) {
    const { code, stderr } = await line.run(["validate", "card.json", "--against", file]);
    assert.equal(code, 2);
    assert.match(stderr, words);
  }
});
