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
const ard = ".well-known/ard.json";

test("a card stands beside its endpoint, at the reserved path", () => {
  const at = (url: string): string[] => paths([publication("com.example/a", url)]);
  assert.deepEqual(at("https://example.com/mcp"), [catalog, ard, "mcp/server-card"]);
  assert.deepEqual(at("https://example.com/mcp/?x=1#y"), [catalog, ard, "mcp/server-card"]);
  assert.deepEqual(at("https://example.com/"), [catalog, ard, "server-card"]);
});

test("a card whose endpoint is elsewhere, a template or no plain path stands in the folder of cards", () => {
  const there = [catalog, ard, "server-cards/com.example_a.json"];
  for (const url of [
    "https://other.example/mcp",
    "https://example.com/{tenant}/mcp",
    "https://example.com/a%2fb",
    undefined,
  ]) {
    assert.deepEqual(paths([publication("com.example/a", url)], "https://example.com"), there, url);
  }
});

test("both catalogs list each card by absolute URL, portable identifier and name; ard.json says more", () => {
  const queries = ["will it rain tomorrow", "how warm is it in Lisbon"];
  const weather = { ...publication("com.example/weather", "https://example.com/mcp"), queries };
  const { files } = planSite([weather], { publisher: "Example" });
  const entry = {
    identifier: "urn:air:example.com:mcp:weather",
    displayName: "weather",
    type: "application/mcp-server-card+json",
    url: "https://example.com/mcp/server-card",
  };
  const root = { specVersion: "1.0", host: { displayName: "Example", identifier: "example.com" } };
  assert.deepEqual(JSON.parse(files[0]?.text ?? ""), { ...root, entries: [entry] });
  const described = { ...entry, description: "Answers questions", representativeQueries: queries };
  assert.deepEqual(JSON.parse(files[1]?.text ?? ""), { ...root, entries: [described] });
});

test("a title is the name that catalogs show", () => {
  const { card, ...rest } = publication("com.example/weather", "https://example.com/mcp");
  const { files } = planSite([{ ...rest, card: { ...card, title: "Weather of the world" } }]);
  for (const file of files.slice(0, 2)) assert.match(file.text, /"displayName": "Weather of the world"/);
});

test("a host that goes by the extension gets a twin, and the catalogs list that", () => {
  const { files } = planSite([publication("com.example/a", "https://example.com/mcp")], { twins: true });
  assert.deepEqual(
    files.map(({ path }) => path),
    [catalog, ard, "mcp/server-card", "mcp/server-card.json"],
  );
  assert.equal(files[2]?.text, files[3]?.text);
  for (const file of files.slice(0, 2))
    assert.match(file.text, /"url": "https:\/\/example\.com\/mcp\/server-card\.json"/);
});

test("aliases: a file for older clients, and from each older place one step to a file that is there", () => {
  const { files, redirects, problems } = planSite([publication("com.example/a", "https://example.com/mcp")], {
    aliases: true,
    serverJson: true,
  });
  assert.deepEqual(problems, []);
  const there = new Set(files.map(({ path }) => `/${path}`));
  assert.ok(there.has("/.well-known/mcp/server-card.json") && there.has("/server.json"));
  assert.ok(redirects.length >= 5);
  for (const { from, to } of redirects) assert.ok(there.has(to) && !there.has(from), `${from} to ${to}`);
});

test("several cards have no single file for older clients, and no single server.json", () => {
  const two = ["a", "b"].map((name) => publication(`com.example/${name}`, `https://example.com/${name}`));
  const { files, redirects, problems, notes } = planSite(two, { aliases: true, serverJson: true });
  assert.ok(files.every(({ path }) => path !== ".well-known/mcp/server-card.json" && path !== "server.json"));
  assert.deepEqual(
    redirects.map(({ from }) => from),
    ["/.well-known/mcp/catalog.json"],
  );
  assert.match(problems.join(), /describes one server, and these are 2/);
  assert.match(notes.join(), /only the catalog's is led on/);
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

test("what to check next keeps scheme and port of the site", async (t) => {
  const line = createCommandLine(t, { files: { "card.json": card } });
  const { stdout } = await line.run(["publish", "card.json", "--out", "s", "--base-url", "http://127.0.0.1:3201"]);
  assert.match(stdout, /then: mcp-discover check http:\/\/127\.0\.0\.1:3201\n$/);
});

test("what publish writes is valid, and a second run has nothing to change", async (t) => {
  const line = createCommandLine(t, { files: { "card.json": card } });
  const argv = ["publish", "card.json", "--out", "public"];
  const first = await line.run(argv);
  assert.equal(first.code, 0, first.stderr);
  for (const path of [catalog, ard, "mcp/server-card"]) {
    const report = validate(readFileSync(join(line.folder, "public", path)));
    assert.deepEqual(report.diagnostics, [], path);
  }
  assert.equal((await line.run(argv)).stdout, "nothing to change: public holds the 3 files of https://example.com\n");
  assert.deepEqual(readdirSync(join(line.folder, "public/mcp")), ["server-card"], "no temporary file is left");
});

test("a dry run writes nothing", async (t) => {
  const line = createCommandLine(t, { files: { "card.json": card } });
  assert.match(
    (await line.run(["publish", "card.json", "--out", "public", "--dry-run"])).stdout,
    /3 files would be written/,
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
