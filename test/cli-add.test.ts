// `add` through the command line: who says what, the diff, the question, the file; over a played web and a real registry.

import assert from "node:assert/strict";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { after, before, test } from "node:test";
import { createCommandLine } from "./support/host.ts";
import { playedBy } from "./support/play.ts";
import { assertMatchesSchema } from "./support/schemas.ts";
import { cardOf, entryOf, openWeb, type Web } from "./support/web.ts";

let web: Web;
before(async () => {
  web = await openWeb();
});
after(() => web.close());

const card = JSON.stringify(cardOf("com.example/weather"));
const file = { "card.json": card };
const target = ".cursor/mcp.json";
const argv = ["add", "card.json", "--client", "cursor"];

/** Somebody at a terminal who gives one answer. */
function person(answer: string): { input: PassThrough; output: PassThrough; asked: () => string } {
  const [input, output] = [new PassThrough(), new PassThrough()];
  let said = "";
  output.on("data", (chunk) => {
    if (said === "") setTimeout(() => input.write(answer), 30);
    said += String(chunk);
  });
  return { input, output, asked: () => said };
}

test("without a terminal and without --yes nothing is asked, fetched or written: a usage error", async (t) => {
  const line = createCommandLine(t, { files: file });
  const { code, stderr } = await line.run(argv);
  assert.equal(code, 2);
  assert.match(stderr, /--yes.*--dry-run/);
  assert.deepEqual(readdirSync(line.folder), ["card.json"]);
  assert.equal((await line.run(["add", "card.json"])).code, 2);
  assert.equal((await line.run([...argv, "--format", "json"], { terminal: person("y") })).code, 2);
});

test("a person sees the chain and the diff before the question; yes writes, no and giving up do not", async (t) => {
  const line = createCommandLine(t, { files: file });
  for (const answer of ["n", "\u0003", "\u0004", "\r"]) {
    const terminal = person(answer);
    const { code, stdout } = await line.run(argv, { terminal });
    assert.equal(code, 4, JSON.stringify(answer));
    assert.match(terminal.asked(), /Write \.cursor\/mcp\.json\?/);
    assert.match(stdout, /card in card\.json → traffic to mcp\.example\.com[\s\S]*\+\+\+ \.cursor\/mcp\.json/);
    assert.ok(!existsSync(join(line.folder, target)));
  }
  const { code, stdout } = await line.run(argv, { terminal: person("y") });
  assert.equal(code, 0, stdout);
  const written = JSON.parse(readFileSync(join(line.folder, target), "utf8"));
  assert.deepEqual(written, { mcpServers: { weather: { url: "https://mcp.example.com/mcp" } } });
});

test("--dry-run writes nothing, --yes writes what it showed, and a second time nothing changes", async (t) => {
  const line = createCommandLine(t, { files: file });
  const planned = JSON.parse((await line.run([...argv, "--dry-run", "--format", "json"])).stdout);
  assertMatchesSchema("add", planned);
  assert.equal(planned.state, "planned");
  assert.ok(!existsSync(join(line.folder, ".cursor")));
  const added = JSON.parse((await line.run([...argv, "--yes", "--format", "json"])).stdout);
  assertMatchesSchema("add", added);
  assert.equal(added.diff, planned.diff);
  const text = readFileSync(join(line.folder, target), "utf8");
  const again = JSON.parse((await line.run([...argv, "--yes", "--format", "json"])).stdout);
  assertMatchesSchema("add", again);
  assert.equal(again.state, "unchanged");
  assert.equal(readFileSync(join(line.folder, target), "utf8"), text);
  assert.deepEqual(readdirSync(join(line.folder, ".cursor")), ["mcp.json"], "no temporary file is left");
});

test("another server of the same key stays without --force; --as gives another key; the file's mode is kept", async (t) => {
  const mine = '{ "mcpServers": { "weather": { "url": "https://other.example.com/mcp" } } } // mine\n';
  const line = createCommandLine(t, { files: { ...file, [target]: mine } });
  chmodSync(join(line.folder, target), 0o600);
  const refused = await line.run([...argv, "--yes"]);
  assert.equal(refused.code, 1);
  assert.match(
    refused.stderr,
    /"weather" is there already and leads to https:\/\/other\.example\.com\/mcp; .*--as.*--force/,
  );
  assert.equal(readFileSync(join(line.folder, target), "utf8"), mine);
  assert.equal((await line.run([...argv, "--yes", "--as", "weather2"])).code, 0);
  const text = readFileSync(join(line.folder, target), "utf8");
  assert.ok(text.includes("https://other.example.com/mcp") && text.includes('"weather2"') && text.includes("// mine"));
  assert.equal(statSync(join(line.folder, target)).mode & 0o777, 0o600);
  assert.equal((await line.run([...argv, "--yes", "--as", "__proto__"])).code, 2);
  writeFileSync(join(line.folder, target), mine);
  assert.equal((await line.run([...argv, "--yes", "--force"])).code, 0);
  assert.doesNotMatch(readFileSync(join(line.folder, target), "utf8"), /other\.example/);
});

