// Proves that versions of any shape are put in one order, whatever a stranger calls them.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { compareVersions } from "../registry/store/version-order.ts";

const dated = (version: string, publishedAt = 0) => ({ version, publishedAt });

test("semantic versions follow precedence, older first", () => {
  const ascending = [
    "build-7",
    "0.9.9",
    "1.0.0-alpha",
    "1.0.0-alpha.1",
    "1.0.0-alpha.beta",
    "1.0.0-beta.2",
    "1.0.0-beta.11",
    "1.0.0-rc.1",
    "1.0.0",
    "v1.0.1",
    "1.9.0",
    "1.10.0",
    "99999999999999999999999999.0.0",
    "100000000000000000000000000.0.0",
  ];
  const shuffled = ascending.toReversed().map((version) => dated(version));
  assert.deepEqual(
    shuffled.sort(compareVersions).map(({ version }) => version),
    ascending,
  );
});

test("of two versions that are not semantic the later published one is newer", () => {
  assert.ok(compareVersions(dated("spring", 2), dated("winter", 1)) > 0);
  assert.ok(compareVersions(dated("2026-01", 1), dated("2025-01", 2)) < 0);
});

test("the order is total for any strings", () => {
  const part = fc.oneof(fc.string(), fc.stringMatching(/^v?\d{1,20}\.\d{1,3}\.\d(-[a-z0-9.]{1,5})?$/));
  const any = fc.record({ version: part, publishedAt: fc.nat(3) });
  fc.assert(
    fc.property(any, any, any, (a, b, c) => {
      assert.equal(Math.sign(compareVersions(a, b)), -Math.sign(compareVersions(b, a)) + 0);
      if (compareVersions(a, b) >= 0 && compareVersions(b, c) >= 0) assert.ok(compareVersions(a, c) >= 0);
    }),
  );
});
