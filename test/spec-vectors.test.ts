// The literal vectors of spec.md 9.3 (cards) and 9.6 (catalogs), as tables.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { serverCardUrl } from "../src/discover/server-card-url.ts";
import { validate } from "../src/index.ts";
import { airIdentifier } from "../src/publish/identifier.ts";
import { card, catalog, entry, findingsOf, headers, inline, remote, variable } from "./support/documents.ts";
import { sharedData, skipWithout } from "./support/shared-data.ts";

function errorsOf(document: unknown): string[] {
  return findingsOf(document).filter((found) => found.startsWith("error "));
}

/** Fails unless every document has an error, and of the given kind. */
function allRefused(documents: readonly unknown[], code: RegExp): void {
  for (const document of documents) {
    const found = errorsOf(document);
    assert.ok(
      found.some((one) => code.test(one)),
      `${JSON.stringify(document)?.slice(0, 300)}: ${found.join(", ") || "no error"}`,
    );
  }
}

/** Fails where a document has an error, but for codes that match `but`. */
function noneRefused(documents: readonly unknown[], but = /^$/): void {
  for (const document of documents)
    assert.deepEqual(
      errorsOf(document).filter((one) => !but.test(one)),
      [],
      JSON.stringify(document).slice(0, 300),
    );
}

const versions = (list: readonly string[]) => list.map((version) => card({ version }));
const names = (list: readonly string[]) => list.map((name) => card({ name }));

test("9.3: version ranges are refused, versions with an x are not", () => {
  const ranges = "^1.2.3 ~1.2.3 >=1.2.3 <=1.2.3 >1.2.3 <1.2.3 <=1 >1 <1 1.x 1.2.X 1.* x *".split(" ");
  const spaced = ["1.0 || 2.0", "1.0.0 || 2.0.0", "1.0.0 - 2.0.0", "1.2.3 - 2.0.0", "1.2.3+left - 2.0.0+right"];
  allRefused(versions([...ranges, ...spaced]), /card\/version-range/);
  const fine =
    "1.0.0 1.0.2 2.1.0-alpha 1.0.0-x 1.0.0-X.1 1.0.0-rc.x 1.0.0+build.x build-2024 2024-01-05 2024-01-15 2025-06-18";
  noneRefused(versions([...fine.split(" "), "release 2026", "not semver"]));
});

