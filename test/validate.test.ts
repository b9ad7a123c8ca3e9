// The whole way of a document, as a user of the library sees it.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { cardMediaType, cardSchemaUrl } from "../src/document/card.ts";
import { kinds } from "../src/document/kind.ts";
import { reportToJson } from "../src/document/report-json.ts";
import { inlineReport, validate } from "../src/index.ts";
import { effortMs } from "./support/effort.ts";
import { hostileBodies } from "./support/hostile.ts";
import { projectRoot, sharedData, skipWithout } from "./support/shared-data.ts";

const good = {
  $schema: cardSchemaUrl,
  name: "com.example/weather",
  version: "1.0.0",
  description: "Weather for any place",
  remotes: [{ type: "streamable-http", url: "https://mcp.example.com/mcp" }],
};

function codes(document: unknown): string[] {
  const text = typeof document === "string" ? document : JSON.stringify(document);
  return validate(text).diagnostics.map((diagnostic) => diagnostic.code);
}

function errors(document: unknown): string[] {
  return validate(JSON.stringify(document))
    .diagnostics.filter((diagnostic) => diagnostic.severity === "error")
    .map((diagnostic) => diagnostic.code);
}

function firstOf(document: unknown): { message: string; hint: string; underlined: string; pointer: string } {
  const text = JSON.stringify(document);
  const [first] = validate(text).diagnostics.filter((diagnostic) => diagnostic.severity === "error");
  assert.ok(first, "no error");
  return {
    message: first.message,
    hint: first.hint ?? "",
    underlined: text.slice(first.range?.start, first.range?.end),
    pointer: first.pointer ?? "",
  };
}

test("the official examples: both valid ones pass, all five invalid ones are cards that fail", {
  skip: skipWithout("official"),
}, () => {
  for (const [folder, valid] of [
    ["official/valid", true],
    ["official/invalid", false],
  ] as const) {
    const path = sharedData(folder) ?? "";
    const files = readdirSync(path);
    assert.equal(files.length, valid ? 2 : 5);
    for (const file of files) {
      const report = validate(readFileSync(join(path, file)), { source: file });
      assert.equal(report.kind, "server-card", file);
      assert.equal(report.valid, valid, `${file}: ${JSON.stringify(report.diagnostics)}`);
      assert.equal(report.card !== undefined, valid, file);
      for (const diagnostic of report.diagnostics) assert.ok(diagnostic.range && diagnostic.hint, file);
    }
  }
});

test("all 177 documents of the wild get a kind and a verdict in under 200 ms each", {
  skip: skipWithout("wild"),
}, () => {
  const wild = sharedData("wild") ?? "";
  const files = readdirSync(wild, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".json"));
  assert.equal(files.length, 177);
  validate("{}");
  for (const file of files) {
    const start = performance.now();
    const report = validate(readFileSync(join(wild, file)), { source: file, admission: true });
    assert.ok(performance.now() - start < 200, file);
    assert.ok(kinds.includes(report.kind), file);
    assert.equal(
      report.valid,
      report.diagnostics.every((diagnostic) => diagnostic.severity !== "error"),
      file,
    );
    for (const { range, message } of report.diagnostics) {
      assert.ok(message.length > 0);
      if (range)
        assert.ok(range.start >= 0 && range.end >= range.start && range.end <= (report.text ?? "").length, file);
    }
  }
});

test("no hostile document makes us throw, flood or stall", { skip: skipWithout("hostile-documents.jsonl") }, () => {
  validate(JSON.stringify(good), { admission: true });
  for (const { id, bytes, servedFrom } of hostileBodies()) {
    const took = effortMs(() => {
      const report = validate(bytes, { admission: true, ...(servedFrom === undefined ? {} : { servedFrom }) });
      assert.ok(report.diagnostics.length <= 100, id);
    }, 200);
    assert.ok(took < 200, `${id} took ${took} ms`);
  }
});

