// `check` over a real web on loopback: where, what, for whom, what to do, and how little it asks.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, type TestContext, test } from "node:test";
import { reportsOf } from "../cli/check-reports.ts";
import { type Check, type CheckOptions, check } from "../src/check/check.ts";
import { noteOn } from "../src/check/notes.ts";
import { hybrid } from "../src/dialects/hybrid.ts";
import { type Card, cardMediaType, catalogMediaType } from "../src/document/card.ts";
import { createCommandLine } from "./support/host.ts";
import { playedBy } from "./support/play.ts";
import { readJunit, readSarif } from "./support/readers.ts";
import { assertMatchesSchema } from "./support/schemas.ts";
import { type Fault, served } from "./support/served.ts";
import { cardOf, catalogOf, entryOf, nestedOf, openWeb, type PlayedHost, type Web } from "./support/web.ts";

let web: Web;
before(async () => {
  web = await openWeb();
});
after(() => web.close());

/** A host that serves a good catalog and good cards, each at `/NAME/server-card` for the endpoint `/NAME`. */
function goodHost(host: string, names: readonly string[], fault: Fault = {}): PlayedHost {
  const namespace = host.split(".").reverse().join(".");
  const entries = names.map((name) => ({
    ...entryOf(name, `https://${host}/${name}/server-card`),
    identifier: `urn:air:${host}:mcp:${name}`,
    displayName: name,
  }));
  const catalog = { ...catalogOf(entries), host: { displayName: "Example", identifier: host } };
  const played = web.host(host).get("/.well-known/ai-catalog.json", served(JSON.stringify(catalog), catalogMediaType));
  for (const name of names) {
    const remotes = [{ type: "streamable-http", url: `https://${host}/${name}` }];
    const card = JSON.stringify(cardOf(`${namespace}/${name}`, { remotes }));
    played.get(`/${name}/server-card`, served(card, cardMediaType, fault));
  }
  return played;
}

async function checked(target: string, options: Partial<CheckOptions> = {}): Promise<Check> {
  const transport = web.transport();
  const visit = transport.openVisit();
  try {
    return await check(target, { exchange: visit.exchange, ...options });
  } finally {
    await visit.close();
    await transport.close();
  }
}

const codesOf = (found: Check): string[] => found.findings.map(({ diagnostic }) => diagnostic.code);
const stateOf = (found: Check, path: string) => found.paths.find(({ place }) => place.path === path)?.state;

test("a domain with three cards takes at most 25 requests, one at a time", async () => {
  goodHost("three.example.com", ["weather", "maps", "notes"]);
  web.forget();
  const found = await checked("three.example.com");
  assert.equal(found.servers.length, 3);
  assert.ok(found.documents.every(({ exercised, delivery }) => exercised === true && delivery.length === 0));
  assert.ok(web.seen.length <= 25, `${web.seen.length} requests`);
  assert.equal(found.requests, web.seen.length, "what is counted is what was asked");
  assert.ok(web.mostAtOnce("three.example.com") <= 2);
  assert.deepEqual([...new Set(web.seen.map(({ method }) => method))].sort(), ["GET", "HEAD", "OPTIONS"]);
});

test("by default five places are asked and a canary; --all asks the whole table, and nothing twice", async () => {
  goodHost("places.example.com", ["weather"]);
  web.forget();
  const usual = await checked("places.example.com");
  assert.deepEqual(
    usual.paths.map(({ place, state }) => [place.path, state]),
    [
      ["/.well-known/ai-catalog.json", "document"],
      ["/.well-known/ard.json", "absent"],
      ["/.well-known/mcp/server-card.json", "absent"],
      ["/.well-known/mcp.json", "absent"],
    ],
  );
  web.forget();
  const all = await checked("https://places.example.com/weather", { all: true });
  assert.ok(all.paths.length >= 20);
  const gets = web.seen.filter(({ method, headers }) => method === "GET" && headers["if-none-match"] === undefined);
  assert.equal(new Set(gets.map(({ path }) => path)).size, gets.length);
});

