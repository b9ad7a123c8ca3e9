// `init`: a card from flags, from files, from a running server and from a person, that validate has nothing against.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { type TestContext, test } from "node:test";
import fc from "fast-check";
import type { Card } from "../src/document/card.ts";
import { readRepository } from "../src/draft/repository.ts";
import { validate } from "../src/validate/validate.ts";
import { createCommandLine, type Outcome } from "./support/host.ts";
import { openModernServer, openOlderServer } from "./support/mcp-servers.ts";
import { projectRoot, sharedData, skipWithout } from "./support/shared-data.ts";

const stated = ["--url", "https://weather.example.com/mcp", "--server-version", "1.2.0", "--description", "Forecasts"];

async function initOn(t: TestContext, argv: readonly string[], files: Record<string, string> = {}): Promise<Outcome> {
  return await createCommandLine(t, { files }).run(["init", ...argv, "--out", "-"]);
}

/** The card that came out; it is one that validate has nothing against. */
function cardOf({ code, stdout, stderr }: Outcome): Card {
  assert.equal(code, 0, stderr);
  const { diagnostics, card } = validate(stdout);
  assert.deepEqual(diagnostics, []);
  assert.ok(card);
  return card;
}

test("flags alone make a card, with a name from the domain", async (t) => {
  const card = cardOf(await initOn(t, stated));
  assert.deepEqual(card.remotes, [{ type: "streamable-http", url: "https://weather.example.com/mcp" }]);
  assert.equal(card.name, "com.example.weather/weather");
  const names: Record<string, readonly string[]> = {
    "com.example.weather/forecasts": ["--name", "forecasts"],
    "com.example/weather": ["--domain", "example.com"],
    "org.example/weather": ["--domain", "example.org", "--allow-warnings"],
    "com.example.weather/weather-of-the-world": ["--title", "Weather of the World"],
  };
  for (const [name, more] of Object.entries(names)) {
    const { code, stdout, stderr } = await initOn(t, [...stated, ...more]);
    assert.equal(code, 0, stderr);
    assert.equal(JSON.parse(stdout).name, name);
  }
});

test("a secret header is asked of users, and its value is nowhere", async (t) => {
  const [remote] = cardOf(await initOn(t, [...stated, "--secret-header", "X-API-Key"])).remotes ?? [];
  assert.equal(remote?.headers?.[0]?.name, "X-API-Key");
  assert.equal(remote?.headers?.[0]?.isSecret, true);
  assert.equal(remote?.headers?.[0]?.value, undefined);
});

test("what a card would be refused for is a usage error that names the flag", async (t) => {
  for (const [flag, value] of [
    ["--server-version", "^1.0.0"],
    ["--url", "http://weather.example.com/mcp"],
    ["--url", "https://user:secret@weather.example.com/mcp"],
    ["--url", "https://{tenant}.example.com/mcp"],
    ["--description", "x".repeat(101)],
    ["--name", "weather of the world"],
    ["--domain", "localhost"],
    ["--secret-header", "Content-Length"],
    ["--repository", "not a repository"],
  ] as const) {
    const { code, stderr, stdout } = await initOn(t, [...stated, flag, value]);
    assert.deepEqual([code, stdout], [2, ""], `${flag} ${value}`);
    assert.ok(stderr.startsWith(`error: ${flag}: `), stderr);
  }
});

test("without a terminal, all that is missing is listed at once", async (t) => {
  const line = createCommandLine(t);
  const { code, stderr } = await line.run(["init"]);
  assert.equal(code, 2);
  for (const flag of ["--url", "--description", "--server-version"]) assert.ok(stderr.includes(flag), flag);
  assert.deepEqual(readdirSync(line.folder), []);
});

