// Proves that fixes mend what they say, and leave every other byte alone.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { applyEdits } from "../src/fix/edit.ts";
import { fixDocument } from "../src/fix/fix-document.ts";
import { planFixes } from "../src/fix/plan-fixes.ts";
import * as library from "../src/index.ts";
import { rules } from "../src/validate/rules/index.ts";
import { validate } from "../src/validate/validate.ts";
import { projectRoot } from "./support/shared-data.ts";

const schema = "https://static.modelcontextprotocol.io/schemas/v1/server-card.schema.json";
const admission = { admission: true };
const judge = (input: Uint8Array | string) => validate(input);
const fixed = (text: string): string | undefined => fixDocument(text, judge).text;

/** A card as people write it, with lines of its own choosing after the description. */
function card(...lines: readonly string[]): string {
  const head = [`  "$schema": "${schema}"`, '  "name": "com.example/weather"', '  "version": "1.0.0"'];
  return `{\n${[...head, '  "description": "Weather forecasts"', ...lines].join(",\n")}\n}\n`;
}

for (const rule of rules) {
  test(`${rule.id}: each finding marked fixable is fixed, and its document loses no validity`, () => {
    const text = JSON.stringify(rule.bad, null, 2);
    const report = validate(text, { servedFrom: "example.com" });
    for (const found of report.diagnostics) assert.equal(found.fixable === true, found.fix !== undefined);
    const wanted = report.diagnostics.filter(({ code, fix }) => code === rule.id && fix !== undefined);
    const result = fixDocument(text, (input) => validate(input, { servedFrom: "example.com" }));
    const mended = new Set(result.fixed.map(({ code, pointer }) => `${code} ${pointer}`));
    for (const { code, pointer } of wanted) assert.ok(mended.has(`${code} ${pointer}`), `${code} ${pointer} stayed`);
    assert.ok(result.report.valid || !report.valid);
  });
}

test("the rules that have a fix are these, and docs/fix.md tells of each", () => {
  const withFix = rules.filter(({ bad }) =>
    validate(JSON.stringify(bad), { servedFrom: "example.com" }).diagnostics.some(({ fix }) => fix !== undefined),
  );
  const ids = withFix.map(({ id }) => id);
  for (const id of [
    "card/header-variable",
    "card/name-flipped",
    "card/protocol-version",
    "card/secret-flag",
    "card/url-variable",
    "catalog/renamed-member",
  ] as const)
    assert.ok(ids.includes(id), id);
  const page = readFileSync(join(projectRoot, "docs/fix.md"), "utf8");
  for (const { id, bad } of rules) {
    const { diagnostics } = validate(JSON.stringify(bad), { servedFrom: "example.com" });
    if (diagnostics.some(({ code, fix }) => code === id && fix !== undefined))
      assert.ok(page.includes(`\`${id}\``), id);
  }
  assert.ok(!ids.includes("card/legacy-member"), "a legacy member may hold what stands nowhere else");
});

test("an undeclared variable is declared in the style of the document, and what stands around it stays", () => {
  const remote = (more: string): string =>
    `  "remotes": [\n    {\n      "type": "streamable-http",\n      "url": "https://{tenant}.example.com/{region}/mcp"${more}\n    }\n  ]`;
  const declared = (name: string): string => `        "${name}": {\n          "isRequired": true\n        }`;
  assert.equal(
    fixed(card(remote(""))),
    card(remote(`,\n      "variables": {\n${declared("tenant")},\n${declared("region")}\n      }`)),
  );
  assert.equal(
    fixed(card(remote(',\n      "variables": { "region": {"default": "eu"} }'))),
    card(remote(',\n      "variables": { "region": {"default": "eu"}, "tenant": { "isRequired": true } }')),
  );
  assert.equal(
    fixed(card(remote(',\n      "variables": {}'))),
    card(remote(`,\n      "variables": {\n${declared("tenant")},\n${declared("region")}\n      }`)),
  );
});

