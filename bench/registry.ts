// What the registry's answers cost, against bare node:http and hono's hello in the same run, and how that grows with the index.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median, print } from "./measure.ts";
import { canLoad, load } from "./registry-load.ts";
import { type Peer, startPeer } from "./registry-peers.ts";
import { buildStore, nameOf } from "./registry-store.ts";

const rounds = Number(process.env["BENCH_ROUNDS"] ?? 5);
const seconds = Number(process.env["BENCH_SECONDS"] ?? 2);

/** Servers in the store; with `--grow` also a tenth and ten times as many, which takes minutes to build. */
const servers = 100_000;

/** Names and pages that are asked for in turn: more than are kept of the registry's answers between two of the same, but `again`. */
const different = { cards: 12_000, pages: 1_500, again: 1_000 };

interface Case {
  readonly name: string;
  readonly peer: Peer;
  readonly paths: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
}

if (!canLoad()) print("registry  skipped: wrk is not installed");
else await main();

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "mcp-discover-bench-"));
  const peers: Peer[] = [];
  const open = async (role: string, path: string): Promise<Peer> => {
    const peer = await startPeer(role, path);
    peers.push(peer);
    return peer;
  };
  try {
    const path = join(folder, "index.db");
    await buildStore(path, servers);
    await against(await open("registry", path), await open("bare", path), await open("hello", path));
    if (process.argv.includes("--grow")) {
      await growing(
        await Promise.all(
          [10_000, 1_000_000].map(async (count) => {
            const each = join(folder, `${count}.db`);
            const started = performance.now();
            await buildStore(each, count);
            print(`registry  ${count} servers written in ${((performance.now() - started) / 1_000).toFixed(0)} s`);
            return { count, peer: await open("registry", each) };
          }),
        ),
      );
    }
  } finally {
    for (const peer of peers) peer.stop();
    rmSync(folder, { recursive: true });
  }
}

/** Numbers spread over the index, in no order. */
function spread(count: number, length: number): number[] {
  return Array.from({ length }, (_, i) => (i * 104_729 + 17) % count);
}

function cardPaths(count: number): string[] {
  return spread(count, different.cards).map(
    (number) => `/v0.1/servers/${encodeURIComponent(nameOf(number))}/versions/latest`,
  );
}

async function tagAt(peer: Peer, path: string): Promise<Readonly<Record<string, string>>> {
  const tag = (await fetch(peer.url + path)).headers.get("etag");
  if (tag === null) throw new Error(`${path} has no tag`);
  return { "If-None-Match": tag };
}

async function against(registry: Peer, bare: Peer, hello: Peer): Promise<void> {
  const pages = spread(servers, different.pages).map((number) => nameOf(number));
  const cursors = await registry.cursors(pages);
  const list = "/v0.1/servers";
  const body = await (await fetch(registry.url + list)).text();
  const cases = {
    list: { name: "list", peer: registry, paths: cursors.map((cursor) => `${list}?cursor=${cursor}`) },
    bareList: { name: "bare list", peer: bare, paths: pages.map((name) => `/rows?after=${encodeURIComponent(name)}`) },
    bareSame: { name: "bare same", peer: bare, paths: pages.map((name) => `/same?after=${encodeURIComponent(name)}`) },
    cached: { name: "cached", peer: registry, paths: [list] },
    bareBytes: { name: "bare bytes", peer: bare, paths: ["/bytes"] },
    bareAnswer: { name: "bare answer", peer: bare, paths: ["/answer"] },
    notModified: { name: "304", peer: registry, paths: [list], headers: await tagAt(registry, list) },
    card: { name: "card", peer: registry, paths: cardPaths(servers) },
    again: { name: "card again", peer: registry, paths: cardPaths(servers).slice(0, different.again) },
    hello: { name: "hello", peer: hello, paths: ["/hello"] },
  } satisfies Record<string, Case>;
  const figures = await measure(cases);
  print(
    `registry  ${servers} servers, a list of 30 has ${Buffer.byteLength(body)} bytes, ${rounds} rounds of ${seconds} s`,
  );
  const row = (what: string, ours: keyof typeof cases, peer: keyof typeof cases, bound: number): void => {
    const ratio = (figures[ours]?.rps ?? 0) / (figures[peer]?.rps ?? 1);
    const cpu = (figures[peer]?.cpuUs ?? 0) / (figures[ours]?.cpuUs ?? 1);
    const verdict = ratio >= bound ? "held" : "missed";
    print(
      `registry  ${what}: ${ratio.toFixed(2)}x (at least ${bound.toFixed(2)}x: ${verdict}), by CPU ${cpu.toFixed(2)}x; ${figures[ours]?.rps.toFixed(0)}/s against ${figures[peer]?.rps.toFixed(0)}/s, p99 ${figures[ours]?.p99Ms.toFixed(1)} ms`,
    );
  };
  row("list from SQLite against bare node:http, same SQL, rows as they come", "list", "bareList", 0.9);
  row("list from SQLite against bare node:http, same SQL, same bytes", "list", "bareSame", 0.9);
  row("list when nothing changed against bare node:http, same body", "cached", "bareBytes", 0.9);
  row("list when nothing changed against bare node:http, same body and headers", "cached", "bareAnswer", 0.9);
  row("304 against hono's hello", "notModified", "hello", 0.95);
  row("one card by name against hono's hello, 12,000 in turn, each read from SQLite", "card", "hello", 0.5);
  row("one card by name against hono's hello, 1,000 in turn, asked again", "again", "hello", 0.5);
}