test("no link is followed, no folder taken for a file, no file that is no configuration touched", async (t) => {
  const line = createCommandLine(t, { files: { ...file, "secret.json": "{}", "bad/mcp.json": "{ not json" } });
  mkdirSync(join(line.folder, ".cursor"));
  symlinkSync(join(line.folder, "secret.json"), join(line.folder, target));
  const linked = await line.run([...argv, "--yes"]);
  assert.equal(linked.code, 1);
  assert.match(linked.stderr, /symbolic link.*--file/);
  symlinkSync(join(line.folder, "bad"), join(line.folder, ".vscode"));
  assert.equal((await line.run(["add", "card.json", "--client", "vscode", "--yes"])).code, 1);
  assert.equal((await line.run([...argv, "--yes", "--file", "bad"])).code, 1);
  const broken = await line.run([...argv, "--yes", "--file", "bad/mcp.json"]);
  assert.equal(broken.code, 1);
  assert.match(broken.stderr, /no JSON .*line 1/);
  const latin = Buffer.from('{ "mcpServers": {}, "title": "caf\u00e9" }', "latin1");
  writeFileSync(join(line.folder, "latin.json"), latin);
  const other = await line.run([...argv, "--yes", "--file", "latin.json"]);
  assert.equal(other.code, 1);
  assert.match(other.stderr, /^error: latin\.json: it is not UTF-8.*\nnothing was written\n$/);
  assert.deepEqual(readFileSync(join(line.folder, "latin.json")), latin);
  assert.equal(readFileSync(join(line.folder, "secret.json"), "utf8"), "{}");
  assert.equal(readFileSync(join(line.folder, "bad/mcp.json"), "utf8"), "{ not json");
});

test("the user's own file is found by the environment; a client without a project's says so", async (t) => {
  const line = createCommandLine(t, { files: file });
  const env = { HOME: join(line.folder, "home"), USERPROFILE: join(line.folder, "home") };
  const { code, stdout } = await line.run([...argv, "--yes", "--scope", "user"], { env });
  assert.equal(code, 0, stdout);
  assert.match(stdout, /~\/\.cursor\/mcp\.json has "weather" now/);
  assert.ok(existsSync(join(line.folder, "home/.cursor/mcp.json")));
  const beside = { HOME: join(line.folder, "ann"), XDG_CONFIG_HOME: join(line.folder, "anna") };
  const zed = await line.run(["add", "card.json", "--client", "zed", "--scope", "user", "--dry-run"], { env: beside });
  assert.equal(zed.code, 0, zed.stderr);
  assert.doesNotMatch(zed.stdout, /~/);
  const none = await line.run(["add", "card.json", "--client", "windsurf", "--scope", "project", "--yes"], { env });
  assert.equal(none.code, 2);
  assert.match(none.stderr, /--scope user/);
  assert.equal((await line.run(["add", "card.json", "--client", "windsurf", "--yes"])).code, 2);
});

test("a domain: listed by, card at, traffic to; of several servers one has to be named", async (t) => {
  const host = "shop.example.com";
  const remotes = [{ type: "streamable-http", url: "https://mcp.example.net/mcp" }];
  const names = ["maps", "tides"];
  const played = web.host(host).catalog(names.map((name) => entryOf(name, `https://cards.example.org/${name}`)));
  for (const name of names)
    web.host("cards.example.org").card(`/${name}`, cardOf(`com.example.shop/${name}`, { remotes }));
  const line = createCommandLine(t);
  const network = playedBy(web, line);
  const base = ["add", played.name, "--client", "claude-code", "--yes", ...network];
  const several = await line.run(base);
  assert.equal(several.code, 1);
  assert.match(
    several.stderr,
    /several servers.*--server: com\.example\.shop\/maps 1\.0\.0, com\.example\.shop\/tides/,
  );
  const { code, stdout, stderr } = await line.run([...base, "--server", "com.example.shop/tides"]);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /listed by shop\.example\.com → card at cards\.example\.org → traffic to mcp\.example\.net/);
  const written = JSON.parse(readFileSync(join(line.folder, ".mcp.json"), "utf8"));
  assert.deepEqual(written.mcpServers.tides, { type: "http", url: "https://mcp.example.net/mcp" });
  assert.equal((await line.run([...base, "--server", "com.example/none"])).code, 1);
  web.host("empty.example.com");
  assert.equal(
    (await line.run(["add", "empty.example.com", "--client", "cursor", "--yes", ...playedBy(web, line)])).code,
    1,
  );
  assert.equal((await line.run(["add", "silent.example.org", "--client", "cursor", "--yes", ...network])).code, 3);
});