test("minified documents stay minified, and Windows line ends, tabs and odd spacing stay", () => {
  const tight = (variables: string): string =>
    `{"$schema":"${schema}","name":"com.example/weather","version":"1.0.0","description":"Weather","remotes":[{"type":"sse","url":"https://{tenant}.example.com/mcp"${variables}}]}`;
  const { text, report } = fixDocument(tight(""), judge);
  assert.equal(text, tight(',"variables":{"tenant":{"isRequired":true}}'));
  assert.equal(report.valid, true);

  const windows = (name: string, more: string): string =>
    card(
      `  "remotes" :\t[ {"url" : "https://{tenant}.example.com/mcp",\n\t\t"type" :  "streamable-http"${more}} ]\n\n,"x":  [1 ,2.50,\t1e2, "\\u00e9"]`,
    )
      .replace("com.example/weather", name)
      .replaceAll("\n", "\r\n");
  assert.equal(
    fixed(windows("example.com\\/weather", "")),
    windows(
      "com.example/weather",
      ',\n\t\t"variables" :  {\n\t\t  "tenant": {\n\t\t    "isRequired": true\n\t\t  }\n\t\t}',
    ),
  );
});

test("a missing $schema becomes the first member, a wrong one is written anew", () => {
  const whole = card('  "remotes": []').replace('  "remotes": []', '  "title": "Weather"');
  const without = whole.replace(/ {2}"\$schema".*\n/, "");
  assert.equal(fixed(without), whole);
  const wrong = whole.replace(schema, "https://static.modelcontextprotocol.io/schemas/v1/server.schema.json");
  assert.equal(fixed(wrong), whole);
});

test("older member names and the older media type of a catalog become the current ones", () => {
  const catalog = (type: string, data: string, media: string): string =>
    `{"specVersion": "1.0", "entries": [\n  {"identifier": "urn:air:example.com:mcp:weather", "${type}": "${media}", "${data}": ${card().trim()}}]}`;
  const { text, fixed: mended } = fixDocument(catalog("mediaType", "inline", "application/mcp-server+json"), judge);
  assert.equal(text, catalog("type", "data", "application/mcp-server-card+json"));
  assert.deepEqual([...new Set(mended.map(({ code }) => code))].sort(), [
    "catalog/entry-type",
    "catalog/renamed-member",
    "schema/url-or-data",
  ]);
});

test("where the older and the current name say the same, the older one goes; where they differ, a person decides", () => {
  const entry = (more: string): string =>
    `{"specVersion":"1.0","entries":[{"identifier":"urn:air:example.com:mcp:weather","type":"application/mcp-server-card+json",${more}"url":"https://example.com/card"}]}`;
  assert.equal(fixed(entry('"mediaType":"application/mcp-server-card+json",')), entry(""));
  const differ = entry('"mediaType":"application/json",');
  assert.equal(fixed(differ), differ);
});

test("a slip in a protocol version becomes the nearest release, once; a date after the last release stays", () => {
  const versions = (list: string): string =>
    card(`  "remotes": [{ "type": "sse", "url": "https://example.com/mcp", "supportedProtocolVersions": [${list}] }]`);
  assert.equal(fixed(versions('"2025-06-15", "2025-03-12"')), versions('"2025-06-18", "2025-03-26"'));
  assert.equal(fixed(versions('"2025-06-15", "2025-06-18"')), versions('"2025-06-18"'));
  assert.equal(fixed(versions('"2025-06-14", "2025-06-15"')), versions('"2025-06-18"'));
  const later = versions('"2031-01-01"');
  assert.equal(fixed(later), later);
});

test("a description that is too long, and members that the standard took out, are left to their author", () => {
  const text = card('  "tools": [{ "name": "forecast" }]').replace("Weather forecasts", "Weather ".repeat(40));
  const result = fixDocument(text, (input) => validate(input, admission));
  assert.equal(result.text, text);
  assert.deepEqual(result.fixed, []);
});

