// What the tool really prints and answers, held against its public schemas.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { problemBody } from "../registry/problem.ts";
import { failureCodes } from "../src/document/report.ts";
import { discoveryKey } from "../src/namespace.ts";
import { createCommandLine } from "./support/host.ts";
import { playedBy } from "./support/play.ts";
import { openRegistry } from "./support/registry.ts";
import { assertMatchesSchema, schemaValidator } from "./support/schemas.ts";
import { projectRoot } from "./support/shared-data.ts";
import { claimOf } from "./support/visits.ts";
import { cardOf, entryOf, nestedOf, openWeb } from "./support/web.ts";

test("what validate --format json prints satisfies its schema, for good, bad and missing files alike", () => {
  const examples = join(projectRoot, "schemas/examples");
  const { stdout, status } = spawnSync(
    process.execPath,
    [
      join(projectRoot, "dist/bin/mcp-discover.js"),
      "validate",
      "--format",
      "json",
      examples,
      join(examples, "absent.json"),
    ],
    { encoding: "utf8", maxBuffer: 1 << 26 },
  );
  assert.ok(status === 1 || status === 3, `exit code ${status}`);
  const answer = JSON.parse(stdout);
  assertMatchesSchema("validate", answer);
  assert.ok(answer.summary.documents > 30);
});

test("what discover and crawl print of good, broken, absent and hostile hosts satisfies their schemas", async (t) => {
  const web = await openWeb();
  t.after(() => web.close());
  const wellKnown = "/.well-known/ai-catalog.json";
  web
    .host("good.example.com")
    .catalog(
      [
        entryOf("inline", cardOf("com.example.good/inline")),
        entryOf("url", "https://good.example.com/c"),
        entryOf("lost", "https://good.example.com/lost"),
        entryOf("odd", "javascript:alert(1)"),
        nestedOf("nested", { specVersion: "1.0", entries: [entryOf("deep", cardOf("com.example.good/deep"))] }),
      ],
      { headers: { etag: '"1"' } },
    )
    .card("/c", cardOf("com.example.good/c", { title: "\u001b[2J\u202e" }), { etag: '"2"' });
  web.host("broken.example.com").json(wellKnown, [null, 1, { entries: 5 }]);
  web.host("none.example.com");
  web.host("page.example.com").get(wellKnown, { headers: { "content-type": "text/html" }, body: "<!doctype html>" });
  web.host("shut.example.com").robots("User-agent: *\nDisallow: /");
  web.host("ill.example.com").get(wellKnown, { status: 503, headers: { "retry-after": "60" } });
  web.host("circle.example.com").get(wellKnown, { status: 302, headers: { location: wellKnown } });
  web.host("rude.example.com").get(wellKnown, (request) => request.socket.destroy());
  const names = ["good", "broken", "none", "page", "shut", "ill", "circle", "rude"].map(
    (name) => `${name}.example.com`,
  );
  const line = createCommandLine(t);
  const network = playedBy(web, line);
  for (const target of [...names, "https://good.example.com/c", "not a target"]) {
    const { stdout } = await line.run(["discover", target, "--format", "json", ...network]);
    assertMatchesSchema("discover", JSON.parse(stdout), target);
  }
  const argv = ["crawl", ...names, "not a target", "--store", "s.db", "--format", "json", "--delay", "0", ...network];
  const outcomes = new Set<string>();
  for (const _ of [1, 2]) {
    const { stdout } = await line.run(argv);
    const events = stdout
      .trim()
      .split("\n")
      .map((text): unknown => JSON.parse(text));
    assert.equal(events.length, names.length + 2);
    for (const event of events) {
      assertMatchesSchema("crawl-event", event, JSON.stringify(event));
      outcomes.add(String(Reflect.get(Object(event), "outcome")));
    }
  }
  assert.deepEqual([...outcomes].sort(), ["failed", "found", "none", "refused", "skipped", "undefined"]);
});

