// What a terminal is given of strangers' text.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { printable } from "../src/document/printable.ts";

test("text of the world is shown as it is", () => {
  const texts = [
    "plain words, 100%",
    "Größe élan",
    "天気予報",
    "Погода",
    "مرحبا",
    "می\u200cخواهم",
    "क्\u200dष",
    "👩\u200d👩\u200d👧 ❤\ufe0f 👍🏽 🇪🇺",
    "❤\ufe0f\u200d🔥",
    "葛\u{e0100}",
  ];
  for (const text of texts) assert.equal(printable(text), text);
});

test("what moves a cursor, hides, reorders or draws nothing is made visible", () => {
  const cases: ReadonlyArray<readonly [text: string, shown: string]> = [
    ["\u001b[31mred", "\\u{1b}[31mred"],
    ["a\r\nb\tc\u0000", "a\\u{d}\\u{a}b\\u{9}c\\u{0}"],
    ["\u009b31m\u007f", "\\u{9b}31m\\u{7f}"],
    ["\u202egnp.exe\u2066\u061c", "\\u{202e}gnp.exe\\u{2066}\\u{61c}"],
    ["pay\u200bpal\u2060\ufeff", "pay\\u{200b}pal\\u{2060}\\u{feff}"],
    ["a\u200db\u200c", "a\\u{200d}b\\u{200c}"],
    ["a\u2028b\u2029", "a\\u{2028}b\\u{2029}"],
    ["x\u{e0041}\u{e007f}", "x\\u{e0041}\\u{e007f}"],
    ["\ud800x\udc00", "\\u{d800}x\\u{dc00}"],
    ["\ufdd0\uffff\u{1fffe}", "\\u{fdd0}\\u{ffff}\\u{1fffe}"],
    ["a\u2065b\ufff0\u{e0fff}\u{1bca0}", "a\\u{2065}b\\u{fff0}\\u{e0fff}\\u{1bca0}"],
    ["\u3164\u115f\u00ad\ufe0f", "\\u{3164}\\u{115f}\\u{ad}\\u{fe0f}"],
  ];
  for (const [text, shown] of cases) assert.equal(printable(text), shown);
});

test("no text of any kind leaves a forbidden character, and printing twice changes nothing more", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const shown = printable(text);
      assert.doesNotMatch(shown, /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\u200b\u2028\u2029]/u);
      assert.equal(printable(shown), shown);
    }),
    { numRuns: 2000 },
  );
});
