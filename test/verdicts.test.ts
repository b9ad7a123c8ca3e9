// What a crawl knows of the very same bytes is not found out again, and nothing that it says differs because of that.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { HostResult } from "../src/crawl/frontier.ts";
import { recall, type Verdict, verdictLifeMs, verdictOf } from "../src/crawl/verdict.ts";
import { cardMediaType, catalogMediaType } from "../src/document/card.ts";
import { validate } from "../src/validate/validate.ts";
import { crawlAll, watchedFrontier } from "./support/crawls.ts";
import { served } from "./support/served.ts";
import { cardOf, catalogOf, entryOf, openWeb, type Web } from "./support/web.ts";

let web: Web;
before(async () => {
  web = await openWeb();
});
after(() => web.close());

const cards: Readonly<Record<string, Record<string, unknown>>> = {
  plain: {},
  warned: { websiteUrl: "http://example.com/", remotes: [{ type: "sse", url: "https://mcp.example.com/sse" }] },
  wrong: { version: "^1.0.0" },
  shown: { title: "Weather\u202e" },
  templated: { remotes: [{ type: "streamable-http", url: "https://{x}.example.com/mcp" }] },
};

/** What a visit says, without the times, efforts and the copies that only a fresh answer brings. */
function said(result: HostResult): unknown {
  const { claims, outcome, catalogs, cards: count, invalid, readWhole, unasked, unreadable } = result;
  const plain = claims.map(({ evidence, ...claim }) => ({
    ...claim,
    evidence: evidence.map(({ type, host }) => [type, host]),
  }));
  const looks = result.observations.map(({ url, kind, sha256, status }) => [url, kind, sha256, status]);
  return { claims: plain, looks, outcome, catalogs, count, invalid, readWhole, unasked, unreadable };
}

test("a visit of 304s says what the first said, and judges nothing", async () => {
  const host = "again.example.com";
  const entries: unknown[] = Object.keys(cards).map((name) => entryOf(name, `https://${host}/${name}`));
  entries.push(entryOf("inline", cardOf("com.example.again/inline", cards["warned"])), { identifier: "bad" }, 7);
  web.host(host).get("/.well-known/ai-catalog.json", served(JSON.stringify(catalogOf(entries)), catalogMediaType));
  for (const [name, more] of Object.entries(cards)) {
    web.host(host).get(`/${name}`, served(JSON.stringify(cardOf(`com.example.again/${name}`, more)), cardMediaType));
  }
  const { frontier, results } = watchedFrontier();
  for (let times = 0; times < 3; times += 1) await crawlAll(web, [host], { frontier });
  const [first, second, third] = results;
  assert.ok(first && second && third);
  assert.equal(second.notModified, Object.keys(cards).length + 1);
  assert.ok(first.invalid > 0 && first.claims.some(({ warnings }) => warnings > 0), "there is something to remember");
  assert.deepEqual(said(second), said(first));
  assert.deepEqual(said(third), said(first));
  assert.ok(first.observations.filter(({ verdict }) => verdict !== undefined).length >= 4);
  const anew = second.observations.filter(({ verdict }) => verdict !== undefined).map(({ url }) => url);
  assert.deepEqual(anew, [], "nothing was judged that could be recalled");
});

const at = new Date("2026-11-01T00:00:00Z");
const text = JSON.stringify(cardOf("com.example/weather", cards["warned"]));
const bytes = new TextEncoder().encode(text);
const where = { source: "https://example.com/c", servedFrom: "example.com", at };

function verdict(): Verdict {
  const kept = verdictOf(validate(text, where), "example.com", at);
  assert.ok(kept);
  return kept;
}

test("a verdict is recalled for the same place, the same program, and a week", () => {
  const again = recall(verdict(), bytes, where);
  const { diagnostics, valid, card } = validate(text, where);
  assert.deepEqual(
    again?.diagnostics.map(({ code, pointer, message }) => [code, pointer, message]),
    diagnostics.map(({ code, pointer, message }) => [code, pointer, message]),
  );
  assert.deepEqual([again?.valid, again?.card], [valid, card]);
  assert.equal(recall({ ...verdict(), by: "0.0.0" }, bytes, where), undefined);
  assert.equal(recall(verdict(), bytes, { ...where, servedFrom: "other.example.com" }), undefined);
  const later = (ms: number) => recall(verdict(), bytes, { ...where, at: new Date(at.getTime() + ms) });
  assert.ok(later(verdictLifeMs));
  assert.equal(later(verdictLifeMs + 1), undefined);
  assert.equal(later(-1), undefined, "a clock that was set back proves nothing");
});

test("what is malformed, of another kind, or full of findings is judged each time", () => {
  const kept = (document: unknown) => verdictOf(validate(JSON.stringify(document), where), "example.com", at);
  assert.equal(kept({ ...cardOf("com.example/x"), name: "bad" }), undefined);
  assert.equal(kept({ serverInfo: { name: "x", version: "1" } }), undefined);
  const remotes = Array.from({ length: 30 }, (_, index) => ({ type: "sse", url: `http://example.com/${index}` }));
  assert.equal(kept(cardOf("com.example/x", { remotes })), undefined);
});