test("what is signed or has a digest is left as it is: any change would break the seal", () => {
  const entry = (more: string): string =>
    `{"identifier":"urn:air:example.com:mcp:weather","mediaType":"application/mcp-server-card+json","url":"https://example.com/card"${more}}`;
  const signature = '"signature":{"signer":"did:web:example.com","jws":"e30..c2ln"}';
  const whole = `{"specVersion":"1.0","entries":[${entry("")}],${signature}}`;
  assert.equal(fixed(whole), whole);
  const manifest = `,"trustManifests":[{"contributor":"did:web:example.com",${signature}}]`;
  const two = (type: string): string => `{"specVersion":"1.0","entries":[${entry(manifest)},${entry(type)}]}`;
  assert.equal(fixed(two("")), two("").replace(/"mediaType"(?!.*"mediaType")/, '"type"'));
  assert.ok(validate(whole).diagnostics.every(({ fixable }) => fixable === undefined));
  const sealed = `{"specVersion":"1.0","entries":[{"identifier":"urn:air:example.com:mcp:weather","type":"application/mcp-server-card+json","digest":"sha256:${"0".repeat(64)}","data":${card('  "title": "Weather"').replace("com.example/", "example.com/")}}]}`;
  assert.equal(fixed(sealed), sealed);
});

test("a byte order mark goes, and nothing else of the text", () => {
  assert.equal(fixed(`\ufeff${card()}`), card());
  assert.equal(fixDocument(Buffer.from(`\ufeff${card()}`), judge).text, card());
});

test("a fix that brings an error is not made, and what is left is no longer called fixable", () => {
  const clash = `{"specVersion":"1.0","entries":[{"identifier":"urn:air:example.com:mcp:a","mediaType":5,"url":"https://example.com/card"}]}`;
  const result = fixDocument(clash, judge);
  assert.equal(result.text, clash);
  const picky = (input: Uint8Array | string) => {
    const report = validate(input);
    const isNew = report.text?.includes("com.example/weather") === true;
    const error = { code: "card/other", severity: "error", message: "no", pointer: "/name" } as const;
    return isNew ? { ...report, valid: false, diagnostics: [...report.diagnostics, error] } : report;
  };
  const flipped = card('  "websiteUrl": "https://example.com/"').replace("com.example/", "example.com/");
  const refused = fixDocument(flipped, picky);
  assert.equal(refused.text, flipped);
  assert.ok(refused.report.diagnostics.some(({ code }) => code === "card/name-flipped"));
  assert.ok(refused.report.diagnostics.every(({ fixable, fix }) => fixable === undefined && fix === undefined));
});

test("one fix that cannot be made keeps none of the others from being made", () => {
  const text = card(
    '  "remotes": [{ "type": "sse", "url": "https://{tenant}.example.com/mcp", "supportedProtocolVersions": ["2025-06-15"] }]',
  ).replace("com.example/", "example.com/");
  const noNames = (input: Uint8Array | string) => {
    const report = validate(input);
    const isNew = report.text?.includes("com.example/") === true;
    const error = { code: "card/other", severity: "error", message: "no", pointer: "/name" } as const;
    return isNew ? { ...report, valid: false, diagnostics: [...report.diagnostics, error] } : report;
  };
  const codes = fixDocument(text, noNames).fixed.map(({ code }) => code);
  assert.deepEqual(codes.sort(), ["card/protocol-version", "card/url-variable"]);
});

test("errors that come to light because a fix lets the rules look are no reason against it", () => {
  const text = card('  "title": "Weather"')
    .replace(/ {2}"\$schema".*\n/, "")
    .replace("1.0.0", "^1.0.0");
  const { fixed: mended, report } = fixDocument(text, judge);
  assert.deepEqual(
    mended.map(({ code }) => code),
    ["schema/required"],
  );
  assert.ok(report.diagnostics.some(({ code }) => code === "card/version-range"));
});

test("a catalog with more findings than a report holds is mended to the last entry", () => {
  const entries = Array.from(
    { length: 700 },
    (_, index) =>
      `{"identifier":"urn:air:example.com:mcp:w${index}","mediaType":"application/mcp-server-card+json","url":"https://example.com/${index}"}`,
  );
  const text = `{"specVersion":"1.0","entries":[${entries.join(",\n")}]}`;
  const result = fixDocument(text, judge);
  assert.equal(result.text, text.replaceAll('"mediaType"', '"type"'));
  assert.deepEqual(result.report.diagnostics, []);
});

