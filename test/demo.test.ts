// The demo end to end: real HTTPS hosts, a real crawl, a real registry, and output that a newcomer and a program can read.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { startSamples } from "../cli/demo/samples.ts";
import { listText } from "../cli/demo/table.ts";
import { plain } from "../cli/format/palette.ts";
import { discover } from "../src/discover/discover.ts";
import { createTransport } from "../src/http/safe-exchange.ts";
import { userAgent } from "../src/http/user-agent.ts";
import { createCommandLine } from "./support/host.ts";
import { assertMatchesSchema } from "./support/schemas.ts";

test("the demo prints what became of each host and what is listed, and ends with --once", async (t) => {
  const { code, stdout, stderr } = await createCommandLine(t).run(["demo", "--once"]);
  assert.equal(code, 0, stderr);
  const line = (host: string): string => stdout.split("\n").find((text) => text.includes(`  ${host}`)) ?? "";
  assert.match(line("weather.example.com"), /3 cards/);
  assert.match(line("library.example.org"), /inline.*1 card/);
  assert.match(line("maps.example.com"), /2 cards/);
  assert.match(line("solo.example.net"), /1 card/);
  assert.match(line("quiet.example.com"), /publishes nothing/);
  assert.match(line("broken.example.org"), /1 invalid/);
  assert.match(line("slow.example.net"), /failed/);
  assert.match(line("pages.example.com"), /publishes nothing/);
  assert.match(line("archive.example.org"), /older shape.* 1 card/);
  assert.match(line("copycat.example.net"), /1 card/);
  assert.match(stdout, /com\.example\.weather\/forecast 1\.0\.0 +served by its own domain, weather\.example\.com/);
  assert.match(stdout, /com\.example\.weather\/forecast 9\.9\.9 +claimed by copycat\.example\.net/);
  assert.match(stdout, /org\.example\.archive\/\S+ .*archive\.example\.org/);
  assert.match(line("slow.example.net"), /failed: .*(?:…|ms)$/, "what is cut says so");
  assert.doesNotMatch(stdout, /127\.0\.0\.1/, "nothing listens any more");
});

test("a demo that goes on says where its registry is, and how to end it", () => {
  const layout = { palette: plain, columns: 80 };
  const text = listText({ listed: [], unconfirmed: [] }, "http://127.0.0.1:8080", layout);
  assert.match(text, /\n {2}http:\/\/127\.0\.0\.1:8080\/v0\.1\/servers .*\n\nCtrl-C ends it\.\n$/);
});

test("the demo's JSON is what its schema says", async (t) => {
  const { code, stdout } = await createCommandLine(t).run(["demo", "--once", "--format", "json"]);
  assert.equal(code, 0);
  const told = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  for (const line of told) assertMatchesSchema("demo", line);
  assert.deepEqual(
    told.map(({ event }) => event),
    ["summary", "listening"],
  );
  assert.equal(told[0].hosts, 10);
});

test("the host that serves what publish wrote is discovered without a finding", async () => {
  const folder = await mkdtemp(join(tmpdir(), "mcp-discover-demo-test-"));
  const { resolve, ca, close } = await startSamples(folder, new Date());
  const transport = createTransport({ profile: "cli", userAgent: userAgent(), resolve, ca: [ca] });
  const visit = transport.openVisit();
  try {
    const found = await discover("weather.example.com", { exchange: visit.exchange });
    assert.equal(found.outcome, "found");
    assert.equal(found.servers.length, 3);
    assert.deepEqual(
      [...found.catalogs, ...found.servers].flatMap(({ report }) => report.diagnostics),
      [],
    );
  } finally {
    await visit.close();
    await transport.close();
    await close();
    await rm(folder, { recursive: true, force: true });
  }
});
