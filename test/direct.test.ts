// The reads that are answered without the application say what the application says, and leave everything else to it.

import assert from "node:assert/strict";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { createApp } from "../registry/app.ts";
import { createDirect } from "../registry/routes/direct.ts";
import { createAnswers } from "../registry/routes/kept-answers.ts";
import { start } from "../registry/server.ts";
import { openStore } from "../registry/store/sqlite.ts";
import { folderFor } from "./support/registry.ts";
import { claimOf, commit, createClock, visitOf } from "./support/visits.ts";

const namespace = "io.github.mcp-discover";
const host = "example.com";

const direct = [
  "/v0.1/servers",
  "/v0/servers",
  "/v0.1/servers?limit=2",
  "/v0.1/servers?limit=2&limit=1&search=",
  "/v0.1/servers?search=rain&version=latest&utm_source=x",
  "/v0.1/servers?include_deleted=true&version=1.0.0",
  "/v0.1/servers?cursor=CURSOR",
  "/v0.1/servers?limit=1&cursor=CURSOR",
  "/v0.1/servers/com.example%2Frain/versions/latest",
  "/v0/servers/com.example%2frain/versions/1.0.0",
];

/** Refusals, redirections, other spellings and other reads. */
const others = [
  "/v0.1/servers/",
  "/v0.1/servers?",
  "/v0.1/servers?limit",
  "/v0.1/servers?limit=0",
  "/v0.1/servers?limit=2&&version=latest",
  "/v0.1/servers?search=a%20b",
  "/v0.1/servers?search=a+b",
  "/v0.1/servers?search=%00",
  "/v0.1/servers?search=%",
  "/v0.1/servers?cursor=CURSORx",
  "/v0.1/servers?include_deleted=maybe",
  "/v0.1/servers?updated_since=2026-01-01T00:00:00Z",
  "/v0.1/servers/com.example%2Frain/versions/latest?include_deleted=true",
  "/v0.1/servers/com.example%2Frain/versions/9.9.9",
  "/v0.1/servers/com.example%2Fnone/versions/latest",
  "/v0.1/servers/com.example/rain/versions/latest",
  "/v0.1/servers/com.example%2Frain/versions/latest/",
  "/v0.1/servers/com.example%2Frain/versions/..",
  "/v0.1/servers/com.example%2Frain/versions/%2e%2e",
  "/v0.1/servers/com.example%2Frain/versions",
  "/v0.1/servers/..%2F../versions/latest",
  "/v0.1//servers",
  "/V0.1/servers",
  "/v0.2/servers",
];

/** A store of a few servers, and a cursor into its list. */
async function filled(t: TestContext) {
  const path = join(folderFor(t), "registry.db");
  const clock = createClock();
  const writer = await openStore(path, { now: clock });
  const claims = ["rain", "snow", "sun", "wind"].map((what) =>
    claimOf(host, `com.example/${what}`, "1.0.0", { at: clock() }),
  );
  await commit(writer.frontier, visitOf(host, claims, clock()));
  await writer.close();
  const store = await openStore(path, { now: clock, readOnly: true });
  t.after(() => store.close());
  const app = createApp({ store, now: clock, namespace });
  const first = (await (await app.request("/v0.1/servers?limit=1")).json()) as { metadata: { nextCursor: string } };
  const cursor = first.metadata.nextCursor;
  return {
    path,
    clock,
    store,
    app,
    targets: (list: readonly string[]) => list.map((each) => each.replace("CURSOR", cursor)),
  };
}

test("the reads that clients ask most are answered without the application, and nothing else is", async (t) => {
  const { store, clock, targets } = await filled(t);
  const read = createDirect({ store, answers: createAnswers(store, clock), namespace });
  await store.pageKey();
  for (const target of targets(direct)) assert.ok(read(target, undefined), target);
  for (const target of targets(others)) assert.equal(read(target, undefined), undefined, target);
});

test("a read without the application is the application's, header by header", async (t) => {
  const { path, clock, app, targets } = await filled(t);
  const registry = await start({ host: "127.0.0.1", port: 0, storePath: path, namespace }, { now: clock });
  t.after(() => registry.close());
  const own = ["connection", "date", "keep-alive", "content-length", "transfer-encoding", "x-request-id"];
  const told = async (response: Response) => ({
    status: response.status,
    headers: Object.fromEntries([...response.headers].filter(([name]) => !own.includes(name))),
    body: (await response.text()).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, "ID"),
  });
  for (const target of targets([...direct, ...others])) {
    for (const method of ["GET", "HEAD"]) {
      const init = { method, redirect: "manual" } as const;
      // Twice, because the second answer is a kept one.
      const [served, again] = [await fetch(registry.url + target, init), await fetch(registry.url + target, init)];
      const expected = await told(await app.request(new Request(registry.url + target, init)));
      assert.deepEqual(await told(served), expected, `${method} ${target}`);
      assert.deepEqual(await told(again), expected, `${method} ${target} again`);
      const tag = expected.headers["etag"];
      if (tag === undefined) continue;
      const known = { ...init, headers: { "If-None-Match": tag } };
      const { status, headers } = await told(await fetch(registry.url + target, known));
      assert.deepEqual({ status, tag: headers["etag"] }, { status: 304, tag }, `${method} ${target} with its tag`);
    }
  }
});

test("a body that was not needed for a 304 is made for whoever asks next", async (t) => {
  const { path, clock, targets } = await filled(t);
  const once = async (steps: (url: string) => Promise<void>) => {
    const registry = await start({ host: "127.0.0.1", port: 0, storePath: path, namespace }, { now: clock });
    await steps(registry.url).finally(() => registry.close());
  };
  for (const target of targets(direct)) {
    let tag = "";
    await once(async (url) => {
      tag = (await fetch(url + target)).headers.get("etag") ?? "";
    });
    await once(async (url) => {
      assert.equal((await fetch(url + target, { headers: { "If-None-Match": tag } })).status, 304, target);
      const answer = await fetch(url + target);
      assert.deepEqual([answer.status, answer.headers.get("etag")], [200, tag], target);
      assert.ok("servers" in ((await answer.json()) as object) || target.includes("versions/"), target);
    });
  }
});
