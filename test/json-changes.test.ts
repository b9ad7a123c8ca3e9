// Proves how two JSON values are told apart: pointers that exist, sides that are right, and a bound on both.

import assert from "node:assert/strict";
import { test } from "node:test";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { jsonChanges, maxJsonChanges, maxToldCharacters } from "../src/document/json-changes.ts";
import { valueAt } from "../src/document/pointer.ts";

test("what came, went and became another is told by pointer", () => {
  const from = { a: 1, b: { c: [1, 2], "d/e": null }, gone: true };
  const to = { a: 1, b: { c: [1, 3, 4], "d/e": {} }, come: "x" };
  assert.deepEqual(jsonChanges(from, to), [
    { pointer: "/b/c/1", from: 2, to: 3 },
    { pointer: "/b/c/2", to: 4 },
    { pointer: "/b/d~1e", from: null, to: {} },
    { pointer: "/gone", from: true },
    { pointer: "/come", to: "x" },
  ]);
});

test("a list that became an object is one change, and a long value is told by its beginning", () => {
  assert.deepEqual(jsonChanges({ a: [] }, { a: {} }), [{ pointer: "/a", from: [], to: {} }]);
  const [change] = jsonChanges({ a: "x".repeat(9_000) }, { a: "y" });
  assert.equal(String(change?.from).length, maxToldCharacters + 1);
  const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`k${index}`, index]));
  assert.equal(jsonChanges(many, {}).length, maxJsonChanges);
});

test("every side is what stands at the pointer, equal values have none, and unequal ones have some", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), fc.jsonValue({ maxDepth: 3 }), (from, to) => {
      const [a, b] = [JSON.parse(JSON.stringify(from)), JSON.parse(JSON.stringify(to))];
      assert.deepEqual(jsonChanges(a, a), []);
      const changes = jsonChanges(a, b);
      assert.equal(changes.length === 0, isDeepStrictEqual(a, b));
      for (const change of changes) {
        assert.deepEqual(change.from, valueAt(a, change.pointer));
        assert.deepEqual(change.to, valueAt(b, change.pointer));
      }
    }),
  );
});