test("a name that speaks for another domain is said to be a claim; a card's warnings are counted", async (t) => {
  const line = createCommandLine(t);
  for (const [host, name, claims] of [
    ["odd.example.net", "com.example.bank/pay", true],
    ["bank.example.com", "com.example.bank/pay", false],
    ["notbank.example.com", "com.example.bank/pay", true],
  ] as const) {
    web.host(host).catalog([entryOf("pay", `https://${host}/pay`)]);
    web.host(host).card("/pay", cardOf(name));
    const argv = ["add", host, "--client", "cursor", "--dry-run", ...playedBy(web, line)];
    const { code, stdout } = await line.run(argv);
    assert.equal(code, 0, stdout);
    assert.equal(stdout.includes("the name is bank.example.com's to give"), claims, host);
  }
  const warned = JSON.stringify(cardOf("com.example.mcp/weather", { version: "latest" }));
  const { stdout } = await line.run(["add", "w.json", "--client", "cursor", "--dry-run"], {
    files: { "w.json": warned },
  });
  assert.match(stdout, /the card has \d+ warnings?: mcp-discover validate/);
});

test("a registry is asked by name; what it answers for another name, or has deleted, is refused", async (t) => {
  const registry = web.host("registry.example.com");
  const at = (name: string): string => `/v0.1/servers/${encodeURIComponent(name)}/versions/latest`;
  const { $schema: _, ...server } = cardOf("com.example/weather");
  const entry = (status: string, more: object = {}): object => ({
    server: { ...server, ...more },
    _meta: { "io.modelcontextprotocol.registry/official": { status } },
  });
  registry.json(at("com.example/weather"), entry("active"));
  registry.json(at("com.example/other"), entry("active"));
  registry.json(at("com.example/gone"), entry("deleted", { name: "com.example/gone" }));
  registry.json(
    at("com.example/local"),
    entry("active", { name: "com.example/local", remotes: undefined, packages: [] }),
  );
  const line = createCommandLine(t);
  const add = (name: string): ReturnType<typeof line.run> =>
    line.run([
      ...["add", name, "--registry", "https://registry.example.com/v0.1/", "--client", "gemini-cli", "--yes"],
      ...playedBy(web, line),
    ]);
  for (const name of ["com.example/other", "com.example/gone", "com.example/local", "com.example/unknown"]) {
    const { code, stderr } = await add(name);
    assert.equal(code, 1, `${name}: ${stderr}`);
  }
  assert.ok(!existsSync(join(line.folder, ".gemini")));
  const { code, stdout, stderr } = await add("com.example/weather");
  assert.equal(code, 0, stderr);
  assert.match(
    stdout,
    /listed by registry\.example\.com → card made of its entry there → traffic to mcp\.example\.com/,
  );
  assert.match(
    readFileSync(join(line.folder, ".gemini/settings.json"), "utf8"),
    /"httpUrl": "https:\/\/mcp\.example\.com\/mcp"/,
  );
});

test("a hostile card shows nothing raw and is refused where it is invalid or reaches for the environment", async (t) => {
  const remotes = [
    { type: "streamable-http", url: "https://mcp.example.com/mcp", headers: [{ name: "X-A", value: `\${HOME}` }] },
  ];
  const loud = cardOf("com.example/weather", { description: "a\u001b[2Jb" });
  const line = createCommandLine(t, {
    files: {
      "reach.json": JSON.stringify(cardOf("com.example/weather", { remotes })),
      "loud.json": JSON.stringify(loud),
      "old.json": '{ "serverInfo": { "name": "x" } }',
    },
  });
  for (const name of ["reach.json", "loud.json", "old.json"]) {
    const { code, stdout, stderr } = await line.run(["add", name, "--client", "cursor", "--yes"]);
    assert.doesNotMatch(stdout + stderr, /\u001b/);
    if (name !== "loud.json") assert.equal(code, 1, name + stderr);
  }
});
