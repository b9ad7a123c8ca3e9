// Page tokens: only what we wrote comes back, byte by byte, for its own kind of page, also in another process.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createPageTokens, maxTokenLength } from "../registry/routes/page-tokens.ts";
import { openStore } from "../registry/store/sqlite.ts";
import { openRegistry } from "./support/registry.ts";
import { claimOf } from "./support/visits.ts";

const key = new Uint8Array(32).fill(7);
const tokens = createPageTokens(key, "list");
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

test("what was written is read back, in one URL-safe word", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (parts) => {
      const token = tokens.write(parts);
      assert.match(token, /^[A-Za-z0-9_-]+$/);
      if (token.length > maxTokenLength) assert.equal(tokens.read(token), undefined);
      else assert.equal(JSON.stringify(tokens.read(token)), JSON.stringify(JSON.parse(JSON.stringify(parts))));
    }),
  );
});

test("another key, and another kind of page, read nothing", () => {
  const token = tokens.write({ after: ["a", "b"] });
  assert.equal(createPageTokens(new Uint8Array(32).fill(8), "list").read(token), undefined);
  assert.equal(createPageTokens(key, "agents").read(token), undefined);
  assert.deepEqual(createPageTokens(key, "list").read(token), { after: ["a", "b"] });
});

test("no other text is a token: any letter changed, cut or added", () => {
  const token = tokens.write({ v: 1, after: ["com.example/a", "1.0.0"], search: "weather" });
  for (let at = 0; at < token.length; at += 1) {
    for (const letter of letters) {
      if (letter === token[at]) continue;
      assert.equal(tokens.read(token.slice(0, at) + letter + token.slice(at + 1)), undefined, `${letter} at ${at}`);
    }
    assert.equal(tokens.read(token.slice(0, at)), undefined, `cut at ${at}`);
    assert.equal(tokens.read(token.slice(0, at) + token.slice(at + 1)), undefined, `without ${at}`);
  }
  for (const more of ["A", "=", "==", " ", "\n", "%00", token])
    assert.equal(tokens.read(token + more), undefined, more);
  fc.assert(fc.property(fc.string(), (text) => tokens.read(text) === undefined));
});

test("a list's cursor with any byte changed is a 400 with a word of help", async (t) => {
  const registry = await openRegistry(t);
  const at = registry.clock();
  const host = "a.example.com";
  await registry.crawl(host, ...["a", "b"].map((part) => claimOf(host, `com.example.a/${part}`, "1.0.0", { at })));
  const { metadata } = await registry.json("/v0.1/servers?limit=1&search=example");
  const cursor = metadata.nextCursor ?? assert.fail("no cursor");
  assert.equal((await registry.ask(`/v0.1/servers?cursor=${cursor}`)).status, 200);
  for (let at = 0; at < cursor.length; at += 1) {
    for (const letter of ["A", "b", "_", "%21", ""]) {
      const changed = cursor.slice(0, at) + letter + cursor.slice(at + 1);
      if (changed === cursor) continue;
      const response = await registry.ask(`/v0.1/servers?cursor=${changed}`);
      assert.equal(response.status, 400, `${letter} at ${at}`);
      assert.match(await response.text(), /nextCursor exactly as it came/);
    }
  }
});

test("a cursor holds in another process, and after a restart", async (t) => {
  const registry = await openRegistry(t);
  const again = await openStore(registry.storePath, { now: registry.clock, readOnly: true });
  t.after(() => again.close());
  const [ours, theirs] = [await registry.store.pageKey(), await again.pageKey()];
  assert.equal(ours.length, 32);
  assert.deepEqual(theirs, ours);
  const other = await openRegistry(t);
  assert.notDeepEqual(await other.store.pageKey(), ours);
});