test("what the registry answers of an entry carries facts that satisfy their schema", async (t) => {
  const registry = await openRegistry(t);
  const host = "example.com";
  await registry.crawl(
    host,
    claimOf(host, "com.example/weather", "1.0.0", {
      at: registry.clock(),
      identifier: "urn:air:example.com:mcp:weather",
    }),
  );
  const [entry] = (await registry.json("/v0.1/servers")).servers;
  assertMatchesSchema("discovery-facts", entry?._meta[discoveryKey()]);
});

test("every problem of the registry satisfies its schema", () => {
  for (const kind of ["bad-request", "not-found", "internal", "unavailable"] as const)
    assertMatchesSchema("problem", JSON.parse(problemBody(kind, "it did not work")), kind);
});

test("the shapes of the outer contract are accepted, and each one without a required member is not", () => {
  const diagnostic = {
    code: "card/remotes-none",
    severity: "warning",
    message: "the card has no remotes",
    pointer: "",
  };
  const failure = { code: "timeout", message: "no answer in 15 s", url: "https://example.com/" };
  const host = {
    event: "host",
    host: "example.com",
    outcome: "failed",
    catalogs: 0,
    cards: 0,
    invalid: 0,
    notModified: 0,
    requests: 1,
    bytes: 0,
    durationMs: 9.5,
    failure,
  };
  const summary = {
    event: "summary",
    hosts: 1,
    found: 0,
    none: 0,
    failed: 1,
    refused: 0,
    refusedBy: {},
    skipped: 0,
    cards: 0,
    invalid: 0,
    notModified: 0,
    requests: 1,
    bytes: 0,
    new: 0,
    changed: 0,
    gone: 0,
    durationMs: 12,
    complete: true,
  };
  const listening = { event: "listening", url: "http://127.0.0.1:8080" };
  const at = "2026-01-31T12:00:00.000Z";
  const shapes: ReadonlyArray<
    readonly [name: string, value: Readonly<Record<string, unknown>>, optional: readonly string[]]
  > = [
    ["failure", failure, []],
    ["crawl-event", host, ["failure"]],
    ["crawl-event", summary, []],
    ["listening", listening, []],
    ["demo", summary, []],
    ["demo", listening, []],
    ["report", { source: "-", kind: "server-card", valid: true, diagnostics: [diagnostic] }, []],
    [
      "discover",
      {
        schemaVersion: 1,
        tool: { name: "mcp-discover", version: "0.1.0" },
        target: "example.com",
        outcome: "found",
        catalogs: [
          {
            url: "https://example.com/.well-known/ai-catalog.json",
            status: 200,
            kind: "ai-catalog",
            valid: true,
            diagnostics: [],
          },
        ],
        servers: [
          {
            name: "com.example/weather",
            version: "1.0.0",
            listedBy: "https://example.com/c",
            cardAt: "https://example.com/s",
            trafficTo: ["https://example.com/mcp"],
            valid: true,
            card: {},
            diagnostics: [diagnostic],
          },
        ],
        failures: [failure],
        requests: 2,
        durationMs: 40,
      },
      [],
    ],
    [
      "discovery-facts",
      {
        cardUrl: "https://example.com/s",
        hostingHost: "example.com",
        endpointHosts: ["mcp.example.com"],
        kind: "server-card",
        sha256: "0f".repeat(32),
        firstSeenAt: at,
        lastSeenAt: at,
        lastChangedAt: at,
        lastCheckedAt: at,
        state: "fresh",
        evidence: [{ type: "served-by", host: "example.com", checkedAt: at, expiresAt: at }],
        diagnostics: { errors: 0, warnings: 1 },
      },
      [],
    ],
  ];
  for (const [name, value, optional] of shapes) {
    assertMatchesSchema(name, value);
    for (const member of Object.keys(value)) {
      const { [member]: _, ...rest } = value;
      assert.equal(schemaValidator(name)(rest), optional.includes(member), `${name} without ${member}`);
    }
  }
  for (const code of failureCodes) assertMatchesSchema("failure", { ...failure, code });
});
