// A crawl of 1,000 loopback hosts, and the same crawl again where nothing has changed: what a document costs the second time.

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

/** A catalog and a card of each host. */
const documents = 2 * hosts;

interface Outcome {
  /** User and system time of the crawl itself, modules loaded before. */
  readonly cpuMs: number;
  readonly notModified: number;
}

/** One crawl of all hosts into a store. */
async function crawlInto(path: string, port: number): Promise<Outcome> {
  const { crawl } = await import("../src/crawl/crawl.ts");
  const { createTransport } = await import("../src/http/safe-exchange.ts");
  const { userAgent } = await import("../src/http/user-agent.ts");
  const { openStore } = await import("../registry/store/sqlite.ts");
  const now = (): Date => new Date();
  const before = process.cpuUsage();
  const store = await openStore(path, { now });
  const transport = createTransport({ profile: "cli", userAgent: userAgent(), allowPrivate: true });
  const targets = Array.from({ length: hosts }, (_, index) => `http://${addressOf(index)}:${port}/`);
  let notModified = 0;
  const options = { transport, frontier: store.frontier, now, delayMs: 0, mayHurry: () => true };
  for await (const event of crawl(targets, options)) if (event.event === "host") notModified += event.notModified;
  const { user, system } = process.cpuUsage(before);
  await transport.close();
  await store.close();
  return { cpuMs: (user + system) / 1000, notModified };
}

/** Runs one part in a fresh process and gives its message. */
async function inProcess<T>(...args: readonly string[]): Promise<{ message: T; stop: () => void }> {
  const child = fork(fileURLToPath(import.meta.url), args, { stdio: "inherit" });
  const died = once(child, "exit").then(([code]) => {
    throw new Error(`the part "${args[0]}" ended with ${code} before it had a result`);
  });
  const [message] = (await Promise.race([once(child, "message"), died])) as [T];
  died.catch(() => {});
  return { message, stop: () => child.kill() };
}

async function main(): Promise<void> {
  const { message, stop } = await inProcess<{ port: number }>("serve");
  for (let round = 1; round <= rounds; round += 1) {
    const folder = await mkdtemp(join(tmpdir(), "mcp-discover-bench-"));
    const path = join(folder, "bench.db");
    const first = (await inProcess<Outcome>("crawl", path, String(message.port))).message;
    const again = (await inProcess<Outcome>("crawl", path, String(message.port))).message;
    await rm(folder, { recursive: true, force: true });
    const each = ({ cpuMs }: Outcome): string => `${((cpuMs / documents) * 1000).toFixed(0)} us`;
    print(
      `recrawl  ${hosts} hosts, round ${round}: CPU time a document ${each(first)} at first, ${each(again)} again ` +
        `(${again.notModified} of ${documents} by 304), ratio ${(again.cpuMs / first.cpuMs).toFixed(2)} (bound: 0.60)`,
    );
  }
  stop();
}

const [part, path = "", port] = process.argv.slice(2);
if (part === "serve") await serveHosts();
else if (part === "crawl") process.send?.(await crawlInto(path, Number(port)), () => process.disconnect());
else await main();
