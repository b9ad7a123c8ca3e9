// `export`: four forms out of a store or a registry, read back by other parsers; hostile words, endless and broken registries, memory.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { parse as parseCsv } from "csv-parse/sync";
import fc from "fast-check";
import { catalogEntry } from "../src/export/catalog-entry.ts";
import { csvColumns, csvHeader, csvLine } from "../src/export/csv.ts";
import { type ExportEntry, readExportEntry } from "../src/export/entry.ts";
import { validate } from "../src/validate/validate.ts";
import { type CommandLine, createCommandLine } from "./support/host.ts";
import { playedBy } from "./support/play.ts";
import { sampleNow, writeSampleStore } from "./support/sample-store.ts";
import { assertMatchesSchema } from "./support/schemas.ts";
import { projectRoot } from "./support/shared-data.ts";
import { cardOf, openWeb, type Web } from "./support/web.ts";

let web: Web;
before(async () => {
  web = await openWeb();
});
after(() => web.close());

async function sampled(t: Parameters<typeof createCommandLine>[0]): Promise<CommandLine> {
  const line = createCommandLine(t, { now: () => sampleNow });
  await writeSampleStore(join(line.folder, "a.db"));
  return line;
}

const fromStore = ["export", "--store", "a.db"];
const key = "io.modelcontextprotocol.registry/official";

function entryOf(server: object, facts: object = {}, official: object = { status: "active" }): ExportEntry {
  const meta = { [key]: official, "io.github.mcp-discover/discovery": facts };
  const entry = readExportEntry({ server: { version: "1.0.0", ...server }, _meta: meta });
  assert.ok(entry);
  return entry;
}

test("NDJSON has an entry a line by its schema, server-json the same as one list, CSV the same as rows", async (t) => {
  const line = await sampled(t);
  const { stdout, code } = await line.run(fromStore);
  assert.equal(code, 0);
  const entries = stdout
    .trimEnd()
    .split("\n")
    .map((text) => JSON.parse(text));
  assert.ok(entries.length >= 2);
  for (const entry of entries) assertMatchesSchema("export-entry", entry);
  const list = JSON.parse((await line.run([...fromStore, "--format", "server-json"])).stdout);
  assert.deepEqual(list, { servers: entries, metadata: { count: entries.length } });
  const csv = (await line.run([...fromStore, "--format", "csv"])).stdout;
  const rows: Record<string, string>[] = parseCsv(csv, { columns: true, record_delimiter: "\r\n" });
  assert.deepEqual(
    rows.map(({ name, version }) => [name, version]),
    entries.map(({ server }) => [server.name, server.version]),
  );
  assert.deepEqual(Object.keys(rows[0] ?? {}), [...csvColumns]);
});

test("--latest gives one version of each server, --since what changed and what was deleted", async (t) => {
  const line = await sampled(t);
  const names = async (...more: string[]): Promise<string[]> =>
    (await line.run([...fromStore, ...more])).stdout
      .split("\n")
      .flatMap((text) => (text ? [JSON.parse(text).server.name] : []));
  const latest = await names("--latest");
  assert.equal(new Set(latest).size, latest.length);
  assert.ok((await names()).length > latest.length);
  assert.deepEqual(await names("--since", "2026-11-09"), []);
  const all = (await line.run([...fromStore, "--since", "3650d"])).stdout;
  assert.match(all, /"status":"deleted"/);
  assert.doesNotMatch((await line.run(fromStore)).stdout, /"status":"deleted"/);
});

