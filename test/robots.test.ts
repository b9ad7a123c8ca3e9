// What a robots.txt allows us, and what it costs to find out.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ownLines, readRobots } from "../src/crawl/robots.ts";
import { createRobotsBook } from "../src/crawl/robots-book.ts";
import { groupLines } from "../src/crawl/robots-lines.ts";

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
  ["rules before any group are nobody's", "Disallow: /\nUser-agent: *\nDisallow: /x", "/y", true],
  ["names of lines have any case", "uSeR-aGeNt: *\ndISALLOW: /x", "/x", false],
  ["space around names and values", "  User-agent  :  *  \n\tDisallow :  /x  ", "/x", false],
  ["a missing colon is understood", "user-agent *\ndisallow /x", "/x", false],
  ["common slips of the pen too", "Useragent: *\nDisalow: /x", "/x", false],
  ["an empty line ends no group", "User-agent: *\n\nDisallow: /x", "/x", false],
  ["an unknown line ends no group", "User-agent: *\nfoo: bar\nDisallow: /x", "/x", false],
  [
    "a sitemap between two names leaves them one group",
    "User-agent: mcp-discover\nSitemap: https://example.com/s.xml\nUser-agent: otherbot\nDisallow: /x",
    "/x",
    false,
  ],
  ["several names have one group", "User-agent: otherbot\nUser-agent: mcp-discover\nDisallow: /x", "/x", false],
  [
    "our groups are one, the first part of it",
    "User-agent: mcp-discover\nDisallow: /a\n\nUser-agent: b\nDisallow: /\n\nUser-agent: mcp-discover\nDisallow: /c",
    "/a",
    false,
  ],
  [
    "our groups are one, the second part of it",
    "User-agent: mcp-discover\nDisallow: /a\n\nUser-agent: b\nDisallow: /\n\nUser-agent: mcp-discover\nDisallow: /c",
    "/c",
    false,
  ],
  [
    "so are the general ones",
    "User-agent: *\nDisallow: /a\nUser-agent: b\nDisallow: /\nUser-agent: *\nDisallow: /c",
    "/c",
    false,
  ],
  [
    "a group of ours that forbids nothing allows all",
    "User-agent: *\nDisallow: /\nUser-agent: mcp-discover\nDisallow:",
    "/x",
    true,
  ],
  ["and so does one without a rule", "User-agent: *\nDisallow: /\n\nUser-agent: mcp-discover", "/x", true],
  ["a version after the name does not matter", "User-agent: mcp-discover/1.0\nDisallow: /x", "/x", false],
  ["nor does what stands after it", "User-agent: mcp-discover (the bot)\nDisallow: /x", "/x", false],
  ["a longer name is somebody else", "User-agent: mcp-discovery\nDisallow: /x", "/x", true],
  ["a shorter one too", "User-agent: mcp\nDisallow: /x", "/x", true],
  ["the longest match wins whatever comes first", "User-agent: *\nAllow: /x\nDisallow: /x/page", "/x/page", false],
  ["of equal ones the kinder wins", "User-agent: *\nDisallow: /x\nAllow: /x", "/x", true],
  ["a rule is a beginning", "User-agent: *\nDisallow: /fish", "/fishheads/y", false],
  ["a folder's rule is not about its name", "User-agent: *\nDisallow: /fish/", "/fish", true],
  ["paths have a case", "User-agent: *\nDisallow: /Fish", "/fish", true],
  ["a star is any text", "User-agent: *\nDisallow: /*.php", "/folder/any.php?x", false],
  ["and a dollar the end", "User-agent: *\nDisallow: /*.php$", "/f.php?x", true],
  ["a dollar in the middle is a dollar", "User-agent: *\nDisallow: /a$b", "/a$b", false],
  ["a rule without a slash is none", "User-agent: *\nDisallow: x", "/x", true],
  ["what follows # is a comment, in a rule too", "User-agent: *\nDisallow: /foo/quz#qux/", "/foo/quz", false],
  ["a rule may have a query", "User-agent: *\nDisallow: /foo?a=b", "/foo?a=b&c", false],
  ["other letters are their UTF-8", "User-agent: *\nDisallow: /foo/\u30c4", "/foo/%E3%83%84", false],
  ["however that is written", "User-agent: *\nDisallow: /foo/%e3%83%84", "/foo/%E3%83%84", false],
  ["encoded letters are letters", "User-agent: *\nDisallow: /foo/%62%61%7A", "/foo/baz", false],
  ["lines may end with a carriage return alone", "User-agent: *\rDisallow: /x\r", "/x", false],
  ["robots.txt itself is always allowed", "User-agent: *\nDisallow: /", "/robots.txt", true],
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

test("of a file only the groups are kept that speak to us, and each names us once, so that no file grows in reading", () => {
  const many = `${"User-agent: *\nUser-agent: mcp-discover/2.0\nUser-agent: other\n".repeat(3_000)}${"Allow: /\n".repeat(3_000)}`;
  const others = "User-agent: a\nUser-agent: b\nDisallow: /\nCrawl-delay: 9\n\n";
  const expected = [
    "user-agent: *",
    "user-agent: mcp-discover",
    ...Array(3_000).fill("allow: /"),
    "user-agent: *",
    "disallow: /x",
    "disallow:",
    "",
  ];
  const text = `${others}${many}${others}User-agent: *\nDisallow: /x\n${others}`;
  assert.deepEqual(groupLines(text, "mcp-discover").split("\n"), expected);
  assert.equal(groupLines(others, "mcp-discover"), "");
  assert.equal(
    groupLines(`${others}User-agent: MCP-Discover`, "mcp-discover"),
    "user-agent: mcp-discover\ndisallow:\n",
  );
});

test("what is kept of a file says the same as the file, and nothing that speaks to others", () => {
  const text =
    "# ask me@example.com\nUser-agent: other\nDisallow: /\n\nUser-agent: *\nDisallow: /a # why\nCrawl-delay: 3\n";
  const kept = ownLines(new TextEncoder().encode(text));
  assert.equal(new TextDecoder().decode(kept), "user-agent: *\ndisallow: /a\ncrawl-delay: 3\ndisallow:\n");
  for (const bytes of [new TextEncoder().encode(text), kept, ownLines(kept)]) {
    const robots = readRobots(`${origin}/robots.txt`, bytes);
    assert.deepEqual(
      [robots.allows(`${origin}/a`), robots.allows(`${origin}/b`), robots.crawlDelayMs],
      [false, true, 3_000],
    );
  }
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

test("white space between a name and its value costs time by its length, not by its cube", () => {
  const line = `disallow${" ".repeat(200_000)}:${"\t".repeat(200_000)}/x\u2028y`;
  const began = performance.now();
  assert.equal(allows(`User-agent: *\n${line}\nDisallow: /z`, "/z"), false);
  assert.ok(performance.now() - began < 5_000);
});