test("a host that answers everything is recognised, by its page and by its JSON", async () => {
  const page = { headers: { "content-type": "text/html" }, body: "<!doctype html><title>App</title>" };
  const usual = ["/.well-known/ai-catalog.json", "/.well-known/ard.json", "/.well-known/mcp.json"];
  for (const [host, answer] of [
    ["spa.example.com", page],
    ["echo.example.com", { headers: { "content-type": "application/json" }, body: '{"ok":true}' }],
  ] as const) {
    const played = web.host(host);
    for (const path of usual) played.get(path, answer);
    // The canary's path is made from these numbers.
    played.get("/.well-known/mcp-discover-nothing-here-0000000000000000.json", answer);
    const found = await checked(host, { random: () => 0 });
    assert.equal(stateOf(found, "/.well-known/ai-catalog.json"), "catch-all", host);
    assert.equal(stateOf(found, "/.well-known/mcp/server-card.json"), "absent", host);
    assert.ok(codesOf(found).includes("check/catch-all"));
  }
});

test("a bot wall is named and is neither invalid nor a login", async () => {
  web.host("idp.example.net");
  web.host("walled.example.com").get("/.well-known/ai-catalog.json", {
    status: 403,
    headers: { "content-type": "text/html", "cf-mitigated": "challenge" },
    body: "<title>Just a moment...</title>",
  });
  const found = await checked("walled.example.com");
  assert.equal(found.outcome, "failed");
  assert.equal(stateOf(found, "/.well-known/ai-catalog.json"), "wall");
  assert.deepEqual(codesOf(found), ["check/bot-wall"]);
});

test("a login before what belongs to everybody is a warning", async () => {
  web.host("login.example.com").get("/mcp/server-card", { status: 401, headers: { "www-authenticate": "Bearer" } });
  const found = await checked("https://login.example.com/mcp");
  assert.ok(codesOf(found).includes("check/guarded"));
});

test("the file for older clients is not told off for what it is for, and a redirect to it is no second document", async () => {
  const host = "hybrid.example.com";
  const remotes = [{ type: "streamable-http" as const, url: `https://${host}/weather` }];
  const card = cardOf("com.example.hybrid/weather", { remotes }) as Card;
  const played = goodHost(host, ["weather"]);
  played.get("/.well-known/mcp/server-card.json", served(JSON.stringify(hybrid(card)), cardMediaType));
  const location = `https://${host}/.well-known/mcp/server-card.json`;
  played.get("/.well-known/mcp.json", { status: 301, headers: { location } });
  const found = await checked(host, { all: true });
  assert.deepEqual(
    found.documents.flatMap(({ url, report, delivery }) =>
      [...report.diagnostics, ...delivery].map(({ code }) => `${url} ${code}`),
    ),
    [],
  );
  assert.equal(found.documents.filter(({ url }) => url.includes("/mcp")).length, 1);
  const older = found.paths.find(({ place }) => place.path === "/.well-known/mcp/server-card.json");
  assert.match(older === undefined ? "" : noteOn(older), /older clients can read, too/);

  const listed = goodHost("listed.example.com", []);
  const entries = [entryOf("weather", "https://listed.example.com/weather/server-card")];
  listed.get("/.well-known/ai-catalog.json", served(JSON.stringify(catalogOf(entries)), catalogMediaType));
  listed.get("/weather/server-card", served(JSON.stringify(hybrid(card)), cardMediaType));
  const told = await checked("listed.example.com");
  const codes = told.documents.flatMap(({ report }) => report.diagnostics.map(({ code }) => code));
  assert.ok(codes.includes("card/legacy-member"), "where clients look it is another matter");
});

test("an older copy that says another version is told, and one that agrees is not", async () => {
  const older = (version: string) => ({
    serverInfo: { name: "weather", version },
    transport: { type: "streamable-http", endpoint: "/weather" },
    capabilities: {},
    tools: "dynamic",
  });
  goodHost("copies.example.com", ["weather"]).json("/.well-known/mcp/server-card.json", older("0.9.0"));
  const found = await checked("copies.example.com");
  assert.deepEqual(codesOf(found), ["check/copies-differ"]);
  assert.match(found.findings[0]?.diagnostic.message ?? "", /version is "0\.9\.0", not "1\.0\.0"/);
  const reads = (name: string) => found.consumers.find((consumer) => consumer.name === name)?.reads;
  assert.equal(reads("sep-1649-scanner"), "yes", "the older place is read for those who read it");
  goodHost("same.example.com", ["weather"]).json("/.well-known/mcp/server-card.json", older("1.0.0"));
  assert.deepEqual(codesOf(await checked("same.example.com")), []);
});

