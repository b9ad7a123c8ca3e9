// 1,000 loopback hosts crawled, validated and stored, beside a bare undici loop that makes the same requests.

import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { addressOf, serveHosts } from "./crawl-hosts.ts";
import { print } from "./measure.ts";

const hosts = Number(process.env["BENCH_HOSTS"] ?? 1000);
const rounds = Number(process.env["BENCH_ROUNDS"] ?? 3);

interface Outcome {
  readonly ms: number;
  readonly documents: number;
  readonly peakRssMb: number;
  /** User and system time, which a busy machine changes less than the wall clock. */
  readonly cpuMs: number;
}

/** The floor: the same three requests a host, answered bytes thrown away. */
async function bareLoop(port: number): Promise<Outcome> {
  const { Agent, request } = await import("undici");
  const started = performance.now();
  let next = 0;
  let documents = 0;
  async function worker(): Promise<void> {
    while (next < hosts) {
      const origin = `http://${addressOf(next++)}:${port}`;
      const agent = new Agent({ connections: 1, pipelining: 1 });
      for (const path of ["/robots.txt", "/.well-known/ai-catalog.json", "/mcp/server-card"]) {
        const { body } = await request(`${origin}${path}`, { dispatcher: agent });
        await body.arrayBuffer();
        documents += 1;
      }
      await agent.close();
    }
  }
  await Promise.all(Array.from({ length: 128 }, worker));
  return outcome(started, documents);
}

/** The whole road: crawl, validate, store, index. */
async function wholeRoad(port: number): Promise<Outcome> {
  const { crawl } = await import("../src/crawl/crawl.ts");
  const { createTransport } = await import("../src/http/safe-exchange.ts");
  const { userAgent } = await import("../src/http/user-agent.ts");
  const { openStore } = await import("../registry/store/sqlite.ts");
  const folder = await mkdtemp(join(tmpdir(), "mcp-discover-bench-"));
  const now = (): Date => new Date();
  const started = performance.now();
  const store = await openStore(join(folder, "bench.db"), { now });
  const transport = createTransport({ profile: "cli", userAgent: userAgent(), allowPrivate: true });
  const targets = Array.from({ length: hosts }, (_, index) => `http://${addressOf(index)}:${port}/`);
  let requests = 0;
  const options = { transport, frontier: store.frontier, now, delayMs: 0, mayHurry: () => true };
  for await (const event of crawl(targets, options)) {
    if (event.event === "host") requests += event.requests;
  }
  const result = outcome(started, requests);
  await transport.close();
  await store.close();
  await rm(folder, { recursive: true, force: true });
  return result;
}

function outcome(started: number, documents: number): Outcome {
  const { user, system } = process.cpuUsage();
  return {
    ms: performance.now() - started,
    documents,
    peakRssMb: process.resourceUsage().maxRSS / 1024,
    cpuMs: (user + system) / 1000,
  };
}

/** Runs one part in a fresh process and gives its message. */
async function inProcess<T>(part: string, port: number): Promise<{ message: T; stop: () => void }> {
  const child = fork(fileURLToPath(import.meta.url), [part, String(port)], { stdio: "inherit" });
  const died = once(child, "exit").then(([code]) => {
    throw new Error(`the part "${part}" ended with ${code} before it had a result`);
  });
  const [message] = (await Promise.race([once(child, "message"), died])) as [T];
  died.catch(() => {});
  return { message, stop: () => child.kill() };
}

async function main(): Promise<void> {
  const { message, stop } = await inProcess<{ port: number }>("serve", 0);
  for (let round = 1; round <= rounds; round += 1) {
    const bare = await inProcess<Outcome>("bare", message.port);
    const whole = await inProcess<Outcome>("whole", message.port);
    const rate = (part: Outcome): number => (part.documents / part.ms) * 1000;
    print(
      `crawl  ${hosts} hosts, round ${round}: bare loop ${rate(bare.message).toFixed(0)} requests/s (${bare.message.documents}), ` +
        `crawled and stored ${rate(whole.message).toFixed(0)} requests/s (${whole.message.documents}), ` +
        `ratio ${(rate(whole.message) / rate(bare.message)).toFixed(2)} (of CPU time ${(bare.message.cpuMs / whole.message.cpuMs).toFixed(2)}), peak RSS ${whole.message.peakRssMb.toFixed(0)} MB (bare ${bare.message.peakRssMb.toFixed(0)} MB)`,
    );
  }
  stop();
}

const [part, port] = process.argv.slice(2);
if (part === "serve") await serveHosts();
else if (part === "bare") process.send?.(await bareLoop(Number(port)), () => process.disconnect());
else if (part === "whole") process.send?.(await wholeRoad(Number(port)), () => process.disconnect());
else await main();
