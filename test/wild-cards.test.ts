// Real cards from public repositories, the whole way: served by hosts on loopback, crawled, read back through the API.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { createApp } from "../registry/app.ts";
import { openStore } from "../registry/store/sqlite.ts";
import { crawl } from "../src/crawl/crawl.ts";
import { migrate } from "../src/dialects/migrate.ts";
import { kindOf } from "../src/document/sniff.ts";
import { validate } from "../src/validate/validate.ts";
import { sharedData, skipWithout } from "./support/shared-data.ts";
import { entryOf, openWeb } from "./support/web.ts";

interface WildCard {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly name: string | undefined;
  readonly host: string;
  /** Valid, and nothing that a registry refuses. */
  readonly listable: boolean;
  readonly valid: boolean;
}

/** What a crawl takes a document for: itself, or, where it is of an older kind, the one card that it becomes. */
function becomes(bytes: Uint8Array, url: string): Uint8Array {
  if (validate(bytes).kind === "server-card") return bytes;
  const { cards } = migrate(bytes, { url });
  return cards.length === 1 ? Buffer.from(JSON.stringify(cards[0]?.card)) : bytes;
}

function readWildCards(): WildCard[] {
  const folder = sharedData("wild/v1-card") ?? "";
  return readdirSync(folder).map((file, index) => {
    const bytes = readFileSync(join(folder, file));
    const host = `wild-${index}.example.com`;
    const card = becomes(bytes, `https://${host}/mcp/server-card`);
    const { name } = JSON.parse(Buffer.from(card).toString("utf8"));
    const valid = validate(card).valid;
    const listable = validate(card, { admission: true }).valid;
    return { file, bytes, name, host, listable, valid };
  });
}

test("real cards are served, crawled and read back: the valid ones listed, the invalid ones reported", {
  skip: skipWithout("wild/v1-card"),
}, async () => {
  const cards = readWildCards();
  const web = await openWeb();
  const transport = web.transport.bind(web);
  for (const { host, bytes } of cards) {
    web.host(host).catalog([entryOf("card", `https://${host}/mcp/server-card`)]);
    web
      .host(host)
      .get("/mcp/server-card", { headers: { "content-type": "application/mcp-server-card+json" }, body: bytes });
  }
  const now = (): Date => new Date();
  const store = await openStore(":memory:", { now });
  const network = transport();
  try {
    const invalid = new Map<string, number>();
    const hosts = cards.map(({ host }) => host);
    const hurried = { delayMs: 0, mayHurry: () => true };
    for await (const event of crawl(hosts, { transport: network, frontier: store.frontier, now, ...hurried })) {
      if (event.event === "host") invalid.set(event.host, event.invalid);
      else assert.equal(event.hosts, cards.length);
    }
    for (const { host, valid, file } of cards) assert.equal(invalid.get(host), valid ? 0 : 1, file);

    const app = createApp({ store, now });
    const answer = await app.request("/v0.1/servers?limit=100");
    const { servers } = (await answer.json()) as { servers: { server: { name: string } }[] };
    const listed = servers.map(({ server }) => server.name).sort();
    const expected = cards.filter(({ listable }) => listable).map(({ name }) => name);
    assert.deepEqual(listed, expected.sort());
    assert.ok(listed.length >= 6, "most of the valid ones may be listed");
  } finally {
    await network.close();
    await store.close();
    await web.close();
  }
});

test("every wild document has a kind, whatever it is", { skip: skipWithout("wild") }, () => {
  const folder = sharedData("wild") ?? "";
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".json"));
  assert.equal(files.length, 177);
  for (const file of files) {
    const report = validate(readFileSync(join(folder, file)));
    assert.ok(report.kind, file);
    if (report.kind === "server-card") assert.ok(typeof kindOf(JSON.parse(report.text ?? "")) === "string");
  }
});
