// The published examples: each valid one is clean, each invalid one causes the finding that it is named for and no other.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { type Diagnostic, validate } from "../src/index.ts";
import { projectRoot } from "./support/shared-data.ts";

const folder = join(projectRoot, "schemas/examples");

/** `schema-min-length--description-empty.json` must cause `schema/min-length`. */
function expectedCode(file: string): string {
  return (file.split("--", 1)[0] ?? "").replace("-", "/");
}

function isError({ severity }: Diagnostic): boolean {
  return severity === "error";
}

test("every valid example is valid, without so much as a remark", () => {
  const files = readdirSync(join(folder, "valid"));
  assert.ok(files.length >= 15);
  for (const file of files) {
    const report = validate(readFileSync(join(folder, "valid", file)), { source: file });
    assert.deepEqual(report.diagnostics, [], file);
    assert.ok(report.valid && (report.card ?? report.catalog), file);
  }
});

test("every invalid example causes exactly the finding in its name", () => {
  const files = readdirSync(join(folder, "invalid"));
  assert.ok(files.length >= 15);
  for (const file of files) {
    const report = validate(readFileSync(join(folder, "invalid", file)), { source: file });
    assert.equal(report.valid, false, file);
    const expected = expectedCode(file);
    // A document of another kind has one error, which says what it is; its own dialect may add warnings.
    const exact = expected.startsWith("document/") ? report.diagnostics.filter(isError) : report.diagnostics;
    assert.deepEqual(new Set(exact.map((diagnostic) => diagnostic.code)), new Set([expected]), file);
    for (const { code } of report.diagnostics) assert.equal(code.split("/")[0], expected.split("/")[0], file);
    for (const { hint } of report.diagnostics) assert.ok(hint, file);
  }
});
