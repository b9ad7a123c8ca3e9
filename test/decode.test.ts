// The decoder on damaged, truncated and trailing bytes, and exactly at its limits.

import assert from "node:assert/strict";
import { test } from "node:test";
import { brotliCompressSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { botWallOf } from "../src/http/bot-wall.ts";
import { decodeBody } from "../src/http/decode.ts";
import { NetworkError } from "../src/http/failures.ts";

const limit = 100_000;

async function codeOf(bytes: Uint8Array, coding: string, maxBytes = limit): Promise<string> {
  try {
    await decodeBody(Buffer.from(bytes), coding, maxBytes);
    return "decoded";
  } catch (error) {
    assert.ok(error instanceof NetworkError);
    return error.code;
  }
}

test("whatever was coded once with gzip or br comes back", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), async (plain) => {
      assert.deepEqual(await decodeBody(gzipSync(plain), "gzip", limit), Buffer.from(plain));
      assert.deepEqual(await decodeBody(brotliCompressSync(plain), " BR ", limit), Buffer.from(plain));
    }),
    { numRuns: 50 },
  );
});

test("a coded body that is cut anywhere is never taken for the whole", async () => {
  const plain = Buffer.from(JSON.stringify({ name: "com.example/cards", list: [1, 2, 3] }));
  for (const [coding, whole] of [["gzip", gzipSync(plain)] as const, ["br", brotliCompressSync(plain)] as const]) {
    for (let length = 1; length < whole.length; length++) {
      assert.equal(await codeOf(whole.subarray(0, length), coding), "reset", `${coding} cut at ${length}`);
    }
  }
});

test("a coded body with anything after it is refused", async () => {
  for (const tail of [Buffer.from([0]), Buffer.from("x"), gzipSync("second")]) {
    assert.equal(await codeOf(Buffer.concat([gzipSync("first"), tail]), "gzip"), "content-coding");
    assert.equal(await codeOf(Buffer.concat([brotliCompressSync("first"), tail]), "br"), "content-coding");
  }
});

test("a damaged gzip body is refused or cut short, never silently different", async () => {
  const plain = Buffer.from("a card that matters ".repeat(20));
  const whole = gzipSync(plain);
  for (let at = 10; at < whole.length; at++) {
    const damaged = Buffer.from(whole);
    damaged[at] = (damaged[at] ?? 0) ^ 0x10;
    assert.notEqual(await codeOf(damaged, "gzip"), "decoded", `byte ${at}`);
  }
});

test("a gzip header with extra field, name, comment and checksum is passed over", async () => {
  const plain = gzipSync("hello");
  const head = Buffer.from([...plain.subarray(0, 3), 0x1e, ...plain.subarray(4, 10)]);
  const fields = Buffer.from([2, 0, 9, 9, 0x61, 0, 0x62, 0x63, 0, 7, 7]);
  const bytes = Buffer.concat([head, fields, plain.subarray(10)]);
  assert.equal((await decodeBody(bytes, "gzip", limit)).toString(), "hello");
});

test("the decoded size is limited to the byte", async () => {
  const whole = gzipSync("x".repeat(1000));
  assert.equal(await codeOf(whole, "gzip", 1000), "decoded");
  assert.equal(await codeOf(whole, "gzip", 999), "too-large");
  assert.equal(await codeOf(brotliCompressSync("x".repeat(1000)), "br", 999), "too-large");
});

test("any other coding, and more than one, is refused", async () => {
  for (const coding of ["zstd", "deflate", "gzip, gzip", "gzip,br", "identity, gzip", "x"]) {
    assert.equal(await codeOf(gzipSync("x"), coding), "content-coding", coding);
  }
});

test("pages that test for humans are known by header or by mark, and JSON is never one", () => {
  const html = { "content-type": "text/html; charset=utf-8" };
  const plain = Buffer.from("<html><title>Welcome</title>");
  assert.equal(botWallOf(200, { ...html, "cf-mitigated": "challenge" }, plain), "Cloudflare");
  assert.equal(botWallOf(405, { ...html, "x-amzn-waf-action": "captcha" }, plain), "AWS WAF");
  assert.equal(botWallOf(503, html, Buffer.from("<html><title>Just a moment...</title>")), "Cloudflare");
  assert.equal(botWallOf(403, html, plain), undefined);
  assert.equal(botWallOf(404, { ...html, "cf-mitigated": "challenge" }, plain), undefined);
  assert.equal(botWallOf(200, { "content-type": "application/json", "cf-mitigated": "challenge" }, plain), undefined);
});