test("more entries with an older name of data than a report holds errors become readable, cards and all", () => {
  const entry = (index: number, [type, data, media]: readonly string[], name: string): string =>
    `{"identifier":"urn:air:example.com:mcp:w${index}","${type}":"${media}","${data}":{"$schema":"${schema}","name":"${name}/w${index}","version":"1.0.0","description":"Weather","websiteUrl":"https://example.com/"}}`;
  const catalog = (words: readonly string[], name: string): string =>
    `{"specVersion":"1.0","entries":[${Array.from({ length: 300 }, (_, index) => entry(index, words, name)).join(",")}]}`;
  const result = fixDocument(catalog(["mediaType", "inline", "application/mcp-server+json"], "example.com"), judge);
  const current = catalog(["type", "data", "application/mcp-server-card+json"], "com.example");
  assert.ok(result.text === current, result.text?.slice(0, 1000));
  assert.equal(result.report.valid, true);
});

test("what a list repeats goes as a whole, in a card and in a catalog, and a second run finds nothing", () => {
  const versions = (list: readonly string[]): string =>
    JSON.stringify({
      ...JSON.parse(card('  "title": "Weather"')),
      remotes: [{ type: "sse", url: "https://example.com/mcp", supportedProtocolVersions: list }],
    });
  const catalog = (data: string): string =>
    `{"specVersion":"1.0","entries":[{"identifier":"urn:air:example.com:mcp:w","type":"application/mcp-server-card+json","data":${data}}]}`;
  for (const count of [1, 8, 40, 250]) {
    const slips = Array.from({ length: count }, () => "2025-06-15");
    for (const list of [
      ["2025-06-18", ...slips],
      [...slips, "2025-06-18"],
      ["2025-06-15", ...slips],
    ]) {
      assert.equal(fixed(versions(list)), versions(["2025-06-18"]));
      assert.equal(fixed(catalog(versions(list))), catalog(versions(["2025-06-18"])));
    }
  }
});

/** A card with that many remotes, each with an undeclared variable in its URL and in a header. */
function crowded(remotes: number): string {
  const remote = (index: number): object => ({
    type: "streamable-http",
    url: `https://h${index}.example.com/{b}`,
    headers: [{ name: "Authorization", value: "Bearer {t}" }],
  });
  return JSON.stringify({
    ...JSON.parse(card()),
    remotes: Array.from({ length: remotes }, (_, index) => remote(index)),
  });
}

test("more faults of two kinds than a report holds are all mended, in few verdicts", () => {
  let verdicts = 0;
  const result = fixDocument(crowded(250), (input) => {
    verdicts += 1;
    return validate(input);
  });
  assert.deepEqual(result.report.diagnostics, []);
  assert.equal(result.stopped, false);
  assert.ok(verdicts <= 6, `${verdicts} verdicts`);
});

test("where fixes cannot be made it stops within a bound, says so, and leaves the document as it is", () => {
  let verdicts = 0;
  const text = crowded(900);
  const result = fixDocument(text, (input) => {
    verdicts += 1;
    const report = validate(input);
    const error = { code: "card/other", severity: "error", message: "no", pointer: "/name" } as const;
    return verdicts === 1 ? report : { ...report, diagnostics: [...report.diagnostics, error] };
  });
  assert.equal(result.text, text);
  assert.equal(result.stopped, true);
  assert.ok(verdicts < 60, `${verdicts} verdicts`);
});

test("the plan of a report is edits of its text that a library user can apply", () => {
  const report = validate(card('  "websiteUrl": "https://example.com/"').replace("com.example/", "example.com/"));
  const edits = planFixes(report);
  assert.equal(edits.length, 1);
  assert.match(applyEdits(report.text ?? "", edits), /"com\.example\/weather"/);
  assert.deepEqual(planFixes(validate("{")), []);
  assert.equal(library.fixDocument(Buffer.from(report.text ?? ""), library.validate).report.valid, true);
});