test("9.3: names", () => {
  const bad = ["no-slash", "no-slash-in-name", "ab", "a/", "a/b/c", "com.example/", `${"x".repeat(200)}/name`];
  allRefused(names(bad), /schema\//);
  noneRefused(names(["a/b", "example-org/minimal", "com.example/weather"]));
});

test("9.3: lengths are counted in code points", () => {
  const long = (count: number) => "界".repeat(count);
  allRefused([card({ description: "" }), card({ title: "" })], /schema\/min-length/);
  const tooLong = [card({ description: "x".repeat(101) }), card({ title: "x".repeat(101) })];
  allRefused([...tooLong, card({ description: long(101) }), card({ title: long(101) })], /schema\/max-length/);
  allRefused([card({ version: "1".repeat(256) }), card({ version: long(256) })], /schema\/max-length/);
  noneRefused([card({ description: long(100) }), card({ title: long(100) }), card({ version: long(255) })]);
  noneRefused([card({ description: "🌦".repeat(100) })]);
});

test("9.3: $schema", () => {
  const at = "https://static.modelcontextprotocol.io/schemas";
  const urls = [`${at}/2025-12-11/server.schema.json`, `${at}/v1/server.schema.json`];
  const all = [...urls, `${at}/2026-07-28/server-card.schema.json`, "https://example.com/server-card.schema.json"];
  for (const $schema of all) assert.equal(validate(JSON.stringify(card({ $schema }))).valid, false, $schema);
});

test("9.3: URLs of remotes, as the schema takes them", () => {
  const fine = "https://example.com/mcp http://localhost:8000/mcp http://example.com/mcp {base}/mcp {base_url}";
  const urls = [...fine.split(" "), "{tenant}.example.com/mcp"].map((url) => remote({ url }));
  // What rules say of them beyond the schema: plain http, a private host, a variable that is not declared.
  noneRefused(urls, /card\/(?:remote-http|private-host|url-variable)$/);
  const bad = ["ftp://example.com/mcp", "example.com/mcp", "mcp.example.com/mcp", "", "{1bad}/mcp"];
  allRefused(
    [...bad, "https://exa mple.com"].map((url) => remote({ url })),
    /schema\/pattern/,
  );
  allRefused([remote({ type: "websocket" })], /schema\/enum/);
});

test("9.3: enumerations in every place", () => {
  const input = { format: "date" };
  const inHeader = headers({ name: "X-Day", value: "{v}", variables: { v: input } });
  const icons = [{ src: "https://example.com/icon.png", theme: "auto" }];
  allRefused([card({ icons }), variable(input), headers({ name: "X-Day", ...input }), inHeader], /schema\/enum/);
});

test("9.3: URIs", () => {
  const icon = (src: string) => card({ icons: [{ src }] });
  allRefused([icon("relative/path"), icon("https://example.com/foo bar")], /schema\/format/);
  allRefused([card({ websiteUrl: "relative/path" })], /schema\/format/);
  noneRefused(["https://example.com/a%20b", "data:image/png;base64,AAAA", "urn:air:example"].map(icon));
});

test("9.3: unknown members and _meta come back byte for byte", () => {
  const document = JSON.stringify(
    card({ zebra: { b: 1, a: [2] }, _meta: { "com.example/z": 1, "com.example/a": "é" } }),
  );
  assert.equal(JSON.stringify(validate(document).card), document);
});

test("9.3: a repository has a source", () => {
  allRefused([card({ repository: { url: "https://github.com/example/weather" } })], /schema\/required/);
});

test("9.3: a card's name gives its identifier, its endpoint the card's URL", () => {
  assert.equal(airIdentifier("com.example/weather").identifier, "urn:air:example.com:mcp:weather");
  const places = { "https://h/mcp": "https://h/mcp", "https://h/mcp/": "https://h/mcp", "https://h/": "https://h" };
  for (const [endpoint, base] of Object.entries({ ...places, "https://h/mcp?q=1#f": "https://h/mcp" }))
    assert.equal(serverCardUrl(endpoint), `${base}/server-card`, endpoint);
});

const nest = (levels: number): unknown => {
  if (levels === 0) return catalog([entry()]);
  const members = { type: "application/ai-catalog+json", identifier: `urn:air:example.com:catalogs:${levels}` };
  return catalog([inline(nest(levels - 1), members)]);
};

test("9.6: catalogs that are still refused under the current text", () => {
  allRefused([catalog([entry({ data: card() })]), catalog([entry({ url: undefined })])], /schema\/url-or-data/);
  const twice = [entry({ version: "1.0.0" }), entry({ version: "1.0.0" })];
  allRefused([catalog([entry(), entry()]), catalog(twice)], /duplicate-identifier/);
  allRefused([catalog([...twice, entry({ version: "1.0.0" })])], /duplicate-identifier/);
  const missing = [{ entries: [] }, catalog([entry({ identifier: undefined })]), catalog([entry({ type: undefined })])];
  allRefused([...missing, { specVersion: "1.0" }], /schema\/required/);
  allRefused([catalog([entry({ updatedAt: "22 November 2026" })])], /schema\/format/);
  allRefused([catalog([entry({ digest: "sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709" })])], /schema\/pattern/);
  allRefused([catalog([inline(null)])], /schema\/type/);
  for (const text of ["[]", '"catalog"', "7", "null"]) assert.equal(validate(text).valid, false, text);
});

test("9.6: versions of the format", () => {
  const at = (specVersion: unknown) => catalog([entry()], { specVersion });
  noneRefused([at("1.0"), at("1.7")]);
  allRefused([at("2.0")], /catalog\/spec-version/);
  allRefused([at("1"), at("1.0.0"), at("-1.0"), at("")], /schema\/pattern/);
  allRefused([at(null), at(1.0)], /schema\/type/);
  assert.deepEqual(findingsOf(at("01.0")), ["warning catalog/spec-version"]);
  assert.equal(validate(JSON.stringify(at("draft"))).kind, "mcp-catalog");
});

test("9.6: catalogs whose meaning changed with the text", () => {
  assert.deepEqual(findingsOf(catalog([entry()])), [], "no displayName");
  const { type, ...untyped } = entry();
  assert.deepEqual(findingsOf(catalog([{ ...untyped, mediaType: type }])), ["warning catalog/renamed-member"]);
  const trusts = [{}, { identity: "did:web:example.org" }, { identity: "urn:air:example.org:mcp:mail" }];
  noneRefused(trusts.map((trustManifest) => catalog([entry({ trustManifest })])));
  noneRefused([catalog([entry({ metadata: { "": 1 } })]), catalog([entry({ url: "http://mcp.example.com/card" })])]);
  noneRefused([catalog([inline(null, { type: "application/x-note" })])]);
});

test("9.6: what must be accepted", () => {
  noneRefused([catalog([]), nest(4), nest(6)]);
  for (const any of [null, 7, "x", [], {}])
    assert.deepEqual(findingsOf(catalog([entry()], { additionalSignatures: any })), []);
  assert.ok(findingsOf(nest(5)).includes("warning catalog/too-deep"));
});

test("9.6: the official example has older member names and is no worse for it", {
  skip: skipWithout("official"),
}, () => {
  const folder = sharedData("official/ai-catalog") ?? "";
  for (const file of readdirSync(folder)) {
    const report = validate(readFileSync(join(folder, file)));
    assert.equal(report.valid, true, file);
    assert.ok(
      report.diagnostics.every(({ code }) => /renamed-member|identifier-form|text-/.test(code)),
      file,
    );
  }
});
