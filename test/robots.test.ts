// What a robots.txt allows us, and what it costs to find out.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readRobots } from "../src/crawl/robots.ts";
import { createRobotsBook } from "../src/crawl/robots-book.ts";

const origin = "https://example.com";
const catalog = "/.well-known/ai-catalog.json";

function allows(text: string, path: string): boolean {
  return readRobots(`${origin}/robots.txt`, new TextEncoder().encode(text)).allows(origin + path);
}

const cases: readonly (readonly [string, string, string, boolean])[] = [
  ["an empty file allows all", "", catalog, true],
  ["a file that forbids all forbids the catalog too", "User-agent: *\nDisallow: /", catalog, false],
  ["the longest match wins", "User-agent: *\nDisallow: /\nAllow: /.well-known/", catalog, true],
  ["and for other paths too", "User-agent: *\nDisallow: /\nAllow: /.well-known/", "/mcp/server-card", false],
  [
    "our own group hides the general one",
    "User-agent: *\nDisallow: /\n\nUser-agent: mcp-discover\nAllow: /",
    catalog,
    true,
  ],
  ["our own group may forbid", "User-agent: *\nAllow: /\n\nUser-agent: MCP-Discover\nDisallow: /", catalog, false],
  ["another's group is not ours", "User-agent: otherbot\nDisallow: /", catalog, true],
  ["%2e in a rule is a dot", "User-agent: *\nDisallow: /%2Ewell-known/", catalog, false],
  ["%2e in a URL is a dot", "User-agent: *\nDisallow: /.well-known/", "/%2ewell-known/ai-catalog.json", false],
  ["%2F stays what it is", "User-agent: *\nDisallow: /a/b", "/a%2Fb", true],
  ["wildcards and ends", "User-agent: *\nDisallow: /*.json$", catalog, false],
  ["a BOM and carriage returns", "\ufeffUser-agent: *\r\nDisallow: /\r\n", catalog, false],
  ["what is no rule is ignored", "<html>\n\u0000\u0001\nUser-agent: *\nNoindex: /\nDisallow: /x", catalog, true],
];

for (const [says, text, path, expected] of cases) {
  test(`robots.txt: ${says}`, () => assert.equal(allows(text, path), expected));
}

test("a Crawl-delay is honoured up to a minute, and nonsense is none", () => {
  const delay = (value: string): number =>
    readRobots(`${origin}/robots.txt`, new TextEncoder().encode(`User-agent: *\nCrawl-delay: ${value}`)).crawlDelayMs;
  assert.deepEqual(["2", "0.5", "9999", "-1", "soon", "1e999"].map(delay), [2000, 500, 60_000, 0, 0, 60_000]);
});

test("only the first 500 KiB count", () => {
  const filler = `# ${"x".repeat(1021)}\n`.repeat(501);
  assert.equal(allows(`${filler}User-agent: *\nDisallow: /\n`, catalog), true);
  assert.equal(allows(`User-agent: *\nDisallow: /\n${filler}`, catalog), false);
});

test("a file that is costly to match forbids all instead of stopping the crawl", () => {
  const hostile = `User-agent: *\n${`Disallow: /${"*a".repeat(1000)}b\n`.repeat(240)}`;
  const started = performance.now();
  assert.equal(allows(hostile, `/${"a".repeat(2000)}`), false);
  assert.ok(performance.now() - started < 500);
});

test("no text makes it throw", () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.webPath(), (bytes, path) => {
      readRobots(`${origin}/robots.txt`, bytes).allows(origin + path);
    }),
  );
});

test("the book forgets the oldest rules before it grows large, and none live for ever", () => {
  const book = createRobotsBook();
  const verdict = { robots: { allows: () => true, crawlDelayMs: 0 } };
  for (let n = 0; n < 100; n += 1)
    book.write(`https://h${n}.example.com`, verdict, { until: 24 * 3600 * 1000, characters: 400_000 });
  assert.equal(book.look("https://h0.example.com", 1), undefined);
  assert.equal(book.look("https://h99.example.com", 1), verdict);
  assert.equal(book.look("https://h99.example.com", 25 * 3600 * 1000), undefined);
});