test("a file that is there is not overwritten without --force, nor a link followed", async (t) => {
  const line = createCommandLine(t, { files: { "server-card.json": "mine", secret: "secret" } });
  const refused = await line.run(["init", ...stated]);
  assert.equal(refused.code, 1);
  assert.match(refused.stderr, /is there already and differs: --force replaces it/);
  assert.equal(readFileSync(join(line.folder, "server-card.json"), "utf8"), "mine");
  assert.equal((await line.run(["init", ...stated, "--force"])).code, 0);
  assert.equal((await line.run(["init", ...stated])).code, 0, "the same card may be made again");
  symlinkSync(join(line.folder, "secret"), join(line.folder, "link.json"));
  assert.equal((await line.run(["init", ...stated, "--out", "link.json", "--force"])).code, 1);
  assert.equal(readFileSync(join(line.folder, "secret"), "utf8"), "secret");
});

test("package.json gives name, version, description, page and repository; flags win", async (t) => {
  const manifest = JSON.stringify({
    name: "@example/weather-server",
    version: "3.1.4",
    description: "Forecasts for any place on land",
    homepage: "https://example.com/weather",
    repository: { type: "git", url: "git+ssh://git@github.com/example/weather.git", directory: "packages/server" },
  });
  const argv = ["--from", "package.json", "--url", "https://example.com/mcp"];
  const card = cardOf(await initOn(t, argv, { "package.json": manifest }));
  assert.deepEqual(
    { ...card, $schema: undefined, remotes: undefined },
    {
      $schema: undefined,
      name: "com.example/weather-server",
      version: "3.1.4",
      description: "Forecasts for any place on land",
      websiteUrl: "https://example.com/weather",
      repository: { url: "https://github.com/example/weather", source: "github", subfolder: "packages/server" },
      remotes: undefined,
    },
  );
  const flagged = cardOf(await initOn(t, [...argv, "--server-version", "4.0.0"], { "package.json": manifest }));
  assert.equal(flagged.version, "4.0.0");
  const named = JSON.stringify({ ...JSON.parse(manifest), mcpName: "io.github.example/weather" });
  assert.equal(cardOf(await initOn(t, argv, { "package.json": named })).name, "io.github.example/weather");
});

test("a package's repository is read in all the ways in which it is written, and leads to an https page or nowhere", () => {
  const page = { url: "https://github.com/example/weather", source: "github" };
  for (const text of [
    "example/weather",
    "github:example/weather",
    "git@github.com:example/weather.git",
    "git://github.com/example/weather.git",
    "git+https://github.com/example/weather.git",
    "https://github.com/example/weather",
  ])
    assert.deepEqual(readRepository(text), page, text);
  assert.deepEqual(readRepository("gitlab:example/weather"), {
    url: "https://gitlab.com/example/weather",
    source: "gitlab",
  });
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.webUrl(),
        fc.webUrl().map((url) => `git+${url}.git`),
      ),
      (text) => {
        const read = readRepository(text);
        assert.ok(read === undefined || new URL(read.url).protocol === "https:");
      },
    ),
  );
});

test("an older card and a server.json become cards; what they do not say is listed", async (t) => {
  const older = JSON.stringify({
    $schema: "https://static.modelcontextprotocol.io/schemas/mcp-server-card/v1.json",
    version: "1.0",
    protocolVersion: "2025-06-18",
    serverInfo: { name: "weather", title: "Weather", version: "2.0.0" },
    description: "Forecasts",
    transport: { type: "streamable-http", endpoint: "/mcp" },
  });
  const files = { "old.json": older };
  const relative = await initOn(t, ["--from", "old.json"], files);
  assert.equal(relative.code, 1);
  assert.match(relative.stderr, /is relative/);
  const card = cardOf(await initOn(t, ["--from", "old.json", "--domain", "example.com"], files));
  assert.deepEqual([card.name, card.version, card.title], ["com.example/weather", "2.0.0", "Weather"]);
  assert.equal(card._meta, undefined, "where it came from is for a crawler to say");

  const program = JSON.stringify({
    $schema: "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json",
    name: "com.example/weather",
    version: "1.0.0",
    description: "Forecasts",
    packages: [{ registryType: "npm", identifier: "weather", version: "1.0.0", transport: { type: "stdio" } }],
  });
  const local = await initOn(t, ["--from", "server.json"], { "server.json": program });
  assert.equal(local.code, 2);
  assert.match(local.stderr, /--url/);
  const hosted = cardOf(
    await initOn(t, ["--from", "server.json", "--url", "https://example.com/mcp"], { "server.json": program }),
  );
  assert.equal(hosted.name, "com.example/weather");
});

