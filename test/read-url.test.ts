// Reading URLs: the same answer the first time and the hundred-thousandth.

import assert from "node:assert/strict";
import { test } from "node:test";
import { readUrl } from "../src/text/read-url.ts";

test("a name beyond ASCII stays readable however often it is read", () => {
  for (let i = 0; i < 20_000; i++)
    assert.equal(readUrl("https://b\u00fccher.example/")?.hostname, "xn--bcher-kva.example");
});

test("what is no URL is undefined, and a base makes a reference one", () => {
  assert.equal(readUrl("//"), undefined);
  assert.equal(readUrl("card.json"), undefined);
  assert.equal(readUrl("card.json", "https://example.com/a/b")?.href, "https://example.com/a/card.json");
});
