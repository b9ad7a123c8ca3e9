// Publishing to a real process over real sockets: proofs by DNS and by TLS, while a crawler writes into the same store.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type TestContext, test } from "node:test";
import { openStore } from "../registry/store/sqlite.ts";
import { startTextDns } from "./support/dns-server.ts";
import { ed25519Key, type Key, p384Key, serverJsonOf } from "./support/publisher.ts";
import { folderFor } from "./support/registry.ts";
import { projectRoot } from "./support/shared-data.ts";
import { claimOf, commit, visitOf } from "./support/visits.ts";
import { openWeb } from "./support/web.ts";

const bin = join(projectRoot, "dist/bin/mcp-discover.js");

/** Starts the program, and gives where it listens. */
async function serving(t: TestContext, argv: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [bin, "serve", "--port", "0", "--format", "json", ...argv], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  t.after(async () => {
    child.kill("SIGTERM");
    if (child.exitCode === null) await once(child, "exit");
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const { url } = JSON.parse(line) as { readonly url: string };
    return url;
  }
  throw new Error("it ended before it listened");
}

async function send(url: string, method: string, body: unknown, token?: string) {
  const headers = { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) };
  const response = await fetch(url, { method, headers, body: JSON.stringify(body) });
  return { status: response.status, body: (await response.json()) as Readonly<Record<string, unknown>> };
}

async function login(url: string, method: string, domain: string, key: Key): Promise<string> {
  const timestamp = new Date().toISOString();
  const proof = { domain, timestamp, signed_timestamp: key.sign(timestamp) };
  const { status, body } = await send(`${url}/v0/auth/${method}`, "POST", proof);
  assert.equal(status, 200, JSON.stringify(body));
  return String(body["registry_token"]);
}

test("a publisher proves a domain to a running registry, publishes and deprecates, while a crawl writes beside", async (t) => {
  const folder = folderFor(t);
  const storePath = join(folder, "registry.db");
  const [byDns, byFile] = [ed25519Key(), p384Key()];
  const dns = await startTextDns(new Map([["example.com", [byDns.record]]]));
  const web = await openWeb();
  t.after(() => Promise.all([dns.close(), web.close()]));
  web.host("tools.example.org").get("/.well-known/mcp-registry-auth", { body: byFile.record });
  writeFileSync(join(folder, "ca.pem"), web.ca);
  const rules = web
    .rules()
    .filter(({ host }) => host === "tools.example.org")
    .flatMap((rule) => ["--resolve", `${rule.host}:${rule.port}:${rule.address}:${rule.dialPort ?? rule.port}`]);
  const url = await serving(t, [
    ...["--store", storePath, "--publish", "dns,http", "--dns-server", dns.server],
    ...["--ca", join(folder, "ca.pem"), ...rules],
  ]);

  const crawler = await openStore(storePath, { now: () => new Date() });
  t.after(() => crawler.close());
  let crawled = 0;
  const crawling = (async () => {
    for (; crawled < 40; crawled += 1) {
      const host = `h${crawled}.example.net`;
      const at = new Date();
      await commit(crawler.frontier, visitOf(host, [claimOf(host, `net.example.h${crawled}/a`, "1.0.0", { at })], at));
    }
  })();

  const token = await login(url, "dns", "example.com", byDns);
  const other = await login(url, "http", "tools.example.org", byFile);
  for (let count = 0; count < 20; count += 1) {
    const name = `com.example/server-${count}`;
    const { status, body } = await send(`${url}/v0/publish`, "POST", serverJsonOf(name, "1.0.0"), token);
    assert.equal(status, 200, JSON.stringify(body));
  }
  const remotes = [{ type: "streamable-http", url: "https://tools.example.org/mcp" }];
  const tool = serverJsonOf("org.example.tools/hammer", "1.0.0", { remotes });
  assert.equal((await send(`${url}/v0/publish`, "POST", tool, other)).status, 200);
  assert.equal((await send(`${url}/v0/publish`, "POST", tool, token)).status, 403);
  const status = `${url}/v0/servers/${encodeURIComponent("com.example/server-3")}/versions/1.0.0/status`;
  assert.equal(
    (await send(status, "PATCH", { status: "deprecated", statusMessage: "See server-4" }, token)).status,
    200,
  );
  await crawling;

  const names: string[] = [];
  for (let cursor = ""; ; ) {
    const list = (await (await fetch(`${url}/v0.1/servers?limit=25${cursor}`)).json()) as {
      readonly servers: readonly { readonly server: { readonly name: string } }[];
      readonly metadata: { readonly nextCursor?: string };
    };
    names.push(...list.servers.map(({ server }) => server.name));
    if (list.metadata.nextCursor === undefined) break;
    cursor = `&cursor=${list.metadata.nextCursor}`;
  }
  assert.equal(new Set(names).size, 40 + 20 + 1, "nothing is lost on either side");
});

test("without proofs a registry takes publications on loopback only, and says so", async (t) => {
  const folder = folderFor(t);
  const url = await serving(t, ["--store", join(folder, "registry.db"), "--publish", "none"]);
  const { body } = await send(`${url}/v0/auth/none`, "POST", {});
  const token = String(body["registry_token"]);
  const name = "io.modelcontextprotocol.anonymous/test";
  const entry = await send(`${url}/v0/publish`, "POST", serverJsonOf(name, "1.0.0"), token);
  assert.equal(entry.status, 200, JSON.stringify(entry.body));
  const child = spawn(process.execPath, [bin, "serve", "--publish", "none", "--host", "0.0.0.0", "--port", "0"], {
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text) => {
    said += text;
  });
  const [code] = await once(child, "exit");
  assert.equal(code, 2);
  assert.match(said, /"none" lets anybody write/);
});
