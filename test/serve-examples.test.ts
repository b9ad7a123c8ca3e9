// Runs examples/serving as a user would, each behind a real TLS server under its public name: `check` and `check --live` agree.

import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { catalogMediaType } from "../src/document/card.ts";
import { createCommandLine } from "./support/host.ts";
import { playedBy } from "./support/play.ts";
import { projectRoot } from "./support/shared-data.ts";
import { type Handler, openWeb } from "./support/web.ts";

const folder = join(projectRoot, "examples/serving");
const host = "weather.example.com";
const paths = ["/mcp", "/mcp/server-card", "/.well-known/ai-catalog.json", "/.well-known/ard.json"];

/** Starts an example on a free port, and gives it. */
async function start(t: TestContext, file: string): Promise<number> {
  const child: ChildProcess = spawn(process.execPath, [join(folder, file)], {
    env: { ...process.env, PORT: "0" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  t.after(async () => {
    child.kill();
    await once(child, "exit");
  });
  const said = await new Promise<string>((resolve, reject) => {
    child.stdout?.once("data", (chunk) => resolve(String(chunk)));
    child.once("exit", (code) => reject(new Error(`${file} ended with ${code}`)));
  });
  return Number(/listening on (\d+)/.exec(said)?.[1]);
}

/** What stands in front of a server in the world: TLS ends here, and all else is handed on as it is. */
function proxyTo(port: number): Handler {
  return (incoming, outgoing) => {
    const { method, headers, url: path } = incoming;
    const onward = request({ host: "127.0.0.1", port, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on("error", () => outgoing.destroy());
    incoming.pipe(onward);
  };
}

for (const file of readdirSync(folder).filter((name) => name.endsWith(".mjs"))) {
  test(`examples/serving/${file}: check finds nothing, and the running server agrees with its card`, async (t) => {
    const port = await start(t, file);
    const web = await openWeb();
    t.after(() => web.close());
    const played = web.host(host);
    for (const path of paths) played.get(path, proxyTo(port));
    const line = createCommandLine(t);
    const network = playedBy(web, line);

    const plain = await line.run(["check", host, "--all", "--fail-on", "info", ...network]);
    assert.equal(plain.code, 0, plain.stdout + plain.stderr);
    const json = await line.run(["check", host, "--live", "--format", "json", ...network]);
    const { servers, catalogs, delivery, live, paths: places } = JSON.parse(json.stdout);
    assert.deepEqual([servers.length, delivery], [1, []]);
    assert.deepEqual(
      [...servers, ...catalogs].flatMap(({ diagnostics }) => diagnostics),
      [],
    );
    assert.equal(live[0].state, "agrees", JSON.stringify(live));
    const at = (path: string): { status: number; contentType: string } =>
      places.find((place: { path: string }) => place.path === path);
    assert.equal(at("/.well-known/ai-catalog.json").contentType, catalogMediaType);
    assert.equal(at("/.well-known/ard.json").status, 200);
  });

  test(`examples/serving/${file}: what is not its own goes on to the application`, async (t) => {
    const port = await start(t, file);
    const answer = await fetch(`http://127.0.0.1:${port}/other`);
    assert.equal(answer.status, 404);
    assert.equal(answer.headers.get("access-control-allow-headers"), null);
  });
}
