// What is wrong with a display text in ASCII, and that looking takes time linear in the text.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { findFlaws } from "../src/text/flaws.ts";

test("an ASCII text is flawed by its control characters, and by being blank, only", () => {
  const shapes = ["label", "prose"] as const;
  fc.assert(
    fc.property(fc.string({ unit: "binary-ascii" }), fc.constantFrom(...shapes), (text, shape) => {
      const kept = shape === "prose" ? text.replace(/[\t\n]|\r\n/g, " ") : text;
      const kinds = [
        ...(/[\0-\x1f\x7f]/.test(kept) ? ["control"] : []),
        ...(kept !== "" && !/[!-~]/.test(kept) ? ["blank"] : []),
      ];
      assert.deepEqual(
        findFlaws(text, shape).map(({ kind }) => kind),
        kinds,
      );
    }),
    { numRuns: 3000 },
  );
});

test("a flaw behind a long ASCII text is found at once", () => {
  const text = `${"a".repeat(200_000)}\u202e`;
  const started = performance.now();
  assert.deepEqual(
    findFlaws(text).map(({ kind }) => kind),
    ["bidi"],
  );
  assert.ok(performance.now() - started < 1000);
});
