// Bodies that routes take: bounded, of the right type, from no other site's page, and strict JSON.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Hono } from "hono";
import { Problem, problemStatus } from "../registry/problem.ts";
import { type BodyOptions, maxBodyBytes, readJsonBody } from "../registry/routes/read-body.ts";

const json = { "Content-Type": "application/json" };

/** Sends a body to a route that takes one; gives the status, and the value where it was taken. */
async function send(
  body: NonNullable<RequestInit["body"]> | null,
  headers: Record<string, string> = json,
  options: BodyOptions = {},
): Promise<{ readonly status: number; readonly text: string }> {
  const app = new Hono();
  app.post("/", async (c) => c.json({ value: (await readJsonBody(c, options)).value }));
  app.onError((error, c) => {
    assert.ok(error instanceof Problem, String(error));
    return c.text(error.message, problemStatus(error.kind) as 400);
  });
  const init = { method: "POST", headers, body, duplex: "half" } as const;
  const response = await app.request("http://registry.example.com/", init);
  return { status: response.status, text: await response.text() };
}

test("a JSON body is taken as it stands, with a charset or a byte order mark", async () => {
  assert.deepEqual(await send('{"a":[1]}'), { status: 200, text: '{"value":{"a":[1]}}' });
  assert.equal((await send("{}", { "Content-Type": "Application/JSON; charset=UTF-8" })).status, 200);
  assert.equal((await send("\ufeff{}")).status, 200);
});

test("a form, another media type, charset or coding is 415", async () => {
  for (const headers of [
    {},
    { "Content-Type": "text/plain" },
    { "Content-Type": "application/x-www-form-urlencoded" },
    { "Content-Type": "multipart/form-data; boundary=x" },
    { "Content-Type": "application/json, text/plain" },
    { "Content-Type": "application/json; charset=iso-8859-1" },
    { ...json, "Content-Encoding": "gzip" },
  ]) {
    assert.equal((await send("{}", headers)).status, 415, JSON.stringify(headers));
  }
  assert.equal(
    (await send("{}", { "Content-Type": "application/vnd.x+json" }, { mediaTypes: ["application/vnd.x+json"] })).status,
    200,
  );
});

test("a page of another site is 403, unless the route only answers questions", async () => {
  const cases: readonly [Record<string, string>, number][] = [
    [{}, 200],
    [{ "Sec-Fetch-Site": "same-origin", Origin: "http://registry.example.com" }, 200],
    [{ "Sec-Fetch-Site": "none" }, 200],
    [{ "Sec-Fetch-Site": "cross-site" }, 403],
    [{ "Sec-Fetch-Site": "same-site" }, 403],
    [{ Origin: "http://registry.example.com" }, 200],
    [{ Origin: "https://evil.example.net" }, 403],
    [{ Origin: "null" }, 403],
    [{ Origin: "registry.example.com" }, 403],
  ];
  for (const [headers, status] of cases) {
    assert.equal((await send("{}", { ...json, ...headers })).status, status, JSON.stringify(headers));
    assert.equal((await send("{}", { ...json, ...headers }, { origins: "any" })).status, 200);
  }
  const publicUrl = "https://public.example.com/registry";
  assert.equal((await send("{}", { ...json, Origin: "https://public.example.com" }, { publicUrl })).status, 200);
  assert.equal((await send("{}", { ...json, Origin: "http://registry.example.com" }, { publicUrl })).status, 403);
});

test("a body beyond the bound is 413, whether it says its length or not", async () => {
  const long = JSON.stringify("x".repeat(maxBodyBytes));
  assert.equal((await send(long)).status, 413);
  assert.equal((await send(new Blob([long]).stream())).status, 413);
  assert.equal((await send('"abc"', json, { maxBytes: 4 })).status, 413);
  assert.equal((await send('"abc"', json, { maxBytes: 5 })).status, 200);
  let pulled = 0;
  const endless = new ReadableStream({
    pull(controller) {
      pulled += 1;
      controller.enqueue(new Uint8Array(1024));
    },
  });
  assert.equal((await send(endless)).status, 413);
  assert.ok(pulled < 40, `${pulled} chunks were read`);
});

test("what is no strict JSON is 400, and none of it comes back", async () => {
  for (const body of [
    "",
    " ",
    "{",
    "<html>",
    '{"a":1,"a":2}',
    '"\\ud800"',
    "[".repeat(5000),
    "NaN",
    '{"__proto__":1}',
    null,
  ]) {
    const { status, text } = await send(body);
    assert.equal(status, 400, String(body));
    assert.match(text, /^The body /);
  }
  assert.equal((await send(new Uint8Array([0xff, 0xfe, 0x7b]))).status, 400);
  const broken = new ReadableStream({ pull: (controller) => controller.error(new Error("reset")) });
  assert.equal((await send(broken)).status, 400);
});

test("any bytes are a 200 or a 4xx", async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.json().map(Buffer.from)), async (bytes) => {
      assert.ok([200, 400].includes((await send(new Uint8Array(bytes))).status));
    }),
    { numRuns: 200 },
  );
});