test("a card that only its endpoint leads to is told to be listed", async () => {
  web.host("alone.example.com").card("/mcp/server-card", cardOf("com.example.alone/mcp"));
  assert.ok(codesOf(await checked("https://alone.example.com/mcp")).includes("check/unlisted"));
  goodHost("listed.example.com", ["weather"]);
  assert.deepEqual(codesOf(await checked("https://listed.example.com/weather")), []);
});

test("what a template left in a card is told", async () => {
  web.host("left.example.com").card(
    "/mcp/server-card",
    cardOf("com.example.left/mcp", {
      websiteUrl: "https://your-domain.com/docs",
      remotes: [{ type: "streamable-http", url: "https://<project>.example.com/mcp" }],
    }),
  );
  const found = await checked("https://left.example.com/mcp/server-card");
  const left = found.findings.filter(({ diagnostic }) => diagnostic.code === "check/placeholder");
  assert.deepEqual(
    left.map(({ diagnostic }) => diagnostic.pointer),
    ["/websiteUrl", "/remotes/0/url"],
  );
});

test("what a client will be asked comes from the endpoint's own metadata, which must be about it", async () => {
  const metadata = { authorization_servers: ["https://idp.example.net"], scopes_supported: ["read"] };
  goodHost("oauth.example.com", ["weather", "maps"])
    .json("/.well-known/oauth-protected-resource/weather", {
      resource: "https://oauth.example.com/weather",
      ...metadata,
    })
    .json("/.well-known/oauth-protected-resource/maps", { resource: "https://other.example.com/maps", ...metadata });
  const { logins } = await checked("oauth.example.com");
  assert.deepEqual(
    logins.map(({ metadata: said }) => [said?.authorizationServers, said?.diagnostics.map(({ code }) => code)]),
    [
      [["https://idp.example.net"], []],
      [["https://idp.example.net"], ["check/oauth-resource"]],
    ],
  );
  assert.deepEqual(web.paths("idp.example.net"), [], "what the metadata names is never asked for");
});

