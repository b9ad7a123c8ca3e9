// Publishing: where files go, what the catalog says of them, and what is never written.

import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { type Card, cardSchemaUrl } from "../src/document/card.ts";
import { type Publication, planSite } from "../src/publish/site.ts";
import { validate } from "../src/validate/validate.ts";
import { createCommandLine } from "./support/host.ts";

function publication(name: string, url?: string, version = "1.0.0"): Publication {
  const remotes = url === undefined ? [] : [{ type: "streamable-http", url } as const];
  const card: Card = { $schema: cardSchemaUrl, name, version, description: "Answers questions", remotes };
  return { source: `${name}.json`, card, text: JSON.stringify(card) };
}

function paths(cards: readonly Publication[], baseUrl?: string): string[] {
  return planSite(cards, baseUrl === undefined ? {} : { baseUrl }).files.map(({ path }) => path);
}

const catalog = ".well-known/ai-catalog.json";

test("a card stands beside its endpoint, at the reserved path", () => {
  assert.deepEqual(paths([publication("com.example/a", "https://example.com/mcp")]), [catalog, "mcp/server-card"]);
  assert.deepEqual(paths([publication("com.example/a", "https://example.com/mcp/?x=1#y")]), [
    catalog,
    "mcp/server-card",
  ]);
  assert.deepEqual(paths([publication("com.example/a", "https://example.com/")]), [catalog, "server-card"]);
});

test("a card whose endpoint is elsewhere, a template or no plain path stands in the folder of cards", () => {
  const there = [catalog, "server-cards/com.example_a.json"];
  for (const url of [
    "https://other.example/mcp",
    "https://example.com/{tenant}/mcp",
    "https://example.com/a%2fb",
    undefined,
  ]) {
    assert.deepEqual(paths([publication("com.example/a", url)], "https://example.com"), there, url);
  }
});

test("the catalog lists each card by absolute URL and portable identifier", () => {
  const { files } = planSite([publication("com.example/weather", "https://example.com/mcp")]);
  assert.deepEqual(JSON.parse(files[0]?.text ?? ""), {
    specVersion: "1.0",
    entries: [
      {
        identifier: "urn:air:example.com:mcp:weather",
        type: "application/mcp-server-card+json",
        url: "https://example.com/mcp/server-card",
      },
    ],
  });
});

test("two versions of one name are told apart by version, which one alone does not need", () => {
  const two = [
    publication("com.example/a", "https://example.com/v1"),
    publication("com.example/a", "https://example.com/v2", "2.0.0"),
  ];
  const { files, problems } = planSite(two);
  const entries: { version?: string }[] = JSON.parse(files[0]?.text ?? "").entries;
  assert.deepEqual(problems, []);
  assert.deepEqual(
    entries.map(({ version }) => version),
    ["1.0.0", "2.0.0"],
  );
});

test("two cards that need one path are refused, whatever their capitals, and so is a file where a folder must be", () => {
  const clash = (one: string, other: string): readonly string[] =>
    planSite([publication("com.example/a", one), publication("com.example/b", other)]).problems;
  assert.match(clash("https://example.com/mcp", "https://example.com/mcp").join(), /both need mcp\/server-card/);
  assert.match(clash("https://example.com/MCP", "https://example.com/mcp").join(), /both need/);
  assert.match(clash("https://example.com/mcp", "https://example.com/mcp/server-card").join(), /both need/);
  assert.match(clash("https://example.com/.well-known/ai-catalog.json", "https://example.com/b").join(), /the catalog/);
});

test("a name under somebody else's domain is said aloud", () => {
  assert.match(planSite([publication("org.example/a", "https://example.com/mcp")]).notes.join(), /names example\.org/);
  assert.deepEqual(planSite([publication("com.example/a", "https://mcp.example.com/")]).notes, []);
});

test("a site is the same whatever the order of the cards, and stays inside its folder", () => {
  const part = fc.stringMatching(/^[A-Za-z0-9.-]{1,12}$/);
  const url = fc.oneof(
    fc.webPath().map((path) => `https://example.com${path}`),
    fc.webUrl(),
  );
  const cards = fc.uniqueArray(fc.tuple(part, part, url), {
    selector: ([a, b]) => `${a}/${b}`,
    minLength: 1,
    maxLength: 4,
  });
  fc.assert(
    fc.property(cards, (each) => {
      const given = each.map(([space, local, at]) => publication(`${space}/${local}`, at));
      const plan = planSite(given, { baseUrl: "https://example.com" });
      assert.deepEqual(planSite(given.toReversed(), { baseUrl: "https://example.com" }).files, plan.files);
      for (const { path, url: served } of plan.files) {
        assert.ok(
          path.split("/").every((segment) => segment !== "" && segment !== "." && segment !== ".."),
          path,
        );
        assert.equal(new URL(served).href, served);
      }
    }),
  );
});

