// RFC 8785 by its own examples: the canonical text, and the digest of inline data that rests on it.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { canonicalJson } from "../src/document/canonical.ts";
import { digestOf } from "../src/document/digest.ts";

/** The double with these 64 bits, written in hex. */
function double(bits: string): number {
  return new DataView(Uint8Array.from(Buffer.from(bits, "hex")).buffer).getFloat64(0);
}

test("RFC 8785 3.2.2: the example of literals, numbers and strings", () => {
  const input = String.raw`{
    "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
    "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
    "literals": [null, true, false]
  }`;
  const output = String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`;
  assert.equal(canonicalJson(JSON.parse(input)), output);
});

test("RFC 8785 3.2.3: members are sorted by UTF-16 units", () => {
  const input = String.raw`{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}`;
  assert.deepEqual(
    [...canonicalJson(JSON.parse(input)).matchAll(/:"([^"]*)"/g)].map((match) => match[1]),
    [
      "Carriage Return",
      "One",
      "Control",
      "Latin Small Letter O With Diaeresis",
      "Euro Sign",
      "Emoji: Grinning Face",
      "Hebrew Letter Dalet With Dagesh",
    ],
  );
});

test("RFC 8785 appendix B: every sample of numbers", () => {
  const samples: Readonly<Record<string, string>> = {
    "0000000000000000": "0",
    "8000000000000000": "0",
    "0000000000000001": "5e-324",
    "8000000000000001": "-5e-324",
    "7fefffffffffffff": "1.7976931348623157e+308",
    ffefffffffffffff: "-1.7976931348623157e+308",
    "4340000000000000": "9007199254740992",
    c340000000000000: "-9007199254740992",
    "4430000000000000": "295147905179352830000",
    "44b52d02c7e14af5": "9.999999999999997e+22",
    "44b52d02c7e14af6": "1e+23",
    "44b52d02c7e14af7": "1.0000000000000001e+23",
    "444b1ae4d6e2ef4e": "999999999999999700000",
    "444b1ae4d6e2ef4f": "999999999999999900000",
    "444b1ae4d6e2ef50": "1e+21",
    "3eb0c6f7a0b5ed8c": "9.999999999999997e-7",
    "3eb0c6f7a0b5ed8d": "0.000001",
    "41b3de4355555553": "333333333.3333332",
    "41b3de4355555554": "333333333.33333325",
    "41b3de4355555555": "333333333.3333333",
    "41b3de4355555556": "333333333.3333334",
    "41b3de4355555557": "333333333.33333343",
    becbf647612f3696: "-0.0000033333333333333333",
    "43143ff3c1cb0959": "1424953923781206.2",
  };
  for (const [bits, text] of Object.entries(samples)) assert.equal(canonicalJson(double(bits)), text, bits);
  for (const bits of ["7fffffffffffffff", "7ff0000000000000"])
    assert.throws(() => canonicalJson(double(bits)), RangeError);
});

test("a lone surrogate has no canonical form", () => {
  assert.throws(() => canonicalJson({ a: "\ud800" }), RangeError);
  assert.throws(() => canonicalJson({ "\udead": 1 }), RangeError);
});

test("the canonical text reads back as the value, and does not depend on the order of members", () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      const text = (() => {
        try {
          return canonicalJson(value);
        } catch {
          return undefined;
        }
      })();
      if (text === undefined) return;
      assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(value)));
      assert.equal(canonicalJson(reversed(value)), text);
    }),
    { seed: 8785, numRuns: 500 },
  );
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, item]) => [name, reversed(item)]),
  );
}

test("a digest is that of the canonical text's UTF-8", () => {
  // printf '{"a":"€","b":1}' | sha256sum
  assert.equal(digestOf({ b: 1, a: "€" }), "sha256:2c6fbbec1f6bfa5ea5d93187c7f6960ae2fbc3f05c442ebb923b9a6777b85c76");
});