test("advice names the guessed web server, its exact lines, and what they clear", async () => {
  const bare: Fault = { headers: { server: "nginx/1.25.3", "access-control-allow-origin": undefined } };
  goodHost("advice.example.com", ["weather"], bare);
  const { advice } = await checked("advice.example.com");
  assert.equal(advice.length, 1);
  assert.equal(advice[0]?.hosting?.name, "nginx");
  assert.match(advice[0]?.snippets.map(({ text }) => text).join("\n") ?? "", /location = \/weather\/server-card \{/);
  assert.deepEqual(advice[0]?.clears, ["http/cors-origin", "http/cors-preflight"]);
});

test("a path that could break out of a configuration is never written into one", async () => {
  const bare: Fault = { headers: { server: "nginx", "access-control-allow-origin": undefined } };
  const path = "/a;%7D%22/server-card";
  web.host("odd.example.com").get(path, served(JSON.stringify(cardOf("com.example.odd/a")), cardMediaType, bare));
  const { advice } = await checked(`https://odd.example.com${path}`);
  assert.ok(advice[0]?.snippets.every(({ text }) => text === ""));
  assert.match(advice[0]?.snippets[0]?.where ?? "", /cannot be written into a configuration/);
});

test("a domain with nothing, and one that is not there, are told apart", async (t) => {
  web.host("nothing.example.com");
  const line = createCommandLine(t);
  const nothing = await line.run(["check", "nothing.example.com", ...playedBy(web, line)]);
  assert.equal(nothing.code, 1);
  assert.match(nothing.stdout, /^nothing\.example\.com publishes no MCP servers that can be found/);
  const gone = await line.run(["check", "gone.invalid", ...playedBy(web, line)]);
  assert.equal(gone.code, 3);
});

test("JSON is what its schema says, for what is good, wrong and absent", async (t) => {
  const line = createCommandLine(t);
  goodHost("json.example.com", ["weather"], { headers: { "access-control-allow-origin": undefined } });
  for (const [target, code] of [
    ["json.example.com", 1],
    ["three.example.com", 0],
    ["nothing.example.com", 1],
    ["walled.example.com", 3],
    ["copies.example.com", 0],
  ] as const) {
    const { code: ended, stdout } = await line.run(["check", target, "--format", "json", ...playedBy(web, line)]);
    assert.equal(ended, code, target);
    assertMatchesSchema("check", JSON.parse(stdout), target);
  }
});

test("other formats hold every finding, those of the whole host too", async (t) => {
  const line = createCommandLine(t);
  const argv = ["check", "copies.example.com", "--fail-on", "warning", ...playedBy(web, line)];
  const { code, stdout } = await line.run([...argv, "--format", "sarif", "--output-file", "junit=out.xml"]);
  assert.equal(code, 1);
  assert.deepEqual(
    readSarif(stdout).results.map(({ ruleId }) => ruleId),
    ["check/copies-differ"],
  );
  assert.ok(readJunit(readFileSync(join(line.folder, "out.xml"), "utf8")).some(({ failure }) => failure !== undefined));
});

test("findings of one document at two places are told once, under both", async (t) => {
  const host = "twice.example.com";
  const text = JSON.stringify({ ...catalogOf([]), specVersion: 1 });
  const urls = ["ai-catalog.json", "ard.json"].map((file) => `/.well-known/${file}`);
  for (const path of urls) web.host(host).get(path, served(text, catalogMediaType));
  const line = createCommandLine(t);
  const { stdout } = await line.run(["check", host, ...playedBy(web, line)]);
  assert.match(
    stdout,
    new RegExp(`^https://${host}${urls[0]} and https://${host}${urls[1]} · \\d errors?.* each$`, "m"),
  );
  assert.equal(stdout.match(/^ +error schema\/type/gm)?.length, 1, stdout);
});

test("a target that is plain http is called that in other formats, too", () => {
  const diagnostic = { code: "check/drift", severity: "error", message: "x" };
  const none = { documents: [], servers: [], logins: [], failures: [] };
  const found = { ...none, target: "http://127.0.0.1:3101/mcp", findings: [{ diagnostic }] };
  const sources = (check: object) => reportsOf({ found: check as Check }).map(({ source }) => source);
  assert.deepEqual(sources(found), ["http://127.0.0.1:3101/mcp"]);
  assert.deepEqual(sources({ ...found, target: "example.com" }), ["https://example.com"]);
});

async function expecting(t: TestContext, card: Record<string, unknown>, ...more: string[]) {
  const line = createCommandLine(t);
  writeFileSync(join(line.folder, "server-card.json"), JSON.stringify(card, null, 2));
  return line.run(["check", "three.example.com", "--expect", "server-card.json", ...more, ...playedBy(web, line)]);
}

test("--expect holds what is served against the file: drift is named by its place", async (t) => {
  const remotes = [{ type: "streamable-http", url: "https://three.example.com/weather" }];
  const card = cardOf("com.example.three/weather", { remotes });
  assert.equal((await expecting(t, card)).code, 0);
  const drifted = await expecting(t, { ...card, version: "2.0.0" });
  assert.equal(drifted.code, 1);
  assert.match(drifted.stdout, /check\/drift\s+\/version is not what server-card\.json says/);
  const other = await expecting(t, { ...card, name: "com.example.three/unknown" });
  assert.equal(other.code, 1);
  assert.match(other.stdout, /check\/not-served/);
  assert.equal((await expecting(t, { name: "bad" })).code, 2, "a file that is no card is a mistake of usage");
});

test("--retry tries again while a deployment warms up", async (t) => {
  const host = "warming.example.com";
  const remotes = [{ type: "streamable-http", url: `https://${host}/weather` }];
  goodHost(host, ["weather"]);
  let asked = 0;
  const good = served(JSON.stringify(cardOf("com.example.warming/weather", { remotes })), cardMediaType);
  web.host(host).get("/weather/server-card", (request, response) => {
    asked += 1;
    if (asked > 1) good(request, response);
    else response.writeHead(503).end();
  });
  const line = createCommandLine(t);
  const { code, stderr } = await line.run(["check", host, "--retry", "20", ...playedBy(web, line)]);
  assert.equal(code, 0);
  assert.match(stderr, /not yet: trying again/);
});

test("severities can be set, a header needs --live, and quiet says only what is wrong", async (t) => {
  const line = createCommandLine(t);
  const told = await line.run(["check", "json.example.com", "--off", "http/*", "--quiet", ...playedBy(web, line)]);
  assert.equal(told.code, 0);
  assert.equal(told.stdout, "");
  const warned = ["check", "copies.example.com", "--quiet", ...playedBy(web, line)];
  assert.deepEqual(await line.run(warned), { code: 0, stdout: "", stderr: "" }, "what does not fail is left out");
  assert.match((await line.run([...warned, "--fail-on", "warning"])).stdout, /warning check\/copies-differ/);
  assert.equal((await line.run(["check", "json.example.com", "--header", "a=b"])).code, 2);
});

test("redirects are told hop by hop, with what TLS was spoken", async (t) => {
  web.host("moved.example.com").get("/.well-known/mcp.json", { status: 301, headers: { location: "/b" } });
  web
    .host("moved.example.com")
    .get("/b", { status: 302, headers: { location: "https://three.example.com/weather/server-card" } });
  const line = createCommandLine(t);
  const argv = ["check", "moved.example.com", "--format", "json", ...playedBy(web, line)];
  const told = JSON.parse((await line.run(argv)).stdout);
  assertMatchesSchema("check", told);
  const path = told.paths.find(({ path: each }: { path: string }) => each === "/.well-known/mcp.json");
  assert.deepEqual(
    path.hops.map(({ status }: { status: number }) => status),
    [301, 302, 200],
  );
  assert.match(path.note, /; 301 to https:\/\/moved\.example\.com\/b, 302 to https:\/\/three\.example\.com\//);
  assert.equal(path.tlsVersion, "TLSv1.3");
});

test("a catalog's entry is held against the card that its URL serves", async () => {
  const host = "entries.example.com";
  const url = `https://${host}/weather/server-card`;
  const text = JSON.stringify(cardOf("com.example.entries/weather"));
  const right = createHash("sha256").update(text).digest("hex");
  const listed = async (more: Record<string, unknown>): Promise<string[]> => {
    const entry = { ...entryOf("weather", url), identifier: "urn:air:entries.example.com:mcp:weather", ...more };
    web.host(host).catalog([entry]).get("/weather/server-card", served(text, cardMediaType));
    return codesOf(await checked(host));
  };
  assert.deepEqual(await listed({ version: "1.0.0", digest: `sha256:${right}` }), []);
  assert.deepEqual(await listed({ version: "2.0.0" }), ["check/entry-version"]);
  assert.deepEqual(await listed({ identifier: "urn:air:example.com:mcp:forecast" }), ["check/entry-identifier"]);
  assert.deepEqual(await listed({ identifier: "https://example.com/anything" }), []);
  assert.deepEqual(await listed({ digest: `sha256:${"0".repeat(64)}` }), ["check/entry-digest"]);
});

test("below the root catalog the host's own documents are checked, and what it lists of others is told and left to them", async () => {
  const host = "aggregates.example.com";
  const card = (name: string): string => `https://${host}/${name}/server-card`;
  const nested = (path: string): Record<string, unknown> => nestedOf(path, `https://${host}/${path}`);
  const played = goodHost(host, ["own", "a", "b", "c"]);
  const list = (path: string, entries: readonly unknown[]): void => {
    played.get(`/${path}`, served(JSON.stringify(catalogOf(entries)), catalogMediaType));
  };
  goodHost("other.example.com", ["listed"]);
  const foreign = entryOf("foreign", "https://nobody.example.net/server-card");
  list(".well-known/ai-catalog.json", [
    entryOf("listed", "https://other.example.com/listed/server-card"),
    ...["a", "b", "c"].map((name) => nested(`teams/${name}`)),
    nested("index"),
  ]);
  for (const name of ["a", "b", "c"]) list(`teams/${name}`, [entryOf(name, card(name))]);
  list("index", [foreign, ...["1", "2", "3", "4"].map((page) => nested(`index/${page}`))]);
  for (const page of ["1", "2", "3", "4"]) list(`index/${page}`, [foreign, foreign]);
  web.forget();
  const found = await checked(host);
  assert.deepEqual(found.servers.map(({ cardAt }) => cardAt).sort(), [
    ...["a", "b", "c"].map(card),
    "https://other.example.com/listed/server-card",
  ]);
  const nestedFinding = found.findings.find(({ diagnostic }) => diagnostic.code === "check/nested");
  assert.equal(
    nestedFinding?.diagnostic.message,
    "nested catalogs list 5 cards of other hosts and 2 further catalogs, not looked at",
  );
  assert.deepEqual([found.unasked, found.failures], [[], []]);
});
