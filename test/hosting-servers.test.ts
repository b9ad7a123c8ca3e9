// What we tell people to write into nginx, Apache and Caddy, tried on the real ones.

import assert from "node:assert/strict";
import { test } from "node:test";
import { hostings } from "../src/hosting/hostings.ts";
import { usualPlaces } from "../src/hosting/served.ts";
import { type RealServer, serverNames, skipWithoutServer, startServer } from "./support/real-servers.ts";

const files = Object.fromEntries(usualPlaces.map(({ path }) => [path, '{"a":1}']));

async function ask(server: RealServer, path: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(`http://127.0.0.1:${server.port}${path}`, { ...init, redirect: "manual" });
  await response.arrayBuffer();
  return response;
}

for (const name of serverNames) {
  test(`${name} serves card and catalog as discovery asks, once it is told our lines`, {
    skip: skipWithoutServer(name),
  }, async (t) => {
    const server = await startServer(t, name, { files });
    const origin = "https://page.example";
    const before = await ask(server, "/mcp/server-card", { headers: { origin } });
    assert.equal(before.status, 200);
    assert.notEqual(before.headers.get("content-type"), usualPlaces[0]?.mediaType, "wrong without the lines");
    assert.equal(before.headers.get("access-control-allow-origin"), null);
    await server.restart(
      hostings[name]
        .configure(usualPlaces)
        .map(({ text }) => text)
        .join("\n"),
    );
    for (const { path, mediaType } of usualPlaces) {
      const got = await ask(server, path, { headers: { origin } });
      assert.equal(got.status, 200);
      assert.equal(got.headers.get("content-type"), mediaType);
      const etag = got.headers.get("etag") ?? "";
      assert.match(etag, /^(?:W\/)?".+"$/);
      const preflight = await ask(server, path, {
        method: "OPTIONS",
        headers: { origin, "access-control-request-method": "GET", "access-control-request-headers": "if-none-match" },
      });
      assert.ok(preflight.status >= 200 && preflight.status < 300, `preflight ${preflight.status}`);
      const again = await ask(server, path, { headers: { origin, "if-none-match": etag } });
      assert.equal(again.status, 304);
      const head = await ask(server, path, { method: "HEAD", headers: { origin } });
      assert.equal(head.status, 200);
      assert.equal(head.headers.get("content-type"), mediaType);
      for (const answer of [got, preflight, again, head]) {
        assert.equal(answer.headers.get("access-control-allow-origin"), "*");
        assert.match(answer.headers.get("access-control-allow-headers") ?? "", /If-None-Match/);
        assert.equal(answer.headers.get("access-control-expose-headers"), "ETag");
        assert.equal(answer.headers.get("cache-control"), "public, max-age=3600");
      }
    }
  });
}
