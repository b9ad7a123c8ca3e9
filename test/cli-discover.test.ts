// `discover` and `validate URL` from the command line, over real sockets: what they say and how they end.

import assert from "node:assert/strict";
import { type AddressInfo, createServer } from "node:net";
import { after, before, type TestContext, test } from "node:test";
import { createCommandLine } from "./support/host.ts";
import { playedBy } from "./support/play.ts";
import { assertMatchesSchema } from "./support/schemas.ts";
import { cardOf, entryOf, openWeb, type Web } from "./support/web.ts";

let web: Web;
before(async () => {
  web = await openWeb();
  const etag = { etag: '"1"' };
  web
    .host("good.example.com")
    .catalog(
      [entryOf("weather", "https://cards.example.com/weather"), entryOf("inline", cardOf("com.example/inline"))],
      { headers: etag },
    );
  web.host("cards.example.com").card("/weather", cardOf("com.example/weather"), etag);
  web.host("bad.example.com").catalog([entryOf("bad", "https://bad.example.com/card")], { headers: etag });
  web.host("bad.example.com").card("/card", { ...cardOf("com.example/bad"), name: "bad" }, etag);
  web.host("gone.example.com").catalog([entryOf("gone", "https://gone.example.com/card")], { headers: etag });
  web.host("none.example.com");
  web.host("cards.example.com").get("/endpoint", { status: 405, body: "" });
});
after(() => web.close());

/** Durations differ from run to run. */
function settled(text: string): string {
  return text.replace(/\d+(\.\d+)? m?s\)/g, "N ms)");
}

test("discover says what a domain publishes, who lists it, and where its traffic goes", async (t) => {
  const line = createCommandLine(t);
  const { code, stdout, stderr } = await line.run(["discover", "good.example.com", ...playedBy(web, line)]);
  assert.equal(stderr, "");
  assert.equal(
    settled(stdout),
    `good.example.com publishes 2 MCP servers   (2 requests, N ms)

  com.example/weather 1.0.0 · valid
    listed by good.example.com → card at cards.example.com → traffic to mcp.example.com
    https://cards.example.com/weather

  com.example/inline 1.0.0 · valid
    listed by good.example.com → card at good.example.com → traffic to mcp.example.com
    card inside the catalog

200 https://good.example.com/.well-known/ai-catalog.json · AI Catalog 1.0 · valid

The whole cards: the same command with --format json
`,
  );
  assert.equal(code, 0);
});

test("a host stays a host where a folder or a file has its name", async (t) => {
  const files = { "good.example.com/index.html": "", "none.example.com": "" };
  const line = createCommandLine(t, { files });
  const played = playedBy(web, line);
  assert.equal((await line.run(["discover", "good.example.com", ...played])).code, 0);
  assert.equal((await line.run(["discover", "none.example.com", ...played])).code, 1);
});

test("an invalid card is shown with its frame, and the exit code is 1", async (t) => {
  const line = createCommandLine(t);
  const { code, stdout } = await line.run(["discover", "bad.example.com", ...playedBy(web, line)]);
  assert.match(stdout, /^bad\.example\.com publishes 1 MCP server, with an invalid card/);
  assert.match(stdout, /error schema\/pattern {3}name "bad" has no "\/"\n.*│.*"name":"bad"/);
  assert.equal(code, 1);
});

test("nothing published is 1, a card that is listed and gone is 1, and a host that cannot be found is 3", async (t) => {
  const line = createCommandLine(t);
  const played = playedBy(web, line);
  const none = await line.run(["discover", "none.example.com", ...played]);
  assert.match(none.stdout, /^none\.example\.com publishes no MCP servers that can be found/);
  assert.equal(none.code, 1);
  assert.equal((await line.run(["discover", "gone.example.com", ...played])).code, 1);
  const nobody = await line.run([
    "discover",
    "http://none.example.com:1/",
    "--resolve",
    "none.example.com:1:127.0.0.1",
  ]);
  assert.match(nobody.stdout, /^could not find out what http:\/\/none\.example\.com:1\/ publishes/);
  assert.equal(nobody.code, 3);
});

test("the JSON of every outcome is what its schema says", async (t) => {
  const line = createCommandLine(t);
  for (const host of ["good", "bad", "gone", "none"]) {
    const { stdout } = await line.run(["discover", `${host}.example.com`, "--format", "json", ...playedBy(web, line)]);
    assertMatchesSchema("discover", JSON.parse(stdout), host);
  }
});

