// Reading strangers' bytes: what is refused, where, and that nothing makes it throw or stall.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import type { Diagnostic } from "../src/document/diagnostic.ts";
import { readDocument } from "../src/document/read.ts";
import { sharedData, skipWithout } from "./support/shared-data.ts";

function codes(input: Uint8Array | string): string[] {
  return readDocument(input).diagnostics.map((diagnostic) => diagnostic.code);
}

function first(input: string): Diagnostic {
  const [diagnostic] = readDocument(input).diagnostics;
  assert.ok(diagnostic, `${input} has no finding`);
  return diagnostic;
}

/** Documents that JSON allows and a named policy of ours refuses. */
const refusedByPolicy: Readonly<Record<string, string>> = {
  "y_object_duplicated_key.json": "json/duplicate-key",
  "y_object_duplicated_key_and_value.json": "json/duplicate-key",
};

test("every document of the JSON test suite ends as the standard says, two duplicate-key policies apart", {
  skip: skipWithout("json-parsing"),
}, () => {
  const folder = sharedData("json-parsing") ?? "";
  let seen = 0;
  for (const file of readdirSync(folder).filter((name) => /^[yn]_.*\.json$/.test(name))) {
    const { diagnostics } = readDocument(readFileSync(join(folder, file)));
    const errors = diagnostics
      .filter((diagnostic) => diagnostic.severity === "error")
      .map((diagnostic) => diagnostic.code);
    const policy = refusedByPolicy[file];
    if (policy !== undefined) assert.deepEqual(errors, [policy], file);
    else if (file.startsWith("y_")) assert.deepEqual(errors, [], file);
    else assert.ok(errors.length > 0, `${file} was accepted`);
    seen++;
  }
  assert.ok(seen > 250, `only ${seen} documents`);
});

test("any text is accepted exactly when JSON.parse accepts it and no policy refuses it", () => {
  const edits = fc.tuple(
    fc.nat(),
    fc.constantFrom("", ",", "]", "}", '"', "\\", "\u0001", "1", "[", "{", ":", "e", "-", " ", "\\u12", "nul"),
  );
  const mutated = fc.tuple(fc.json({ maxDepth: 4 }), fc.array(edits, { maxLength: 3 })).map(([text, list]) => {
    let result = text;
    for (const [at, piece] of list) {
      const index = at % (result.length + 1);
      result = result.slice(0, index) + piece + result.slice(index + (at % 2));
    }
    return result;
  });
  const policies = [
    "json/duplicate-key",
    "json/lone-surrogate",
    "json/number-range",
    "json/forbidden-key",
    "document/empty",
  ];
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.json(), mutated), (text) => {
      const read = readDocument(text);
      let parsed: unknown;
      let isJson = true;
      try {
        parsed = JSON.parse(text.replace(/^\ufeff/, ""));
      } catch {
        isJson = false;
      }
      assert.equal(read.readable, isJson, JSON.stringify(read.diagnostics));
      if (!read.readable) return assert.ok(read.diagnostics.some((diagnostic) => diagnostic.severity === "error"));
      assert.deepEqual(read.value, parsed);
      for (const diagnostic of read.diagnostics)
        if (diagnostic.severity === "error") assert.ok(policies.includes(diagnostic.code), diagnostic.code);
    }),
    { numRuns: 3000 },
  );
});

test("any bytes are read or refused, never thrown on", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      const read = readDocument(bytes);
      assert.ok(read.readable || read.diagnostics.length > 0);
    }),
    { numRuns: 2000 },
  );
});

test("a syntax error says where it is, what was expected and what to write", () => {
  const cases: ReadonlyArray<readonly [text: string, at: string, message: RegExp, hint: RegExp]> = [
    ['{"a":1,}', "}", /comma stands before "}"/, /remove the comma/],
    ["[1,]", "]", /comma stands before "]"/, /remove the comma/],
    ['{"a":1 "b":2}', '"', /comma is missing/, /separate items/],
    ["{a:1}", "a", /member name "a" has no quotes/, /double quotes/],
    ["{'a':1}", "'", /single quote/, /double quotes/],
    ['{"a": NaN}', "NaN", /"NaN" is no JSON value/, /null/],
    ['{"a": None}', "None", /"None" is no JSON value/, /null/],
    ["// note\n{}", "//", /comment/, /no comments/],
    ['{"a" 1}', "1", /where a colon was expected/, /colon/],
    ['{"a":1} {"b":2}', "{", /second document/, /one document/],
    ['{"a":"b\nc"}', "\n", /not closed on its line/, /\\n/],
    ['{"a":"\\x41"}', "\\x", /no escape that JSON knows/, /\\u/],
    [")]}'\n{}", ")]}'", /anti-hijacking/, /plain JSON/],
    ['{"a":01}', "1", /","/, /here/],
  ];
  for (const [text, at, message, hint] of cases) {
    const found = first(text);
    assert.equal(found.code, "json/syntax", text);
    assert.match(found.message, message);
    assert.match(found.hint ?? "", hint);
    assert.equal(text.slice(found.range?.start, found.range?.end), at, text);
  }
});

test("a text that stops in the middle is told to be incomplete, at its end", () => {
  for (const text of ['{"a":', '{"a":1', '["a"', '"abc', '{"a']) {
    const found = first(text);
    assert.match(found.message, /^the document ends where/);
    assert.deepEqual(found.range, { start: text.length, end: text.length });
  }
});