test("an AI Catalog of a store is valid, with and without versions, in one file and in pages", async (t) => {
  const line = await sampled(t);
  const catalogOf = async (
    ...more: string[]
  ): Promise<{ entries: { identifier: string; version?: string; url?: string }[] }> => {
    const { stdout, code, stderr } = await line.run([...fromStore, "--format", "ai-catalog", ...more]);
    assert.equal(code, 0, stderr);
    const report = validate(stdout);
    assert.deepEqual(
      report.diagnostics.filter(({ severity }) => severity === "error"),
      [],
    );
    assert.equal(report.kind, "ai-catalog");
    return JSON.parse(stdout);
  };
  const whole = await catalogOf();
  assert.ok(whole.entries.every(({ version }) => version !== undefined));
  const latest = await catalogOf("--latest");
  assert.ok(latest.entries.length > 0 && latest.entries.every(({ version }) => version === undefined));
  assert.deepEqual(latest, await catalogOf("--latest"), "the same store gives the same catalog");
  const paging = ["--page-size", "1", "--out", "site", "--base-url", "https://lists.example.com"];
  const { code, stderr } = await line.run([...fromStore, "--format", "ai-catalog", "--latest", ...paging]);
  assert.equal(code, 0, stderr);
  const root = readFileSync(join(line.folder, "site/ai-catalog.json"), "utf8");
  assert.ok(validate(root).valid);
  const { entries } = JSON.parse(root);
  assert.equal(entries.length, latest.entries.length);
  for (const { url } of entries) {
    const page = readFileSync(join(line.folder, "site", new URL(url).pathname), "utf8");
    assert.ok(validate(page).valid);
  }
  assert.ok(readdirSync(join(line.folder, "site/pages")).every((name) => /^\d{5}\.json$/.test(name)));
  assert.equal((await line.run([...fromStore, "--format", "csv", "--page-size", "1"])).code, 2);
});

const minting = {
  mint: (name: string) => `https://lists.example.net/${name}`,
  withVersion: false,
  isTaken: () => false,
};

test("an identifier that the publisher gave is kept; urn:air is never written in somebody else's name", async () => {
  const card = "https://example.com/mcp/server-card";
  const given = async (identifier: string | undefined, facts: object): Promise<string | undefined> =>
    (await catalogEntry(entryOf({ name: "com.example/weather" }, { cardUrl: card, identifier, ...facts }), minting))
      ?.identifier;
  const minted = "https://lists.example.net/com.example/weather";
  const air = "urn:air:example.com:mcp:weather";
  assert.equal(await given(air, { hostingHost: "example.com" }), air);
  assert.equal(await given(air, { hostingHost: "cards.example.com" }), air);
  assert.equal(await given(air, { hostingHost: "cdn.example.net", catalogUrl: "https://example.com/x" }), air);
  assert.equal(await given(air, { hostingHost: "example.net", catalogUrl: "https://lists.example.org/x" }), minted);
  assert.equal(await given("URN:AIR:example.com:mcp:weather", { hostingHost: "notexample.com" }), minted);
  assert.equal(await given("https://example.com/id", { hostingHost: "example.net" }), "https://example.com/id");
  assert.equal(await given(undefined, {}), minted);
});

test("an entry without a card's URL holds a card; what has no endpoint or was deleted is left out", async () => {
  const { $schema: _, ...server } = cardOf("com.example/weather");
  const made = await catalogEntry(entryOf(server), minting);
  assert.ok(validate(JSON.stringify(made?.data)).valid);
  const inline = { cardUrl: "https://example.com/c#/entries/0/data", sha256: "x" };
  const kept = await catalogEntry(entryOf(server, inline), { ...minting, cardText: async () => '{ "mine": 1 }' });
  assert.deepEqual(kept?.data, { mine: 1 });
  assert.equal(await catalogEntry(entryOf({ name: "com.example/local", packages: [] }), minting), undefined);
  assert.equal(await catalogEntry(entryOf(server, {}, { status: "deleted" }), minting), undefined);
});

test("whatever an entry says, its CSV is one row that reads back, and no cell is a formula", () => {
  const dangerous = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    " =1",
    "|x",
    "%0A",
    "\uff1d1",
    '=HYPERLINK("https://example.com")',
  ];
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: "binary" }),
    fc.constantFrom(...dangerous, 'a"b', "a\r\nb", "a,b", ";"),
  );
  fc.assert(
    fc.property(text, text, text, (title, description, websiteUrl) => {
      const { text: line } = csvLine(entryOf({ name: "com.example/x", title, description, websiteUrl }));
      const [row, ...others]: string[][] = parseCsv(csvHeader + line, { record_delimiter: "\r\n", from: 2 });
      assert.deepEqual(others, []);
      assert.equal(row?.length, csvColumns.length);
      assert.ok(
        row?.every((cell) => !/^[\s]*[=+\-@|%]/.test(cell)),
        line,
      );
    }),
  );
  assert.equal(csvLine(entryOf({ name: "com.example/x", title: "=1", description: "-2" })).defused, 2);
});