test("text of any kind, and cards broken at random, are judged without a throw", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.json()), (text) => {
      const report = validate(text, { admission: true });
      assert.ok(report.valid || report.diagnostics.length > 0);
    }),
    { numRuns: 1000 },
  );
  const path = fc.constantFrom(
    "$schema",
    "name",
    "version",
    "description",
    "title",
    "websiteUrl",
    "repository",
    "icons",
    "remotes",
    "_meta",
  );
  fc.assert(
    fc.property(path, fc.jsonValue({ maxDepth: 4 }), (member, value) => {
      const report = validate(JSON.stringify({ ...good, [member]: value }), { admission: true });
      assert.ok(report.valid || report.diagnostics.length > 0);
      JSON.stringify(reportToJson(report));
    }),
    { numRuns: 1000 },
  );
  fc.assert(
    fc.property(fc.array(fc.jsonValue({ maxDepth: 3 }), { maxLength: 5 }), (entries) => {
      validate(JSON.stringify({ specVersion: "1.0", entries }), { admission: true });
    }),
    { numRuns: 500 },
  );
});

test("a card's faults are told in words that say what to write", () => {
  const cases: ReadonlyArray<readonly [change: object, message: RegExp, hint: RegExp, underlined: string]> = [
    [{ name: "weather" }, /name "weather" has no "\/"/, /com\.example\/weather/, '"weather"'],
    [{ name: "a/b/c" }, /has 2 slashes/, /one slash/, '"a/b/c"'],
    [
      { description: "😀".repeat(131) },
      /description has 131 characters, of at most 100/,
      /shorten/,
      `"${"😀".repeat(131)}"`,
    ],
    [{ description: "" }, /0 characters/, /say in one line/, '""'],
    [{ title: null }, /title is null, not a string/, /string/, "null"],
    [
      { remotes: [{ type: "stdio", url: "https://x.example.com" }] },
      /remotes\[0\]\.type is "stdio"/,
      /server\.json/,
      '"stdio"',
    ],
    [
      { remotes: [{ type: "http", url: "https://x.example.com" }] },
      /"http", not one of/,
      /"streamable-http"/,
      '"http"',
    ],
    [
      { remotes: [{ type: "sse", url: "mcp.example.com/mcp" }] },
      /no absolute http/,
      /whole URL/,
      '"mcp.example.com/mcp"',
    ],
    [{ remotes: [{ type: "sse" }] }, /remotes\[0\] has no "url"/, /add "url"/, "{"],
    [
      { icons: [{ src: "/icon.png" }] },
      /icons\[0\]\.src is "\/icon\.png", which is no absolute URI/,
      /no base/,
      '"/icon.png"',
    ],
    [
      { repository: "https://example.com/git" },
      /repository is a string, not an object/,
      /"source"/,
      '"https://example.com/git"',
    ],
    [
      { $schema: cardSchemaUrl.replace("v1", "2025-11-25") },
      /versioned by date/,
      /v1\/server-card/,
      `"${cardSchemaUrl.replace("v1", "2025-11-25")}"`,
    ],
    [{ $schema: undefined }, /the card has no "\$schema"/, /add "\$schema": "https:/, "{"],
  ];
  for (const [change, message, hint, underlined] of cases) {
    const found = firstOf({ ...good, ...change });
    assert.match(found.message, message);
    assert.match(found.hint, hint);
    assert.equal(found.underlined, underlined);
  }
});

test("a credential in a URL that breaks the schema is not quoted", () => {
  const found = firstOf({
    ...good,
    remotes: [{ type: "sse", url: "HTTPS://user:hunter2@example.com/mcp?key=s3cret" }],
  });
  assert.doesNotMatch(found.message, /hunter2|s3cret/);
});

test("limits of a card: 512 KiB warns, 1 MiB and long arrays are errors, and only a registry minds the first", () => {
  const sized = (bytes: number): string => {
    const text = JSON.stringify({ ...good, _meta: { "com.example/x": "" } });
    return text.replace('"com.example/x":""', `"com.example/x":"${"x".repeat(bytes - text.length)}"`);
  };
  assert.ok(!codes(sized(512 * 1024)).includes("json/large"));
  assert.ok(codes(sized(512 * 1024 + 1)).includes("json/large"));
  assert.equal(validate(sized(1024 * 1024)).valid, true);
  assert.equal(validate(sized(1024 * 1024), { admission: true }).valid, false);
  assert.ok(errors(JSON.parse(sized(1024 * 1024 + 1))).includes("json/too-large"));
  const icons = (count: number): object => ({
    ...good,
    icons: Array.from({ length: count }, () => ({ src: "https://example.com/i.png" })),
  });
  assert.ok(!codes(icons(1000)).includes("json/too-many-items"));
  assert.deepEqual(errors(icons(1001)), ["json/too-many-items"]);
  const meta = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`com.example/${index}`, 0]));
  assert.deepEqual(errors({ ...good, _meta: meta }), ["json/too-many-keys"]);
});