const card = publication("com.example/weather", "https://example.com/mcp").text;

test("what publish writes is valid, and a second run has nothing to change", async (t) => {
  const line = createCommandLine(t, { files: { "card.json": card } });
  const argv = ["publish", "card.json", "--out", "public"];
  const first = await line.run(argv);
  assert.equal(first.code, 0, first.stderr);
  for (const path of [catalog, "mcp/server-card"]) {
    const report = validate(readFileSync(join(line.folder, "public", path)));
    assert.deepEqual(report.diagnostics, [], path);
  }
  assert.equal((await line.run(argv)).stdout, "nothing to change: public holds the 2 files of https://example.com\n");
  assert.deepEqual(readdirSync(join(line.folder, "public/mcp")), ["server-card"], "no temporary file is left");
});

test("a dry run writes nothing", async (t) => {
  const line = createCommandLine(t, { files: { "card.json": card } });
  assert.match(
    (await line.run(["publish", "card.json", "--out", "public", "--dry-run"])).stdout,
    /2 files would be written/,
  );
  assert.equal(existsSync(join(line.folder, "public")), false);
});

test("an invalid card is refused with its report, and nothing is written", async (t) => {
  const line = createCommandLine(t, {
    files: { "good.json": card, "bad.json": card.replace("com.example/weather", "weather") },
  });
  const { code, stdout, stderr } = await line.run(["publish", "good.json", "bad.json", "--out", "public"]);
  assert.equal(code, 1);
  assert.equal(stdout, "");
  assert.match(stderr, /bad\.json · Server Card v1 · 1 error/);
  assert.equal(existsSync(join(line.folder, "public")), false);
});

test("a catalog is no card to publish", async (t) => {
  const line = createCommandLine(t, { files: { "catalog.json": '{"specVersion":"1.0","entries":[]}' } });
  const { code, stderr } = await line.run([
    "publish",
    "catalog.json",
    "--out",
    "public",
    "--base-url",
    "https://example.com",
  ]);
  assert.equal(code, 1);
  assert.match(stderr, /is no Server Card/);
});

test("nothing is written through a symbolic link out of the folder", async (t) => {
  const line = createCommandLine(t, { files: { "card.json": card, "elsewhere/keep": "" } });
  mkdirSync(join(line.folder, "public"));
  symlinkSync(join(line.folder, "elsewhere"), join(line.folder, "public/mcp"));
  const folder = await line.run(["publish", "card.json", "--out", "public"]);
  assert.equal(folder.code, 1);
  assert.match(folder.stderr, /is a symbolic link/);
  assert.deepEqual(readdirSync(join(line.folder, "elsewhere")), ["keep"]);
  assert.equal(existsSync(join(line.folder, "public/.well-known")), false, "nothing else was written either");

  writeFileSync(join(line.folder, "secret"), "secret");
  mkdirSync(join(line.folder, "other/mcp"), { recursive: true });
  symlinkSync(join(line.folder, "secret"), join(line.folder, "other/mcp/server-card"));
  assert.equal((await line.run(["publish", "card.json", "--out", "other"])).code, 1);
  assert.equal(readFileSync(join(line.folder, "secret"), "utf8"), "secret");
});

test("an empty name of a folder is a usage error, and not the folder one stands in", async (t) => {
  const line = createCommandLine(t, {
    files: { "card.json": publication("com.example/a", "https://example.com/mcp").text },
  });
  const { code, stderr } = await line.run(["publish", "card.json", "--out", ""]);
  assert.equal(code, 2);
  assert.match(stderr, /--out/);
});

test("a base URL with a path, or none to be found, is a usage error", async (t) => {
  const line = createCommandLine(t, { files: { "card.json": publication("com.example/a").text } });
  assert.equal((await line.run(["publish", "card.json", "--out", "public"])).code, 2);
  const withPath = await line.run([
    "publish",
    "card.json",
    "--out",
    "public",
    "--base-url",
    "https://example.com/docs",
  ]);
  assert.equal(withPath.code, 2);
  assert.match(withPath.stderr, /is not an origin/);
});