test("a warning that nobody can mend keeps the card from being written, unless that is wanted", async (t) => {
  const line = createCommandLine(t);
  const argv = ["init", ...stated, "--transport", "sse"];
  const { code, stderr } = await line.run(argv);
  assert.equal(code, 1);
  assert.match(stderr, /card\/sse[\s\S]*--allow-warnings/);
  assert.equal(existsSync(join(line.folder, "server-card.json")), false);
  assert.equal((await line.run([...argv, "--allow-warnings"])).code, 0);
});

test("a document that is none of these is refused by name, and a file that is not there with 3", async (t) => {
  for (const text of ["", "{", "[]", "null", '{"a":1}', "<html>", '{"specVersion":"1.0","entries":[]}']) {
    const { code, stderr } = await initOn(t, ["--from", "it.json", ...stated], { "it.json": text });
    assert.ok(
      code === 1 && /^error: it\.json: .{10,}\nnothing was written\n$/.test(stderr),
      `${text}: ${code} ${stderr}`,
    );
  }
  assert.equal((await initOn(t, ["--from", "gone.json", ...stated])).code, 3);
});

test("--from-server asks the running server, of either generation, says so, and keeps a tried-out address out of the card", async (t) => {
  const self = { name: "weather-server", version: "2.3.4", title: "Weather", description: "Forecasts" };
  for (const open of [openModernServer, openOlderServer]) {
    const server = await open(self);
    t.after(() => server.close());
    const argv = ["--from-server", server.url, "--allow-private"];
    const missing = await initOn(t, argv);
    assert.equal(missing.code, 2, "a loopback address is no endpoint for users");
    const outcome = await initOn(t, [...argv, "--url", "https://example.com/mcp", "--description", "Forecasts"]);
    assert.match(outcome.stderr, /^note: --from-server speaks to /m);
    const card = cardOf(outcome);
    assert.deepEqual([card.name, card.version, card.title], ["com.example/weather-server", "2.3.4", "Weather"]);
    assert.ok((card.remotes?.[0]?.supportedProtocolVersions?.length ?? 0) > 0);
    assert.equal(card.remotes?.[0]?.url, "https://example.com/mcp");
    assert.ok(server.heard.length <= 8);
  }
  const gone = await initOn(t, ["--from-server", "http://127.0.0.1:1/mcp", "--allow-private", ...stated]);
  assert.equal(gone.code, 3);
});

/** Somebody at a terminal, who answers each question in turn. */
function person(answers: readonly string[]): { input: PassThrough; output: PassThrough; asked: () => string } {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const waiting = [...answers];
  let said = "";
  let answered = 0;
  output.on("data", (chunk) => {
    said += String(chunk);
    const questions = said.split("?").length - 1;
    if (questions <= answered || waiting.length === 0) return;
    answered = questions;
    const answer = waiting.shift() ?? "";
    setTimeout(() => input.write(answer), 30);
  });
  return { input, output, asked: () => said };
}

test("a person is asked only for what is not known", async (t) => {
  const line = createCommandLine(t);
  const terminal = person(["Forecasts for any place\r"]);
  const known = ["init", "--url", "https://weather.example.com/mcp", "--server-version", "1.0.0"];
  const { code, stderr } = await line.run(known, { terminal });
  assert.equal(code, 0, stderr);
  assert.match(terminal.asked(), /What can it do/);
  assert.doesNotMatch(terminal.asked(), /Where is|Which version|What is it called/);
  const card = JSON.parse(readFileSync(join(line.folder, "server-card.json"), "utf8"));
  assert.equal(card.description, "Forecasts for any place");
});

