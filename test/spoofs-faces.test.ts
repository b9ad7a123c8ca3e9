// What is true of the index is true on every face of it: each spoof of support/spoofs.ts seen through the generic API, our own
// search, ARD, the nested catalogs and MCP.

import assert from "node:assert/strict";
import { test } from "node:test";
import { strength } from "../src/evidence/strength.ts";
import { openRegistry, type TestRegistry } from "./support/registry.ts";
import { type SpoofCase, type Step, spoofCases, visitFrom } from "./support/spoofs.ts";
import { all } from "./support/store/asking.ts";
import { commit, dayMs } from "./support/visits.ts";

/** What one face says of one server. */
interface Seen {
  readonly name: string;
  readonly title: string;
  /** Whether it says that the name's own domain stands behind it; absent where it says nothing of that. */
  readonly proved?: boolean;
}

type Body = Readonly<Record<string, unknown>>;

async function answerOf({ ask }: TestRegistry, path: string, body?: unknown): Promise<Body> {
  const post = {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json, text/event-stream" },
    body: JSON.stringify(body),
  };
  const response = await ask(path, body === undefined ? {} : post);
  const text = await response.text();
  assert.equal(response.status, 200, `${path}: ${text}`);
  const data = /^data: (.*)$/m.exec(text)?.[1];
  return JSON.parse(data ?? text) as Body;
}

const our = "io.github.mcp-discover/discovery";

function entriesIn(body: Body, now: Date): Seen[] {
  const servers = body["servers"] as readonly {
    readonly server: { readonly name: string; readonly title?: string };
    readonly _meta: { readonly [our]: { readonly evidence: readonly Body[] } };
  }[];
  return servers.map(({ server, _meta }) => {
    const facts = _meta[our].evidence.map((fact) => ({
      ...fact,
      checkedAt: new Date(String(fact["checkedAt"])),
      expiresAt: new Date(String(fact["expiresAt"])),
      ...(fact["settlesAt"] === undefined ? {} : { settlesAt: new Date(String(fact["settlesAt"])) }),
    }));
    return { name: server.name, title: server.title ?? "", proved: strength(facts as never, now) === 2 };
  });
}

function ardItems(list: unknown): Seen[] {
  return (list as readonly { readonly displayName: string; readonly metadata: Readonly<Record<string, string>> }[]).map(
    ({ displayName, metadata }) => ({
      name: metadata["name"] ?? "",
      title: displayName === metadata["name"] ? "" : displayName,
      proved: metadata["evidence"] === "served-by",
    }),
  );
}

/** Every face of the registry, each asked for all that it shows. */
const faces: Readonly<Record<string, (registry: TestRegistry) => Promise<readonly Seen[]>>> = {
  "the generic API": async (registry) =>
    entriesIn(await answerOf(registry, "/v0.1/servers?version=latest&limit=100"), registry.clock()),
  "our search": async (registry) =>
    entriesIn(
      await answerOf(registry, "/v0.1/x/io.github.mcp-discover/search?status=active&limit=100"),
      registry.clock(),
    ),
  "ARD's agents": async (registry) => ardItems((await answerOf(registry, "/ard/agents?pageSize=100"))["items"]),
  "ARD's search": async (registry) => {
    const asked = { query: { text: "weather fake real" }, pageSize: 100 };
    return ardItems((await answerOf(registry, "/ard/search", asked))["results"]);
  },
  "the nested catalogs": async (registry) => {
    const { entries } = (await answerOf(registry, "/catalogs/servers")) as { readonly entries: readonly Body[] };
    return entries.map((entry) => ({ name: "", title: String(entry["displayName"]) }));
  },
  MCP: async (registry) => {
    const call = { name: "list_servers", arguments: { limit: 100 } };
    const message = { jsonrpc: "2.0", id: 1, method: "tools/call", params: call };
    const { result } = (await answerOf(registry, "/mcp", message)) as {
      readonly result: { readonly structuredContent: { readonly servers: readonly Body[] } };
    };
    return result.structuredContent.servers.map((server) => ({
      name: String(server["name"]),
      title: String(server["title"] ?? ""),
    }));
  },
};

/** Faces that show everything that is listed. */
const whole: ReadonlySet<string> = new Set(["the generic API", "our search", "ARD's agents", "MCP"]);

async function checkFaces(registry: TestRegistry, said: string): Promise<void> {
  const now = registry.clock();
  const { entries } = await registry.store.list({ ...all, version: "latest" });
  const shown = new Map(
    entries.map(({ name, serverJson, discovery }) => {
      const title = (JSON.parse(serverJson) as { readonly title?: string }).title ?? "";
      return [name, { title, proved: strength(discovery.evidence, now) === 2 }] as const;
    }),
  );
  const titles = new Set([...shown].map(([name, { title }]) => (title === "" ? name : title)));
  for (const [face, look] of Object.entries(faces)) {
    const seen = await look(registry);
    if (whole.has(face)) assert.equal(seen.length, shown.size, `${face} leaves servers out, ${said}`);
    for (const { name, title, proved } of seen) {
      if (name === "") assert.ok(titles.has(title), `${face} shows "${title}", ${said}`);
      else {
        assert.equal(title, shown.get(name)?.title, `${face} shows another card of ${name}, ${said}`);
        if (proved) assert.ok(shown.get(name)?.proved, `${face} says that ${name} is proved, ${said}`);
      }
    }
  }
}

async function play(registry: TestRegistry, spoof: SpoofCase, order: readonly Step[]): Promise<void> {
  const { store, clock } = registry;
  for (const [index, step] of order.entries()) {
    await commit(store.frontier, visitFrom(step, clock));
    await checkFaces(registry, `${spoof.title}, after step ${index + 1}`);
    clock.advance((step.daysLater ?? 0) * dayMs + 1_000);
  }
  await checkFaces(registry, `${spoof.title}, at the end`);
  // Long after, when every proof has lapsed.
  clock.advance(40 * dayMs);
  await checkFaces(registry, `${spoof.title}, 40 days later`);
}

for (const spoof of spoofCases) {
  test(`${spoof.title}: no face says more than the index`, async (t) => {
    for (const order of [spoof.steps, [...spoof.steps].reverse()]) await play(await openRegistry(t), spoof, order);
  });
}