test("at most 100 findings are given, and no error is lost behind warnings", () => {
  const remotes = Array.from({ length: 300 }, () => ({ type: "nope", url: "nope" }));
  const report = validate(JSON.stringify({ ...good, remotes }));
  assert.equal(report.diagnostics.length, 100);
  assert.equal(report.valid, false);
});

test("findings stand in the order of the text", () => {
  const report = validate(JSON.stringify({ ...good, name: "x", description: "", title: 7 }));
  const starts = report.diagnostics.map((diagnostic) => diagnostic.range?.start ?? -1);
  assert.deepEqual(
    starts,
    [...starts].sort((a, b) => a - b),
  );
  assert.ok(starts.length >= 3);
});

const entry = { identifier: "urn:air:example.com:mcp:weather", type: cardMediaType };

test("one bad entry of a catalog costs itself and leaves the others readable", () => {
  const report = validate(
    JSON.stringify({
      specVersion: "1.0",
      entries: [
        null,
        { ...entry, url: "https://example.com/a" },
        { ...entry, identifier: 7, url: "x" },
        { ...entry },
        { ...entry, url: "x", data: {} },
      ],
    }),
  );
  assert.equal(report.valid, false);
  assert.deepEqual(report.badEntries, [0, 2, 3, 4]);
  assert.equal(report.catalog?.entries.length, 5);
  const messages = report.diagnostics.map((diagnostic) => diagnostic.message);
  assert.ok(messages.some((message) => /entries\[3\] has neither "url" nor "data"/.test(message)));
  assert.ok(messages.some((message) => /entries\[4\] has both "url" and "data"/.test(message)));
});

test("an entry that says mediaType for type stays readable", () => {
  const { type, ...older } = entry;
  const report = validate(
    JSON.stringify({ specVersion: "1.0", entries: [{ ...older, mediaType: type, url: "https://example.com/a" }] }),
  );
  assert.deepEqual(report.badEntries, []);
  assert.ok(!report.diagnostics.some((diagnostic) => diagnostic.code === "schema/required"));
});

test("a catalog whose root is broken is named as one and not read further", () => {
  for (const broken of [
    { specVersion: "1.0" },
    { specVersion: "1.0", entries: {} },
    { specVersion: 1, entries: [] },
    { entries: [] },
    { specVersion: "1.0.0", entries: [] },
  ]) {
    const report = validate(JSON.stringify(broken));
    assert.equal(report.kind, "ai-catalog", JSON.stringify(broken));
    assert.equal(report.valid, false);
    assert.equal(report.catalog, undefined);
  }
  const hosted = validate(JSON.stringify({ specVersion: "1.0", host: {}, entries: [] }));
  assert.equal(hosted.valid, false);
  assert.ok(hosted.catalog, "a fault of host leaves the entries readable");
});

