// Proves that a unified diff tells what changed: applied to the first text it gives the second.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { lineDiff } from "../src/text/line-diff.ts";

const names = { from: "a/card.json", to: "b/card.json" };

/** Applies a unified diff to the text it was made from, as strictly as can be: every line must fit. */
function applied(before: string, diff: string): string {
  if (diff === "") return before;
  const source = before.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const result: string[] = [];
  let at = 0;
  for (const hunk of diff.split(/^(?=@@ )/m).slice(1)) {
    const [, first, count, firstNew, countNew] = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@\n/.exec(hunk) ?? [];
    const start = Number(first) - (count === "0" ? 0 : 1);
    for (; at < start; at++) result.push(source[at] ?? "");
    assert.equal(result.length, Number(firstNew) - (countNew === "0" ? 0 : 1), "where the hunk starts in the result");
    const seen = { from: 0, to: 0 };
    const lines = hunk.slice(hunk.indexOf("\n") + 1).match(/[^\n]*\n/g) ?? [];
    for (const [index, line] of lines.entries()) {
      if (line.startsWith("\\")) continue;
      const text = lines[index + 1]?.startsWith("\\") ? line.slice(1, -1) : line.slice(1);
      if (!line.startsWith("+")) {
        assert.equal(text, source[at]);
        at++;
        seen.from++;
      }
      if (!line.startsWith("-")) {
        result.push(text);
        seen.to++;
      }
    }
    assert.deepEqual(seen, { from: Number(count ?? 1), to: Number(countNew ?? 1) }, "lines counted in the header");
  }
  return result.concat(source.slice(at)).join("");
}

test("a diff shows three lines around each change and joins what is near", () => {
  const before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n";
  const after = before.replace("2\n", "two\n").replace("6\n", "").replace("15\n", "15\n16\n");
  assert.equal(
    lineDiff(before, after, names),
    [
      "--- a/card.json\n+++ b/card.json\n",
      "@@ -1,9 +1,8 @@\n 1\n-2\n+two\n 3\n 4\n 5\n-6\n 7\n 8\n 9\n",
      "@@ -13,3 +12,4 @@\n 13\n 14\n 15\n+16\n",
    ].join(""),
  );
});

test("equal texts have no diff, and a text without a last line break says so", () => {
  assert.equal(lineDiff("{}\n", "{}\n", names), "");
  assert.equal(
    lineDiff("{}", "{}\n", names),
    "--- a/card.json\n+++ b/card.json\n@@ -1 +1 @@\n-{}\n\\ No newline at end of file\n+{}\n",
  );
  assert.equal(lineDiff("", "{}\n", names), "--- a/card.json\n+++ b/card.json\n@@ -0,0 +1 @@\n+{}\n");
});

test("any diff applied to its first text gives the second", () => {
  const text = fc.array(fc.constantFrom("a\n", "b\n", "c\r\n", "", "{\n"), { maxLength: 40 });
  fc.assert(
    fc.property(text, text, fc.constantFrom("", "end"), fc.constantFrom("", "end"), (one, two, endOne, endTwo) => {
      const [before, after] = [one.join("") + endOne, two.join("") + endTwo];
      assert.equal(applied(before, lineDiff(before, after, names)), after);
    }),
    { seed: 20261122, numRuns: 2000 },
  );
});

test("git applies a diff with several hunks and Windows line ends", () => {
  const folder = mkdtempSync(join(tmpdir(), "mcp-discover-diff-"));
  try {
    const before = Array.from({ length: 60 }, (_, index) => `  "m${index}": ${index},\r\n`).join("");
    const after = before.replace('"m3": 3', '"m3": 4').replace('  "m40": 40,\r\n', "").replace("59,\r\n", "59");
    writeFileSync(join(folder, "card.json"), before);
    const patch = lineDiff(before, after, names);
    const { status, stderr } = spawnSync("git", ["apply", "-"], { cwd: folder, input: patch, encoding: "utf8" });
    assert.equal(status, 0, stderr);
    assert.equal(readFileSync(join(folder, "card.json"), "utf8"), after);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("texts of 512 KiB that have nothing in common, or very short lines, take bounded time", () => {
  const size = 512 * 1024;
  const pairs: readonly (readonly [string, string])[] = [
    ["a\n".repeat(size / 2), "b\n".repeat(size / 2)],
    ["a\nb\n".repeat(size / 4), "b\nb\na\n".repeat(size / 6)],
    ["\n".repeat(size), "\n".repeat(size - 5)],
    ["x".repeat(size), "y".repeat(size)],
    [
      Array.from({ length: size / 16 }, (_, index) => `line ${index}\n`).join(""),
      Array.from({ length: size / 16 }, (_, index) => `line ${index % 7 === 0 ? -index : index}\n`).join(""),
    ],
  ];
  for (const [before, after] of pairs) {
    const start = performance.now();
    const diff = lineDiff(before, after, names);
    const ms = performance.now() - start;
    assert.equal(applied(before, diff), after);
    assert.ok(ms < 1000, `took ${Math.round(ms)} ms`);
  }
});