test("validate fetches a URL and judges what is served there", async (t) => {
  const line = createCommandLine(t);
  const played = playedBy(web, line);
  const good = await line.run(["validate", "https://cards.example.com/weather", ...played]);
  assert.equal(good.stdout, "https://cards.example.com/weather · Server Card v1 · valid\n");
  const missing = await line.run(["validate", "https://cards.example.com/nothing", ...played]);
  assert.match(missing.stdout, /could not be read: the server answered 404/);
  assert.equal(missing.code, 3);
  const endpoint = await line.run(["validate", "https://cards.example.com/endpoint", ...played]);
  assert.match(
    endpoint.stdout,
    /answered 405; if that is .* its card is at https:\/\/cards\.example\.com\/endpoint\/server-card/,
  );
});

test("a private address is refused until it is allowed, and then that is said", async (t) => {
  const url = `http://127.0.0.1:${await listenSilently(t)}/`;
  const line = createCommandLine(t);
  const refused = await line.run(["validate", url, "--format", "json"]);
  assert.match(JSON.parse(refused.stdout).reports[0].failure.code, /^forbidden-/);
  const allowed = await line.run(["validate", "--allow-private", url, "--format", "json", "--timeout", "0.1"]);
  assert.equal(JSON.parse(allowed.stdout).reports[0].failure.code, "timeout");
  assert.equal(allowed.stderr, "note: private and loopback addresses may be reached (--allow-private)\n");
});

test("what --allow-private would have lifted is said with the option, by every command that has it", async (t) => {
  const line = createCommandLine(t);
  const url = "http://127.0.0.1:49151/mcp";
  const note = "note: --allow-private lifts the gate for loopback and private networks\n";
  for (const argv of [
    ["validate", url],
    ["discover", url],
    ["check", url],
    ["init", "--from-server", url],
    ["add", url, "--client", "cursor", "--dry-run"],
    ["add", "com.example/x", "--registry", "http://127.0.0.1:49151", "--client", "cursor", "--dry-run"],
    ["export", "--registry", "http://127.0.0.1:49151"],
    ["crawl", url],
    ["crawl", "--from-catalog", url],
  ]) {
    const { code, stdout, stderr } = await line.run(argv);
    const said = `${argv.join(" ")}: ${code}\n${stdout}${stderr}`;
    assert.equal(stderr.split(note).length, 2, said);
    assert.doesNotMatch(stdout + stderr, /Try again|did not answer/, said);
  }
  assert.doesNotMatch((await line.run(["validate", url, "--quiet"])).stderr, /--allow-private/);
  assert.doesNotMatch((await line.run(["validate", "http://169.254.169.254/"])).stderr, /--allow-private/);
});

test("a host that may not be asked is not advised to be tried again", async (t) => {
  const { code, stdout } = await createCommandLine(t).run(["discover", "http://169.254.169.254/"]);
  assert.equal(code, 3);
  assert.match(stdout, /Name a public host/);
  assert.doesNotMatch(stdout, /Try again later/);
});

test("a server that never answers is given up after --timeout", async (t) => {
  const url = `http://127.0.0.1:${await listenSilently(t)}/`;
  const line = createCommandLine(t);
  const started = performance.now();
  const { stdout, code } = await line.run(["validate", url, "--allow-private", "--timeout", "0.2"]);
  assert.match(stdout, /could not be read/);
  assert.equal(code, 3);
  assert.ok(performance.now() - started < 4000);
});

test("an interrupted run ends with 4, and says so", async (t) => {
  const url = `http://127.0.0.1:${await listenSilently(t)}/`;
  const line = createCommandLine(t);
  for (const command of ["validate", "discover", "check"]) {
    const stopping = { signal: AbortSignal.timeout(200) };
    const { code, stderr } = await line.run([command, url, "--allow-private"], stopping);
    assert.equal(code, 4, command);
    assert.match(stderr, /stopped before the end\n$/, command);
  }
});

/** A server that takes connections and says nothing. */
async function listenSilently(t: TestContext): Promise<number> {
  const silent = createServer(() => {});
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  t.after(() => silent.close());
  return (silent.address() as AddressInfo).port;
}
