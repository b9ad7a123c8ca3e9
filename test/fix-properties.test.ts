// Holds the promises of fixes on real documents that were damaged in all the ways that fixes are for, and in others.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import type { Report } from "../src/document/report.ts";
import { applyEdits } from "../src/fix/edit.ts";
import { fixDocument } from "../src/fix/fix-document.ts";
import { planFixes } from "../src/fix/plan-fixes.ts";
import { validate } from "../src/validate/validate.ts";
import { projectRoot, sharedData, skipWithout } from "./support/shared-data.ts";

/** Texts of at most 20 KiB below these folders, so that a thousand runs stay quick. */
function textsBelow(folder: string | undefined): readonly string[] {
  if (folder === undefined) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".json"))
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .filter((text) => text.length < 20_000);
}

const samples = textsBelow(join(projectRoot, "schemas/examples"));
const wild = ["v1-card", "ai-catalog"].flatMap((name) => textsBelow(sharedData(`wild/${name}`)));

/** Damage that fixes are for, then damage that they are not for. Each is applied to the text where it fits. */
const damages: readonly (readonly [RegExp, string])[] = [
  [/"type"/, '"mediaType"'],
  [/"type"/g, '"mediaType"'],
  [/"data"/, '"inline"'],
  [/application\/mcp-server-card\+json/g, "application/mcp-server+json"],
  [/\/v1\/server-card\.schema\.json/, "/2025-12-11/server.schema.json"],
  [/"\$schema"[^,]*,/, ""],
  [/"name": *"([\w.-]+)\.([\w-]+)\//, '"name": "$2.$1/'],
  [/"streamable-http"/, '"http"'],
  [/https:\/\//, "https://{tenant}."],
  [/https:\/\//g, "https://{a}.{b}."],
  [/"url"/, '"supportedProtocolVersions": ["2025-06-15", "2025-06-18", "2024-12-01"], "url"'],
  [/"url"/, '"headers": [{"name": "Authorization", "value": "Bearer {token}"}], "url"'],
  [/"specVersion": *"[^"]*"/, '"specVersion": 1'],
  [/"specVersion": *"[^"]*"/, '"specVersion": "01.00"'],
  [/^/, "\ufeff"],
  [/\n/g, "\r\n"],
  [/\n/g, "\n\t"],
  [/\s+/g, " "],
  [/": /g, '":'],
  [/"version"/, '"version2"'],
  [/"description": *"/, `"description": "${"long ".repeat(25)}`],
  [/"1\./, '"^1.'],
  [/\}/, ',"__proto__": 1}'],
  [/"identifier"/, '"digest": "sha256:00", "identifier"'],
  [/[\]}]\s*$/, ""],
];

function damaged(text: string, picks: readonly number[]): string {
  return picks.reduce((now, pick) => {
    const [pattern, instead] = damages[pick] ?? [/$/, ""];
    return now.replace(pattern, instead);
  }, text);
}

const admission = (input: Uint8Array | string): Report => validate(input, { admission: true });

function errorCodes(report: Report): ReadonlySet<string> {
  return new Set(report.diagnostics.filter(({ severity }) => severity === "error").map(({ code }) => code));
}

/** Whether the rules looked at the whole document, so that no error can have been there unseen. */
function isJudged(report: Report): boolean {
  if (report.diagnostics.length >= 100) return false;
  const isMalformed = report.diagnostics.some(({ code }) => /^(?:schema|json|document)\/(?!bom$)/.test(code));
  // Beside an older name or type of an entry stands a card that nobody has judged.
  const isHidden = report.diagnostics.some(({ code }) => /^catalog\/(?:renamed-member|entry-type)$/.test(code));
  return !isMalformed && !isHidden && (report.card ?? report.catalog) !== undefined;
}

/** The value with what fixes may touch taken out: nothing else may differ before and after. */
function rest(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => typeof item !== "string" || !/^20\d\d-/.test(item)).map(rest);
  if (typeof value !== "object" || value === null) return typeof value === "object" ? null : value;
  const names: Readonly<Record<string, string>> = { mediaType: "type", inline: "data" };
  const touched = ["$schema", "name", "type", "variables", "isSecret", "isRequired", "specVersion"];
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, inner]) => [names[name] ?? name, inner] as const)
      .filter(([name]) => !touched.includes(name))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, /^(?:default|value|placeholder)$/.test(name) ? String(inner) : rest(inner)]),
  );
}

function holdsPromises(text: string): number {
  const result = fixDocument(text, admission);
  const { before, report } = result;
  if (result.fixed.length === 0) {
    assert.equal(result.text, text);
    return 0;
  }
  assert.ok(report.text !== undefined && before.text !== undefined && result.text !== undefined);
  if (result.fixed.every(({ code }) => code === "json/bom")) assert.equal(report.text, before.text);
  else assert.deepEqual(rest(JSON.parse(report.text)), rest(JSON.parse(before.text)), "something else has changed");
  const again = fixDocument(result.text, admission);
  assert.equal(again.text, result.text, "a second run changed something");
  assert.deepEqual(again.fixed, []);
  assert.ok(report.valid || !before.valid, "a valid document became invalid");
  assert.equal(report.kind, before.kind);
  if (isJudged(before)) {
    const had = errorCodes(before);
    for (const code of errorCodes(report)) assert.ok(had.has(code), `${code} has come`);
  }
  return result.fixed.length;
}

function keepsTheRest(text: string): void {
  const report = admission(text);
  const source = report.text ?? "";
  const edits = [...planFixes(report)].sort((a, b) => a.offset - b.offset);
  const after = applyEdits(source, edits);
  let [from, to] = [0, 0];
  for (const { offset, length, text: written } of edits) {
    assert.ok(offset >= from, "edits overlap");
    assert.equal(after.slice(to, to + offset - from), source.slice(from, offset));
    to += offset - from;
    assert.equal(after.slice(to, to + written.length), written);
    [from, to] = [offset + length, to + written.length];
  }
  assert.equal(after.slice(to), source.slice(from));
  if (edits.length > 0) JSON.parse(after);
}

function holdOn(texts: readonly string[], numRuns: number): void {
  const pick = fc.nat({ max: damages.length - 1 });
  let fixes = 0;
  fc.assert(
    fc.property(fc.constantFrom(...texts), fc.array(pick, { maxLength: 6 }), (text, picks) => {
      const input = damaged(text, picks);
      keepsTheRest(input);
      fixes += holdsPromises(input);
    }),
    { seed: 20261122, numRuns },
  );
  assert.ok(fixes > numRuns / 4, `only ${fixes} fixes were made`);
}

test("damaged examples: only what a fix names changes, twice is once, and no error comes", () => {
  holdOn(samples, 1000);
});

test("damaged documents of the wild: only what a fix names changes, twice is once, and no error comes", {
  skip: skipWithout("wild"),
}, () => {
  holdOn(wild, 1500);
});

test("every document of the wild as it is: the promises hold", { skip: skipWithout("wild") }, () => {
  for (const text of textsBelow(sharedData("wild"))) {
    keepsTheRest(text);
    holdsPromises(text);
  }
});
