// A faulty configuration of a real web server gets our advice; once that is written into it, `check` has nothing to say.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { createAuthority } from "../cli/demo/authority.ts";
import { type Check, check } from "../src/check/check.ts";
import { createTransport } from "../src/http/safe-exchange.ts";
import { userAgent } from "../src/http/user-agent.ts";
import { realServers, startServer, whyAbsent } from "./support/real-servers.ts";
import { cardOf, catalogOf, entryOf } from "./support/web.ts";

const host = "www.example.com";
const url = `https://${host}/mcp/server-card`;
const remotes = [{ type: "streamable-http", url: `https://${host}/mcp` }];
const entry = { ...entryOf("mcp", url), identifier: `urn:air:${host}:mcp:mcp`, displayName: "Example" };
const files = {
  "/mcp/server-card": JSON.stringify(cardOf("com.example.www/mcp", { remotes })),
  "/.well-known/ai-catalog.json": JSON.stringify({
    ...catalogOf([entry]),
    host: { displayName: "Example", identifier: host },
  }),
};

for (const name of realServers) {
  test(`${name}: faulty, advised, mended, clean`, { skip: whyAbsent(name) ?? false }, async (t) => {
    const authority = createAuthority();
    const root = mkdtempSync(join(tmpdir(), "mcp-discover-site-"));
    t.after(() => rmSync(root, { recursive: true, force: true }));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const tls = authority.certificate([host]);
    let server = await startServer(name, { root, tls });
    t.after(() => server.close());
    const checked = async (): Promise<Check> => {
      const transport = createTransport({
        profile: "cli",
        userAgent: userAgent(),
        ca: [authority.ca],
        resolve: [{ host, port: 443, address: "127.0.0.1", dialPort: server.port }],
      });
      const visit = transport.openVisit();
      try {
        return await check(host, { exchange: visit.exchange });
      } finally {
        await visit.close();
        await transport.close();
      }
    };
    const before = await checked();
    const codes = new Set(before.documents.flatMap(({ delivery }) => delivery.map(({ code }) => code)));
    assert.ok(codes.has("http/cors-origin") && codes.has("http/cache-control-missing"));
    const [advice, ...others] = before.advice;
    assert.deepEqual(others, []);
    assert.equal(advice?.hosting?.name, name, "guessed from what the server says of itself");
    await server.close();
    server = await startServer(name, { root, tls, config: advice?.snippets.map(({ text }) => text).join("\n") ?? "" });
    const after = await checked();
    assert.deepEqual(
      after.documents.flatMap(({ url: at, delivery }) =>
        delivery.map(({ code, message }) => `${at} ${code} ${message}`),
      ),
      [],
    );
    assert.deepEqual(after.advice, []);
    assert.equal(after.documents.length, 2);
    assert.ok(after.documents.every(({ report }) => report.diagnostics.length === 0));
  });
}