test("a page in place of JSON is told to be a page", () => {
  for (const page of [
    "<!doctype html><p>x",
    "\n <HTML>",
    "<!-- c --><html>",
    '<?xml version="1.0"?><!DOCTYPE html><html>',
  ]) {
    const read = readDocument(page);
    assert.equal(read.readable || read.kind, "html", page);
    assert.match(first(page).message, /HTML page/);
  }
});

test("a byte order mark is a warning, and the rest is read", () => {
  const read = readDocument(new Uint8Array([0xef, 0xbb, 0xbf, 0x7b, 0x7d]));
  assert.ok(read.readable);
  assert.deepEqual(codes("\ufeff{}"), ["json/bom"]);
});

test("bytes that are not UTF-8 are refused at the first wrong one", () => {
  const cases: ReadonlyArray<readonly [Uint8Array, number]> = [
    [new Uint8Array([0x22, 0x61, 0xe9, 0x22]), 2],
    [new Uint8Array([0x22, 0xc0, 0xaf, 0x22]), 1],
    [new Uint8Array([0x22, 0xef, 0xbf, 0xbd, 0xc3, 0xa9, 0xff, 0x22]), 3],
    [new Uint8Array([0x22, 0xed, 0xa0, 0x80, 0x22]), 1],
    [new Uint8Array([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]), 0],
  ];
  for (const [bytes, start] of cases) {
    const [found] = readDocument(bytes).diagnostics;
    assert.equal(found?.code, "json/encoding");
    assert.equal(found?.range?.start, start);
  }
});

test("a duplicate member is refused however it is spelled and wherever it stands", () => {
  assert.deepEqual(codes('{"a":1,"a":2}'), ["json/duplicate-key"]);
  assert.deepEqual(codes('{"a":1,"\\u0061":2}'), ["json/duplicate-key"]);
  assert.deepEqual(codes('[{"x":{"a":1,"b":2,"a":3}}]'), ["json/duplicate-key"]);
  assert.equal(first('{"x":[0,{"a/b":1,"a/b":2}]}').pointer, "/x/1/a~1b");
  assert.deepEqual(codes('[{"a":1},{"a":2}]'), []);
});

test("members that could change a reader's objects are refused, their harmless neighbours are not", () => {
  assert.deepEqual(codes('{"__proto__":{}}'), ["json/forbidden-key"]);
  assert.deepEqual(codes('{"__pr\\u006fto__":{}}'), ["json/forbidden-key"]);
  assert.deepEqual(codes('{"a":{"constructor":{"prototype":{}}}}'), ["json/forbidden-key"]);
  assert.deepEqual(codes('{"then":1,"constructor":1,"prototype":1,"toString":1,"x":{"prototype":2}}'), []);
  assert.equal(Object.hasOwn(Object.prototype, "verified"), false);
});

test("numbers that no reader can keep are errors, numbers that change are warnings", () => {
  assert.deepEqual(codes("[1e400]"), ["json/number-range"]);
  assert.deepEqual(codes("[9007199254740993]"), ["json/number-precision"]);
  assert.deepEqual(codes("[1e-400]"), ["json/number-precision"]);
  assert.deepEqual(codes("[9007199254740992,0.1,1.0,1e3,100000000000000000000,-0,0e5,1.50,123456789.123456]"), []);
});

test("half a surrogate pair is refused, a whole one is not", () => {
  assert.deepEqual(codes('["\\ud800"]'), ["json/lone-surrogate"]);
  assert.deepEqual(codes('["\\ud83d\\ude00","\u{1f600}"]'), []);
  assert.deepEqual(codes('["\udc00"]'), ["json/lone-surrogate"]);
  assert.deepEqual(codes('["\\ude00\\ud83d"]'), ["json/lone-surrogate"]);
});

test("the limits hold exactly: depth, key length, members, items, bytes", () => {
  assert.deepEqual(codes("[".repeat(64) + "]".repeat(64)), []);
  assert.deepEqual(codes("[".repeat(65) + "]".repeat(65)), ["json/too-deep"]);
  assert.deepEqual(codes(`{"${"k".repeat(1024)}":1}`), []);
  assert.deepEqual(codes(`{"${"k".repeat(1025)}":1}`), ["json/long-key"]);
  const members = (count: number): string => `{${Array.from({ length: count }, (_, index) => `"${index}":0`).join()}}`;
  assert.deepEqual(codes(members(100_000)), []);
  assert.deepEqual(codes(members(100_001)), ["json/too-many-keys"]);
  assert.deepEqual(codes(`[${"0,".repeat(100_000)}0]`), ["json/too-many-items"]);
  assert.deepEqual(codes(`"${"x".repeat(4 * 1024 * 1024 - 2)}"`), []);
  assert.deepEqual(codes(`"${"x".repeat(4 * 1024 * 1024 - 1)}"`), ["json/too-large"]);
});

test("half a MiB made to stall a reader takes milliseconds", () => {
  const size = 512 * 1024;
  const deadline = (text: string, limitMs: number): void => {
    const start = performance.now();
    readDocument(text);
    const took = performance.now() - start;
    assert.ok(took < limitMs, `${text.slice(0, 12)}… took ${took} ms`);
  };
  readDocument("[[1]]");
  deadline("[".repeat(size), 20);
  deadline('{"a":'.repeat(size / 5), 20);
  deadline(`"${"\\u0041".repeat(size / 6)}"`, 200);
  deadline(" ".repeat(size), 100);
  deadline("<!--".repeat(size / 4), 100);
  deadline(`[${"9".repeat(size)}]`, 200);
  deadline(`[0.${"0".repeat(size)}1]`, 200);
});
