// Lists of hosts in files: lines, CSV and NDJSON, as people and other programs write them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { hostOfUrl } from "../src/crawl/sources/host-of-url.ts";
import { fromLines } from "../src/crawl/sources/lines.ts";
import { fromTable } from "../src/crawl/sources/table.ts";
import { UsageError } from "../src/usage-error.ts";
import { pieces, readAll } from "./support/listed.ts";

const bom = "\ufeff";

test("lines hold targets, comments and nothing, with any break, wherever the pieces end", async () => {
  const text = `${bom}# mine\r\n\r\nexample.com # the best\r\n  https://example.org/mcp#part  \n\t\nbücher.example.net\n#x\nlast.example.com`;
  const expected = ["example.com", "https://example.org/mcp#part", "bücher.example.net", "last.example.com"];
  for (const size of [1, 2, 3, 7, 64, 65_536]) {
    const { targets, refused, end } = await readAll(fromLines(pieces(text, size)));
    assert.deepEqual([targets, refused, end], [expected, [], {}], `pieces of ${size}`);
  }
  assert.deepEqual((await readAll(fromLines(pieces("")))).targets, []);
});

test("a line of 10 MB is one refusal, and the next line is read", async () => {
  const line = `${"a".repeat(10_000_000)}.example.com`;
  for (const text of [`example.com\n${line}\nexample.org\n`, `example.com\nexample.org\n${line}`]) {
    const { targets, refused } = await readAll(fromLines(pieces(text)));
    assert.deepEqual(targets, ["example.com", "example.org"]);
    assert.deepEqual(refused, [`too-long: ${"a".repeat(120)}`]);
  }
});

test("a column of CSV is found by its header, through quotes, breaks and blank lines", async () => {
  const text = `${bom}rank,"the domain",note\r\n1,example.com,"a, b"\r\n\r\n2,"example.org","two\r\nlines ""quoted"""\r\n3,,\r\n4\r\n5, last.example.com ,x`;
  for (const size of [1, 5, 65_536]) {
    const { targets, refused, end } = await readAll(fromTable(pieces(text, size), "the domain"));
    assert.deepEqual(targets, ["example.com", "example.org", "last.example.com"]);
    assert.deepEqual(refused, ["no-column: 3,,", "no-column: 4"]);
    assert.deepEqual(end, {});
  }
});

test("a column of CSV without a header is found by its number", async () => {
  const { targets } = await readAll(fromTable(pieces("1,example.com\n2,example.org\n"), "2"));
  assert.deepEqual(targets, ["example.com", "example.org"]);
});

test("CSV without the column is the user's mistake, and names those that there are", async () => {
  await assert.rejects(readAll(fromTable(pieces("rank,host\n1,example.com\n"), "domain")), (error: unknown) => {
    assert.ok(error instanceof UsageError);
    assert.match(error.message, /no "domain" in the first row, which has "rank", "host"/);
    return true;
  });
});

test("CSV that breaks off or has a row without an end is told, and what came before it counts", async () => {
  const open = await readAll(fromTable(pieces('domain\nexample.com\n"example.org\nmore\n'), "domain"));
  assert.deepEqual(open.targets, ["example.com"]);
  assert.match(open.end.problem ?? "", /ends within a quoted cell/);
  const long = await readAll(fromTable(pieces(`domain\nexample.com\n"${"a".repeat(10_000_000)}`), "domain"));
  assert.deepEqual(long.targets, ["example.com"]);
  assert.match(long.end.problem ?? "", /longer than 65536 characters/);
});

test("a member of NDJSON is a text or several, and a line without it is refused", async () => {
  const lines = [
    { domain: "example.com", n: 1 },
    { domain: ["example.org", 7, "example.net"] },
    { domain: 7 },
    { other: "x" },
    [1],
  ];
  const long = `{"domain":"${"a".repeat(100_000)}"}`;
  const text = `${bom}\n${lines.map((line) => JSON.stringify(line)).join("\r\n")}\n{"domain":\n\n${long}\n{"__proto__":1,"domain":"last.example.com"}`;
  const { targets, refused } = await readAll(fromTable(pieces(text, 11), "domain"));
  assert.deepEqual(targets, ["example.com", "example.org", "example.net", "last.example.com"]);
  assert.deepEqual(
    refused.map((one) => one.slice(0, 30)),
    [
      'no-column: {"domain":7}',
      'no-column: {"other":"x"}',
      "not-json: [1]",
      'not-json: {"domain":',
      'too-long: {"domain":"aaaaaaaaa',
    ],
  );
  assert.deepEqual((await readAll(fromTable(pieces('{"a":1}'), "toString"))).targets, []);
});

test("a URL's host is taken where it is literal, with an odd port of https only", () => {
  const hosts = {
    "https://mcp.example.com/mcp": "mcp.example.com",
    "https://MCP.example.com:8443/{tenant}/mcp?x={y}": "mcp.example.com:8443",
    "http://example.com:8080/mcp": "example.com",
    "stdio:run": "stdio:run",
  };
  for (const [url, host] of Object.entries(hosts)) assert.equal(hostOfUrl(url), host);
  for (const url of ["https://{tenant}.example.com/mcp", "{base}/mcp", "https://example.com:{port}/mcp"]) {
    assert.equal(Reflect.get(Object(hostOfUrl(url)), "reason"), "template", url);
  }
});
