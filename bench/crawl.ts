// 1,000 loopback hosts crawled, validated and stored, beside a bare undici loop that makes the same requests.

import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cardMediaType, cardSchemaUrl, catalogMediaType } from "../src/document/card.ts";
import { print } from "./measure.ts";

const hosts = Number(process.env["BENCH_HOSTS"] ?? 1000);
const rounds = Number(process.env["BENCH_ROUNDS"] ?? 3);

/** The address that host number `index` is served on: each an origin of its own. */
function addressOf(index: number): string {
  return `127.${Math.floor(index / 64_516) + 1}.${Math.floor(index / 254) % 254}.${(index % 254) + 1}`;
}

interface Outcome {
  readonly ms: number;
  readonly documents: number;
  readonly peakRssMb: number;
  /** User and system time, which a busy machine changes less than the wall clock. */
  readonly cpuMs: number;
}

/** Serves a catalog, a card and no robots.txt for every host, from one process of its own. */
async function serve(): Promise<void> {
  const server = createServer((request, response) => {
    const host = request.headers.host ?? "";
    if (request.url === "/.well-known/ai-catalog.json") {
      response.setHeader("content-type", catalogMediaType);
      response.end(
        JSON.stringify({
          specVersion: "1.0",
          entries: [
            { identifier: `urn:air:${host}:mcp:a`, type: cardMediaType, url: `http://${host}/mcp/server-card` },
          ],
        }),
      );
    } else if (request.url === "/mcp/server-card") {
      response.setHeader("content-type", cardMediaType);
      response.end(
        JSON.stringify({
          $schema: cardSchemaUrl,
          name: `test.host-${host.replace(/[^0-9]+/g, "-")}/a`,
          version: "1.0.0",
          title: "A server for a benchmark",
          description: "Answers a card of an ordinary size to whoever asks, again and again",
          remotes: [
            { type: "streamable-http", url: "https://mcp.example.com/mcp", supportedProtocolVersions: ["2026-07-28"] },
          ],
        }),
      );
    } else {
      response.statusCode = 404;
      response.end();
    }
  });
  server.listen(0, "0.0.0.0");
  await once(server, "listening");
  process.send?.({ port: (server.address() as AddressInfo).port });
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
if (part === "serve") await serve();
else if (part === "bare") process.send?.(await bareLoop(Number(port)), () => process.disconnect());
else if (part === "whole") process.send?.(await wholeRoad(Number(port)), () => process.disconnect());
else await main();
