// How long a search takes over 10,000 and 100,000 servers (`--million` for more), and how long it keeps others waiting: p99 against
// its bound, as time that passes and as time of the processor, and the median against a search that ranks every match.

import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { loadDriver } from "../registry/store/driver.ts";
import { openStore } from "../registry/store/sqlite.ts";
import type { Store } from "../registry/store/store.ts";
import { median, print } from "./measure.ts";
import { fillStore } from "./search/bulk.ts";
import { createRandom, createServers, vocabulary } from "./search/synthetic.ts";

const at = Date.parse("2026-03-01T00:00:00Z");
const now = () => new Date(at);
const perKind = 150;
const boundMs = 10;
const heldBoundMs = 20;
const sizes = [10_000, 100_000, ...(process.argv.includes("--million") ? [1_000_000] : [])];

/** What people type, by kind; the same for the same seed. */
function kinds(): Readonly<Record<string, () => string>> {
  const words = vocabulary();
  const random = createRandom(99);
  const among = (from: number, to: number) => words[Math.floor(from + random() * (to - from))] ?? "";
  const word = () => words[Math.floor(words.length ** random()) - 1] ?? "";
  const slip = (text: string) => {
    const place = Math.floor(random() * text.length);
    return `${text.slice(0, place)}q${text.slice(place + 1)}`;
  };
  return {
    common: () => among(0, 10),
    medium: () => among(100, 1_000),
    rare: () => among(10_000, 20_000),
    absent: () => `qx${among(0, 20_000).split("").reverse().join("")}qx`,
    "in every text": () => "for",
    beginning: () => word().slice(0, 2 + Math.floor(random() * 3)),
    typo: () => slip(word()),
    "two words": () => `${word()} ${word()}`,
    "eight common": () => Array.from({ length: 8 }, () => among(0, 20)).join(" "),
    sentence: () => `find me a server for ${Array.from({ length: 6 }, word).join(" ")}`,
    host: () => `mcp.${word()}${Math.floor(random() * 3_000)}.com`,
  };
}

/** What some calls took in milliseconds, each list sorted: time that passed, and time of this process's own work. */
interface Times {
  readonly passed: readonly number[];
  readonly worked: readonly number[];
}

async function timesOf(work: () => unknown, count: number): Promise<Times> {
  const passed: number[] = [];
  const worked: number[] = [];
  for (let round = 0; round < count; round += 1) {
    const before = process.cpuUsage();
    const started = performance.now();
    await work();
    passed.push(performance.now() - started);
    const { user, system } = process.cpuUsage(before);
    worked.push((user + system) / 1000);
  }
  return { passed: sorted(passed), worked: sorted(worked) };
}

function sorted(times: readonly number[]): readonly number[] {
  return [...times].sort((a, b) => a - b);
}

const share = (times: readonly number[], part: number): number => times[Math.floor((times.length - 1) * part)] ?? 0;

/** Searches one after another with facets between them, and how long the event loop was held at most. */
async function heldMs(store: Store): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const make = Object.values(kinds());
  delay.enable();
  for (let round = 0; round < 150; round += 1) {
    const text = make[round % make.length]?.() ?? "";
    await store.search({ text, limit: 30 });
    await new Promise((resolve) => setImmediate(resolve));
    const facets = [{ facet: "tag", limit: 20, least: 1 } as const];
    if (round % 10 === 0) await store.facets({ text, facets, most: 20_000 });
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  delay.disable();
  return delay.percentile(99) / 1e6;
}

const folder = mkdtempSync(join(tmpdir(), "mcp-discover-bench-"));
const p99s = new Map<number, number>();
print(`search speed  ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)} when it began`);
for (const size of sizes) {
  const kept = process.env["MCP_DISCOVER_BENCH_STORES"];
  const path = join(kept ?? folder, `${size}.db`);
  const started = performance.now();
  if (!existsSync(path)) await fillStore(path, { count: size, at, server: createServers(now()) });
  const built = (performance.now() - started) / 1000;
  const store = await openStore(path, { now, readOnly: true });
  const Driver = await loadDriver();
  const database = new Driver(path, { readonly: true });
  const naive = database.prepare(
    `SELECT rowid FROM entries_fts WHERE entries_fts MATCH @match ORDER BY bm25(entries_fts, 4, 8, 2, 3, 5, 0) LIMIT 30`,
  );
  const passed: number[] = [];
  const worked: number[] = [];
  const lines: string[] = [];
  for (const make of Object.values(kinds())) await store.search({ text: make(), limit: 30 });
  for (const [kind, make] of Object.entries(kinds())) {
    const times = await timesOf(() => store.search({ text: make(), limit: 30 }), perKind);
    passed.push(...times.passed);
    worked.push(...times.worked);
    lines.push(`${kind} ${share(times.worked, 0.5).toFixed(1)}/${share(times.worked, 0.99).toFixed(1)}`);
  }
  const p99 = share(sorted(passed), 0.99);
  const work = share(sorted(worked), 0.99);
  p99s.set(size, work);
  const common = median((await timesOf(() => store.search({ text: "search", limit: 30 }), 20)).worked);
  const peer = median((await timesOf(() => naive.all({ match: '"search"' }), 20)).worked);
  const held = await heldMs(store);
  print(
    `search speed  ${size} servers (built in ${built.toFixed(0)} s)  p50 ${share(sorted(passed), 0.5).toFixed(1)} ms  p99 ${p99.toFixed(1)} ms  ` +
      `ratio to the bound of ${boundMs} ms ${(p99 / boundMs).toFixed(2)}  processor p99 ${work.toFixed(1)} ms, ratio ${(work / boundMs).toFixed(2)}  event loop held ${held.toFixed(1)} ms (p99), ` +
      `ratio to ${heldBoundMs} ms ${(held / heldBoundMs).toFixed(2)}`,
  );
  print(
    `search speed  ${size}  a common word ${common.toFixed(2)} ms, ranking every match ${peer.toFixed(2)} ms, ratio ${(common / peer).toFixed(2)}`,
  );
  print(`search speed  ${size}  processor p50/p99 in ms: ${lines.join(", ")}`);
  database.close();
  await store.close();
}
const least = p99s.get(10_000) ?? Number.NaN;
for (const [size, p99] of p99s)
  if (size > 10_000)
    print(
      `search speed  ${size} against 10000: processor p99 ${(p99 / least).toFixed(2)} times (bound at 1000000: 10)`,
    );
print(`search speed  load ${loadavg()[0]?.toFixed(1)} when it ended`);
rmSync(folder, { recursive: true, force: true });