async function growing(sizes: readonly { readonly count: number; readonly peer: Peer }[]): Promise<void> {
  const cases: Record<string, Case> = {};
  for (const { count, peer } of sizes) {
    const cursors = await peer.cursors(spread(count, different.pages).map((number) => nameOf(number)));
    const list = "/v0.1/servers";
    cases[`list ${count}`] = { name: "list", peer, paths: cursors.map((cursor) => `${list}?cursor=${cursor}`) };
    cases[`card ${count}`] = { name: "card", peer, paths: cardPaths(count) };
    cases[`304 ${count}`] = { name: "304", peer, paths: [list], headers: await tagAt(peer, list) };
  }
  const figures = await measure(cases);
  const [few, many] = sizes.map(({ count }) => count);
  for (const what of ["list", "card", "304"]) {
    const [small, large] = [figures[`${what} ${few}`], figures[`${what} ${many}`]];
    const ratio = (small?.rps ?? 0) / (large?.rps ?? 1);
    print(
      `registry  ${what} at ${many} servers costs ${ratio.toFixed(2)}x of that at ${few} (at most 2.00x: ${ratio <= 2 ? "held" : "missed"}); ${large?.rps.toFixed(0)}/s`,
    );
  }
}

interface Figure {
  readonly rps: number;
  /** Processor time of the server for one answer. */
  readonly cpuUs: number;
  readonly p99Ms: number;
}

/** Asks for each path once at least, so that none is paid for by the page cache's first touch. */
async function warm({ peer, paths, headers = {} }: Case): Promise<void> {
  for (let asked = 0; asked < paths.length; ) asked += (await load(peer.url, { paths, headers, seconds: 4 })).requests;
}

/** Loads each case in turns; medians over the rounds. */
async function measure(cases: Readonly<Record<string, Case>>): Promise<Record<string, Figure>> {
  const figures = new Map<string, Figure[]>(Object.keys(cases).map((name) => [name, []]));
  for (const each of Object.values(cases)) await warm(each);
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, { peer, paths, headers = {} }] of Object.entries(cases)) {
      const before = await peer.cpuUs();
      const loaded = await load(peer.url, { paths, headers, seconds });
      const cpuUs = ((await peer.cpuUs()) - before) / loaded.requests;
      if (loaded.errors > 0) throw new Error(`${name}: ${loaded.errors} errors`);
      figures.get(name)?.push({ rps: loaded.requests / loaded.seconds, cpuUs, p99Ms: loaded.p99Ms });
    }
  }
  return Object.fromEntries(
    [...figures].map(([name, all]) => [
      name,
      {
        rps: median(all.map(({ rps }) => rps)),
        cpuUs: median(all.map(({ cpuUs }) => cpuUs)),
        p99Ms: median(all.map(({ p99Ms }) => p99Ms)),
      },
    ]),
  );
}
