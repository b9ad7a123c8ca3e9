// Places in the text: ranges from pointers, lines and columns from offsets.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { locate } from "../src/document/locate.ts";
import { createPositions } from "../src/document/position.ts";

const text = '{\n  "a/b": [10, {"~": "caf\\u00e9 x"}],\n  "name": "com.example/weather"\n}';

function at(pointer: string, options = {}): string | undefined {
  const range = locate(text, pointer, options);
  return range && text.slice(range.start, range.end);
}

test("a pointer finds its value, its key or a part of it", () => {
  assert.equal(at(""), text);
  assert.equal(at("/a~1b/0"), "10");
  assert.equal(at("/a~1b/1/~0"), '"caf\\u00e9 x"');
  assert.equal(at("/name", { onKey: true }), '"name"');
  assert.equal(at("/name", { part: "weather" }), "weather");
  assert.equal(at("/name", { part: "absent" }), '"com.example/weather"');
  assert.equal(at("", { part: "{" }), "{");
});

test("a pointer that leads nowhere, or a text that is no JSON, has no place", () => {
  for (const pointer of ["/absent", "/a~1b/2", "/a~1b/01", "/name/0", "/toString"])
    assert.equal(at(pointer), undefined);
  assert.equal(locate("{", "/a"), undefined);
});

test("lines and columns count from 1 in UTF-16 units, over every kind of line end", () => {
  const position = createPositions("a\nb\r\nc\rd😀e");
  assert.deepEqual(position(0), { line: 1, column: 1 });
  assert.deepEqual(position(2), { line: 2, column: 1 });
  assert.deepEqual(position(5), { line: 3, column: 1 });
  assert.deepEqual(position(7), { line: 4, column: 1 });
  assert.deepEqual(position(10), { line: 4, column: 4 });
  assert.deepEqual(position(999), { line: 4, column: 5 });
});

test("every value of any document is found at its pointer, and its text parses to it", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 })), (value) => {
      const json = JSON.stringify(value, null, 1);
      for (const [name, member] of Object.entries(JSON.parse(json))) {
        const range = locate(json, `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`);
        assert.ok(range);
        assert.deepEqual(JSON.parse(json.slice(range.start, range.end)), member);
      }
    }),
  );
});
