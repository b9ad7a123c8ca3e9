// From nothing to a client that finds the server, with real processes: init, publish, a real web server, check, crawl, the registry, add.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { createAuthority } from "../cli/demo/authority.ts";
import { realServers, startServer, whyAbsent } from "./support/real-servers.ts";
import { projectRoot } from "./support/shared-data.ts";

const bin = join(projectRoot, "dist/bin/mcp-discover.js");
const domain = "weather.example.com";

/** Runs one command of the real program. */
function play(folder: string, argv: readonly string[]): { code: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...argv], { cwd: folder, encoding: "utf8" });
  return { code: status, stdout, stderr };
}

/** An entry of the registry's list, as far as this test reads it. */
interface Entry {
  readonly server: { readonly name: string; readonly version: string };
  readonly _meta: {
    readonly "io.github.mcp-discover/discovery": {
      readonly hostingHost: string;
      readonly endpointHosts: readonly string[];
      readonly evidence: readonly { readonly type: string; readonly host: string }[];
    };
  };
}

/** Serves a store by the real program, and gives where and what its list of servers says. */
async function listed(t: TestContext, folder: string): Promise<{ url: string; servers: readonly Entry[] }> {
  const argv = [bin, "serve", "--store", "registry.db", "--port", "0", "--format", "json"];
  const child = spawn(process.execPath, argv, { cwd: folder });
  t.after(() => child.kill());
  const { url } = await new Promise<{ url: string }>((resolve, reject) => {
    child.stdout.on("data", (chunk) => resolve(JSON.parse(String(chunk))));
    child.once("exit", (code) => reject(new Error(`serve ended with ${code}`)));
  });
  const { servers } = (await (await fetch(`${url}/v0.1/servers`)).json()) as { servers: Entry[] };
  return { url, servers };
}

for (const name of realServers) {
  test(`init, publish, ${name}, check, crawl, the registry and add: one card goes the whole way`, {
    skip: whyAbsent(name) ?? false,
  }, async (t) => {
    const folder = mkdtempSync(join(tmpdir(), "publish-whole-way-"));
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    // Apache reads it as somebody else.
    chmodSync(folder, 0o755);

    const init = play(folder, [
      ...["init", "--url", `https://${domain}/mcp`, "--title", "Weather", "--server-version", "1.0.0"],
      ...["--description", "Forecasts for any place on land"],
    ]);
    assert.equal(init.code, 0, init.stderr);

    const publishing = [
      ...["publish", "server-card.json", "--out", "site", "--for", name, "--host-config", "config", "--aliases"],
      ...["--query", "Will it rain tomorrow?", "--query", "How warm is it in Lisbon?"],
    ];
    const published = play(folder, publishing);
    assert.equal(published.code, 0, published.stderr);
    assert.equal(play(folder, [...publishing, "--check"]).code, 0);

    const authority = createAuthority();
    writeFileSync(join(folder, "root.pem"), authority.ca);
    const included = existsSync(join(folder, "config"))
      ? readdirSync(join(folder, "config")).filter((file) => file.startsWith("server-cards."))
      : [];
    const config = included.map((file) => readFileSync(join(folder, "config", file), "utf8")).join("\n");
    assert.ok(config !== "" || existsSync(join(folder, "site/.htaccess")), published.stdout);
    const server = await startServer(name, {
      root: join(folder, "site"),
      config,
      tls: authority.certificate([domain]),
    });
    t.after(() => server.close());
    const network = ["--ca", "root.pem", "--resolve", `${domain}:443:127.0.0.1:${server.port}`];

    const check = play(folder, [
      ...["check", domain, "--expect", "server-card.json", "--all", "--fail-on", "info", ...network],
    ]);
    assert.equal(check.code, 0, check.stdout + check.stderr);
    const json = play(folder, ["check", domain, "--format", "json", ...network]);
    const { servers, delivery, catalogs } = JSON.parse(json.stdout);
    assert.deepEqual(
      [servers, catalogs].flat().flatMap(({ diagnostics }) => diagnostics),
      [],
    );
    assert.deepEqual(delivery, [], "every document is delivered as it should be");
    assert.deepEqual(servers[0].trafficTo, [`https://${domain}/mcp`]);

    const crawl = play(folder, ["crawl", domain, "--store", "registry.db", "--delay", "0", "--quiet", ...network]);
    assert.equal(crawl.code, 0, crawl.stderr);
    const registry = await listed(t, folder);
    const [entry, ...more] = registry.servers;
    assert.deepEqual(more, []);
    assert.deepEqual([entry?.server.name, entry?.server.version], ["com.example.weather/weather", "1.0.0"]);
    const facts = entry?._meta["io.github.mcp-discover/discovery"];
    assert.deepEqual([facts?.hostingHost, facts?.endpointHosts], [domain, [domain]]);
    // Its own host serves it, and its name is that host's: what the pages call "served by its own domain".
    assert.ok(
      facts?.evidence.some(({ type, host }) => type === "served-by" && host === domain),
      JSON.stringify(facts),
    );

    const add = play(folder, [
      ...["add", "com.example.weather/weather", "--registry", registry.url, "--allow-private=127.0.0.0/8"],
      ...["--client", "vscode", "--yes"],
    ]);
    assert.equal(add.code, 0, add.stdout + add.stderr);
    const client = JSON.parse(readFileSync(join(folder, ".vscode/mcp.json"), "utf8"));
    assert.deepEqual(client.servers, { weather: { type: "http", url: `https://${domain}/mcp` } });
  });
}
