// The short way into a document: whatever it lets through, the gate has nothing to say about and counts alike.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { gate } from "../src/document/gate.ts";
import { maxArrayItems, maxDepth, maxKeyLength } from "../src/document/limits.ts";
import { plainMaxUnits, readPlainJson } from "../src/document/plain-json.ts";
import { sharedData, skipWithout } from "./support/shared-data.ts";

/** Whether the short way took the text; fails where it took one that the gate reports or counts otherwise. */
function isTaken(text: string): boolean {
  const plain = readPlainJson(text);
  if (plain === undefined) return false;
  const seen = gate(text);
  const { keys, items } = plain;
  assert.deepEqual(seen, { stopped: false, diagnostics: [], keys, items, longArrays: [] }, text.slice(0, 200));
  assert.deepEqual(plain.value, JSON.parse(text));
  return true;
}

const nested = (levels: number): string => `${'{"a":'.repeat(levels - 1)}{}${"}".repeat(levels - 1)}`;

test("an ordinary card takes the short way, however it is laid out", () => {
  const card = {
    name: "com.example/weather",
    icons: [{ sizes: ["48x48"], theme: "dark" }],
    _meta: { "com.example/build": { number: 12345, ratio: 0.25, none: null, no: false } },
    description: 'Says "hello: you", in C:\\ and in ελληνικά',
  };
  for (const space of [0, 2, "\t"]) assert.ok(isTaken(JSON.stringify(card, null, space)));
  assert.ok(isTaken('{"a" : 1,\r\n"b"\t:[ ] }'));
});

test("what the gate reports goes through the gate", () => {
  const reported = [
    '{"a":1,"a":2}',
    '{"a":1,"\\u0061":2}',
    '{"a":{"b":1,"b":1}}',
    '{"__proto__":{}}',
    '{"constructor":{"prototype":{}}}',
    '{"a":1e999}',
    '{"a":[0.12345678901234567]}',
    '{"a": 12345678901234567890}',
    '{"a":"\\ud800"}',
    '{"a":"\\uDC00\\ud800"}',
    '{"\\udfff":1}',
    `{"a":"${"\ud800"}"}`,
    `{"${"a".repeat(maxKeyLength + 1)}":1}`,
    `{"a":[${Array(maxArrayItems + 1).fill(0)}]}`,
    nested(maxDepth + 1),
    '{"a":1',
    '{"a":01}',
    '{"a":1,}',
    '{"a":"\t"}',
    "",
  ];
  for (const text of reported) assert.equal(isTaken(text), false, text.slice(0, 80));
  assert.equal(isTaken(nested(maxDepth)), true);
});

test("a text that is long is not parsed before the gate has seen it", () => {
  const card = (length: number): string => `{"a":"${"b".repeat(length - 8)}"}`;
  assert.equal(isTaken(card(plainMaxUnits)), true);
  assert.equal(isTaken(card(plainMaxUnits + 1)), false);
});

test("texts that are made to look like members never hide that one stands twice", () => {
  const pieces = fc.constantFrom(
    ...['"', ":", "\\", '\\"', '":', '" :', '"a":', ",", "{", "}", "[", "]", "1", '"a"', '"\\u0061"', " "],
  );
  const tricky = fc.array(pieces, { maxLength: 12 }).map((list) => `{"a":1,${list.join("")}}`);
  const twice = fc
    .tuple(fc.json({ maxDepth: 2 }), fc.string({ maxLength: 8 }), fc.json({ maxDepth: 1 }))
    .map(([first, text, last]) => `{"k":${first},${JSON.stringify(text)}:${JSON.stringify(text)},"k":${last}}`);
  fc.assert(
    fc.property(fc.oneof(tricky, twice, fc.json({ maxDepth: 5 }), fc.string()), (text) => {
      isTaken(text);
    }),
    { numRuns: 5_000, seed: 20261128 },
  );
});

test("every document of the JSON test suite that takes the short way is one without findings", {
  skip: skipWithout("json-parsing"),
}, () => {
  const folder = sharedData("json-parsing") ?? "";
  const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
  const taken = texts.filter(isTaken).length;
  assert.ok(taken > 0, `${taken} of ${texts.length}`);
});