test("a catalog of more than 1,000 entries is an error, and its first 1,000 are read", () => {
  const entries = Array.from({ length: 1001 }, (_, index) => ({
    ...entry,
    identifier: `urn:x:${index}`,
    url: `https://example.com/${index}`,
  }));
  const report = validate(JSON.stringify({ specVersion: "1.0", entries }));
  assert.ok(report.diagnostics.some((diagnostic) => diagnostic.code === "json/too-many-items"));
  assert.equal(report.catalog?.entries.length, 1000);
});

test("an inline card is judged in place, and has a report of its own", () => {
  const text = JSON.stringify({
    specVersion: "1.0",
    entries: [
      { ...entry, data: good },
      { ...entry, identifier: "urn:x:2", data: { ...good, name: "flat" } },
    ],
  });
  const report = validate(text, { source: "catalog.json" });
  const wrong = report.diagnostics.find((diagnostic) => diagnostic.code === "schema/pattern");
  assert.equal(wrong?.pointer, "/entries/1/data/name");
  assert.equal(text.slice(wrong?.range?.start, wrong?.range?.end), '"flat"');
  const first = inlineReport(report, 0);
  assert.equal(first.kind, "server-card");
  assert.equal(first.card?.name, "com.example/weather");
  assert.ok(first.valid);
  const second = inlineReport(report, 1);
  assert.equal(second.source, "catalog.json#/entries/1/data");
  assert.equal(second.valid, false);
  assert.equal(second.card, undefined);
  assert.equal(second.diagnostics[0]?.pointer, "/name");
  assert.equal(inlineReport(report, 9).valid, false);
});

test("a catalog inside a catalog is judged four levels down and no deeper", () => {
  const nest = (levels: number): object =>
    levels === 0
      ? { specVersion: "1.0", entries: [{ ...entry }] }
      : {
          specVersion: "1.0",
          entries: [{ identifier: "urn:x:n", type: "application/ai-catalog+json", data: nest(levels - 1) }],
        };
  assert.ok(codes(nest(4)).includes("schema/url-or-data"));
  assert.ok(!codes(nest(5)).includes("schema/url-or-data"));
  assert.ok(codes(nest(5)).includes("catalog/too-deep"));
});

test("a readable document of another kind is invalid, with one finding that says what it is", () => {
  for (const [document, code] of [
    [{ mcpServers: { a: { command: "x" } } }, "document/client-config"],
    [{ jsonrpc: "2.0", id: 1, result: {} }, "document/json-rpc"],
    [[good], "document/card-list"],
    [7, "document/json"],
    [null, "document/json"],
    ["text", "document/json"],
  ] as const) {
    const report = validate(JSON.stringify(document));
    assert.deepEqual(
      report.diagnostics.map((diagnostic) => diagnostic.code),
      [code],
    );
    assert.ok(!report.valid && report.diagnostics[0]?.hint);
  }
});

test("an object in place of its text is refused with a word on what to do", () => {
  const { buffer } = new Uint8Array(8);
  const others = [new Uint16Array(buffer), new DataView(buffer), new Float64Array(buffer), new Uint8ClampedArray(8)];
  for (const input of [good, undefined, 7, [1], buffer, ...others])
    assert.throws(() => validate(input as unknown as string), {
      name: "TypeError",
      message: /JSON\.stringify an object first/,
    });
  const foreign = runInNewContext("new Uint8Array([123, 125])");
  assert.equal(validate(foreign).kind, "json", "bytes of another realm are bytes");
});

test("nothing is compiled at run time", () => {
  const script = `import(${JSON.stringify(pathToFileURL(join(projectRoot, "dist/src/index.js")).href)}).then(({ validate }) => {
    const report = validate(${JSON.stringify(JSON.stringify({ ...good, name: "flat" }))}, { admission: true });
    process.stdout.write(report.diagnostics[0].code);
  });`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--disallow-code-generation-from-strings", "-e", script], {
    encoding: "utf8",
  });
  assert.equal(stdout, "schema/pattern", stderr);
});