function page(names: readonly string[], nextCursor?: string): object {
  const servers = names.map((name) => ({
    server: { ...cardOf(name), $schema: undefined },
    _meta: { [key]: { status: "active" } },
  }));
  return { servers, metadata: { count: servers.length, ...(nextCursor && { nextCursor }) } };
}

test("a registry is walked by cursor; --out gets its name only when all is there", async (t) => {
  const registry = web.host("registry.example.com");
  const path = "/v0.1/servers?limit=100&version=latest";
  registry.json(path, page(["com.example/a", "com.example/b"], "n"));
  registry.json(`${path}&cursor=n`, page(["com.example/=c"]));
  const line = createCommandLine(t, { files: { "old.csv": "old", "real.csv": "real" } });
  const base = ["export", "--registry", "https://registry.example.com", "--latest", ...playedBy(web, line)];
  symlinkSync(join(line.folder, "real.csv"), join(line.folder, "linked.csv"));
  for (const file of ["old.csv", "linked.csv"]) {
    const { code, stderr } = await line.run([...base, "--format", "csv", "--out", file]);
    assert.equal(code, 0, stderr);
    assert.equal(readFileSync(join(line.folder, file), "utf8").split("\r\n").length, 5);
  }
  assert.equal(readFileSync(join(line.folder, "real.csv"), "utf8"), "real", "a link is replaced, not followed");
  const catalog = JSON.parse((await line.run([...base, "--format", "ai-catalog"])).stdout);
  assert.ok(validate(JSON.stringify(catalog)).valid);
  assert.equal(catalog.entries[0].identifier, "https://registry.example.com/servers/com.example%2Fa");

  registry.json(`${path}&cursor=n`, page(["com.example/c"], "n"));
  const circle = await line.run([...base, "--out", "new.ndjson"]);
  assert.equal(circle.code, 3);
  assert.match(circle.stderr, /in a circle; nothing was written/);
  registry.get(`${path}&cursor=n`, { status: 404 });
  assert.equal((await line.run([...base, "--out", "new.ndjson"])).code, 3);
  registry.json(path, { servers: "none" });
  assert.equal((await line.run([...base, "--out", "old.csv"])).code, 3);
  assert.ok(!existsSync(join(line.folder, "new.ndjson")));
  assert.equal(readFileSync(join(line.folder, "old.csv"), "utf8").split("\r\n").length, 5, "the old file is as it was");
  assert.deepEqual(
    readdirSync(line.folder).filter((name) => name.endsWith(".tmp")),
    [],
  );
});

test("what cannot be: both sources, a store that is not there, a folder for a file", async (t) => {
  const line = await sampled(t);
  assert.equal((await line.run([...fromStore, "--registry", "https://registry.example.com"])).code, 2);
  assert.equal((await line.run(["export", "--store", "none.db"])).code, 3);
  const { code, stderr } = await line.run([...fromStore, "--out", "."]);
  assert.equal(code, 3);
  assert.match(stderr, /it is a folder/);
});

test("two hundred megabytes of a registry go through a process that may keep a quarter of that", async (t) => {
  const description = "x".repeat(6_000);
  const pages = 330;
  const server = createServer((request, response) => {
    const at = Number(new URL(request.url ?? "", "http://x").searchParams.get("cursor") ?? 0);
    const servers = Array.from({ length: 100 }, (_, index) => ({
      server: {
        name: `com.example/s${at * 100 + index}`,
        version: "1.0.0",
        description,
        remotes: [{ type: "sse", url: "https://example.com/mcp" }],
      },
      _meta: {},
    }));
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ servers, metadata: at + 1 < pages ? { nextCursor: String(at + 1) } : {} }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => server.close());
  const registry = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const argv = ["export", "--registry", registry, "--allow-private", "--quiet"];
  const bin = join(projectRoot, "dist/bin/mcp-discover.js");
  const child = spawn(process.execPath, ["--max-old-space-size=48", bin, ...argv], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let [lines, bytes] = [0, 0];
  for await (const chunk of child.stdout) {
    bytes += chunk.length;
    for (const byte of chunk) if (byte === 10) lines += 1;
  }
  if (child.exitCode === null) await once(child, "exit");
  assert.deepEqual([child.exitCode, lines], [0, pages * 100]);
  assert.ok(bytes > 190_000_000, String(bytes));
});