test("a wrong answer is said to be wrong, in the words of validate, and may be mended", async (t) => {
  const line = createCommandLine(t);
  const [input, output] = [new PassThrough(), new PassThrough()];
  const script: [seen: string, typed: string][] = [
    ["Which version", "^1\r"],
    ["is a range", "\u007f\u007f1.0.0\r"],
  ];
  let said = "";
  output.on("data", (chunk) => {
    said += String(chunk);
    const [next] = script;
    if (next === undefined || !said.includes(next[0])) return;
    script.shift();
    setTimeout(() => input.write(next[1]), 30);
  });
  const argv = ["init", "--url", "https://example.com/mcp", "--description", "Forecasts", "--name", "weather"];
  const { code } = await line.run(argv, { terminal: { input, output } });
  assert.equal(code, 0);
  assert.equal(JSON.parse(readFileSync(join(line.folder, "server-card.json"), "utf8")).version, "1.0.0");
});

test("a person who gives up leaves nothing behind", async (t) => {
  const line = createCommandLine(t);
  for (const key of ["\u0003", "\u0004"]) {
    const terminal = person([key]);
    const { code, stderr } = await line.run(["init"], { terminal });
    assert.equal(code, 4, JSON.stringify(key));
    assert.match(stderr, /nothing was written/);
    assert.ok(terminal.asked().endsWith("\u001b[?25h"), "the cursor is there again");
    assert.deepEqual(readdirSync(line.folder), []);
  }
});

const python = spawnSync("python3", ["-c", "import pty"]).status === 0;

test("at a real terminal, init asks and writes", { skip: python ? false : "python3 is not installed" }, (t) => {
  const folder = mkdtempSync(join(tmpdir(), "init-pty-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(
    join(folder, "play.py"),
    `import fcntl, os, pty, select, struct, sys, termios, time
pid, fd = pty.fork()
if pid == 0:
    os.execvp(sys.argv[1], sys.argv[1:])
fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
said, answers = b"", [(b"endpoint?", b"https://weather.example.com/mcp\\r"), (b"characters?", b"Forecasts\\r"), (b"is it?", b"1.0.0\\r")]
end = time.time() + 30
while time.time() < end:
    if select.select([fd], [], [], 0.2)[0]:
        try:
            chunk = os.read(fd, 4096)
        except OSError:
            break
        if not chunk:
            break
        said += chunk
    if answers and answers[0][0] in said:
        time.sleep(0.2)
        os.write(fd, answers.pop(0)[1])
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
`,
  );
  const bin = join(projectRoot, "dist/bin/mcp-discover.js");
  const { status, stderr } = spawnSync("python3", ["play.py", process.execPath, bin, "init"], {
    cwd: folder,
    encoding: "utf8",
    timeout: 60_000,
  });
  assert.equal(status, 0, stderr);
  assert.deepEqual(validate(readFileSync(join(folder, "server-card.json"))).diagnostics, []);
});

const kinds = ["server-json", "sep1649-card", "v1-card", "mcp-json", "mcp-manifest"];

test("every real server.json and older card becomes a valid card, or is refused for a reason", {
  skip: skipWithout("wild/server-json"),
}, async (t) => {
  const counts = { written: 0, refused: 0, asked: 0 };
  for (const kind of kinds) {
    const folder = sharedData(`wild/${kind}`) ?? "";
    for (const file of readdirSync(folder)) {
      const argv = ["--from", join(folder, file), "--domain", "example.com", "--allow-warnings"];
      for (const more of [
        [],
        ["--url", "https://example.com/mcp", "--description", "Answers", "--server-version", "1.0.0"],
      ]) {
        const { code, stdout, stderr } = await initOn(t, [...argv, ...more]);
        if (code === 0) {
          assert.equal(validate(stdout).valid, true, file);
          assert.doesNotMatch(stdout, /mcp-discover\/source/);
          counts.written++;
        } else if (code === 2) {
          assert.match(stderr, /a card needs more than is known.*--(?:url|description|server-version|name) /);
          assert.equal(more.length, 0, `${file}: ${stderr}`);
          counts.asked++;
        } else {
          assert.equal(code, 1, stderr);
          assert.match(stderr, /error: .+ \([a-z-]+\)|error: .+it lists \d+ servers/, file);
          counts.refused++;
        }
      }
    }
  }
  t.diagnostic(JSON.stringify(counts));
  assert.ok(counts.written > 120 && counts.refused < 60, JSON.stringify(counts));
});
