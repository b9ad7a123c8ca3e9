// Proves that every code the tool can give is explained, and that the explanations' own documents show it.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Severity } from "../src/document/diagnostic.ts";
import { kinds } from "../src/document/kind.ts";
import { allCodes, describeCode } from "../src/validate/code-table.ts";
import { validate } from "../src/validate/validate.ts";
import { projectFiles, readProjectFile } from "./support/project.ts";

const tables = /code-table\.ts|-codes\.ts|\/codes\.ts/;
const written = new Set(
  projectFiles(["src", "cli", "registry"], [".ts", ".tsx"])
    .filter((file) => !tables.test(file))
    .flatMap((file) => [
      ...readProjectFile(file).matchAll(
        /"((?:json|document|schema|card|catalog|admission|http|check|live)\/[a-z0-9-]+)"/g,
      ),
    ])
    .map((match) => match[1] ?? ""),
);

test("every code that stands in the sources is explained", () => {
  assert.ok(written.size > 80);
  assert.deepEqual(
    [...written].filter((code) => describeCode(code) === undefined),
    [],
  );
});

test("no code is explained that nothing gives", () => {
  const built = /^admission\/text-|^profile\//;
  const given = new Set([...written, ...kinds.map((kind) => `document/${kind}`)]);
  assert.deepEqual(
    allCodes.filter((code) => !given.has(code) && !built.test(code)),
    [],
  );
});

test("every kind that is no current standard is explained", () => {
  const standards = ["server-card", "ai-catalog", "ard-catalog", "not-json"];
  const silent = kinds.filter(
    (kind) => !standards.includes(kind) && describeCode(`document/${kind}`)?.bad === undefined,
  );
  assert.deepEqual(silent, []);
});

test("explanations read well and link to the web or not at all", () => {
  for (const code of allCodes) {
    const info = describeCode(code);
    assert.ok(info !== undefined);
    assert.match(info.title, /^[^A-Z].*[^.]$|^[A-Z]{2}|^[A-Z][a-z]+ |^JSON/, code);
    assert.match(info.rationale, /^[A-Z$_].*\.$/s, code);
    assert.ok(info.rationale.length <= 500, code);
    if (info.spec !== undefined) assert.equal(new URL(info.spec).protocol, "https:", code);
  }
});

const textOf = (sample: unknown): string => (typeof sample === "string" ? sample : JSON.stringify(sample));

for (const code of allCodes) {
  const info = describeCode(code);
  // Rules are proved by their own test, with the host that served the sample.
  if (info?.bad === undefined || /^(?:card|catalog)\//.test(code)) continue;
  test(`${code}: its bad document sets it off, its good one does not`, () => {
    const severities = (sample: unknown): readonly Severity[] =>
      validate(textOf(sample))
        .diagnostics.filter((found) => found.code === code)
        .map(({ severity }) => severity);
    assert.deepEqual(severities(info.bad).slice(0, 1), [info.severity]);
    if (info.good !== undefined) assert.deepEqual(severities(info.good), []);
  });
}

test("a text that is no code is not explained", () => {
  for (const text of ["", "card", "card/", "card/nothing", "toString", "__proto__"])
    assert.equal(describeCode(text), undefined);
});
