// `demo`: sample hosts on loopback, crawled into a store and served as a registry, so that a newcomer sees the whole thing.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { HostEvent, SummaryEvent } from "../../src/crawl/event.ts";
import { openPalette } from "../colour.ts";
import { type Call, type Command, defineCommand } from "../command.ts";
import { type DemoRow, demoText, type ListRow, listText } from "../demo/table.ts";
import { exitCode } from "../exit-code.ts";
import { schemaVersion, toJson } from "../format/json.ts";
import type { Host } from "../host.ts";
import { choice, toggle } from "../option.ts";
import { color } from "../options.ts";

/** The sample host that never answers costs this long, so that the demo is quick. */
export const demoTimeoutMs = 1500;

const options = {
  once: toggle("print what was found and end, instead of serving until Ctrl-C"),
  format: choice("how to print", ["text", "json"], "text"),
  color,
};

/** `demo`. */
export const demoCommand: Command = defineCommand({
  operands: [],
  options,
  examples: [
    { line: "mcp-discover demo", what: "sample hosts, a crawl and a registry, until Ctrl-C" },
    { line: "mcp-discover demo --once", what: "the same, and end" },
  ],
  run,
});

async function run({ options: given }: Call<typeof options>, host: Host): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "mcp-discover-demo-"));
  const open: { close(): Promise<void> }[] = [{ close: () => rm(folder, { recursive: true, force: true }) }];
  try {
    const { startSamples } = await import("../demo/samples.ts");
    const samples = await startSamples(folder, host.now());
    open.push(samples);
    await host.stderr.write(`${samples.hosts.length} sample hosts listen on loopback; crawling them\n`);
    const crawled = await crawlSamples(samples, join(folder, "demo.db"), host);
    const registry = await startRegistry(join(folder, "demo.db"), host);
    open.push(registry);
    const { summary } = crawled;
    if (given.format === "json") {
      for (const line of [summary, { event: "listening", url: registry.url }]) {
        await host.stdout.write(`${toJson({ schemaVersion, ...line }, { lines: false })}\n`);
      }
    } else {
      const palette = await openPalette(host, given.color);
      const columns = host.stdout.columns ?? 100;
      await host.stdout.write(demoText(crawled.rows, summary, { palette, columns }));
      await host.stdout.write(listText(crawled, given.once ? undefined : registry.url, { palette, columns }));
    }
    if (!given.once) await untilStopped(host);
    return exitCode.clean;
  } finally {
    for (const each of open.reverse()) await each.close();
  }
}

interface Crawled {
  readonly rows: readonly DemoRow[];
  readonly listed: readonly ListRow[];
  readonly unconfirmed: readonly ListRow[];
  readonly summary: SummaryEvent;
}

type Samples = Awaited<ReturnType<typeof import("../demo/samples.ts").startSamples>>;

async function crawlSamples(samples: Samples, storePath: string, host: Host): Promise<Crawled> {
  const [{ crawl }, { createTransport }, { userAgent }, { openStore }] = await Promise.all([
    import("../../src/crawl/crawl.ts"),
    import("../../src/http/safe-exchange.ts"),
    import("../../src/http/user-agent.ts"),
    import("../../registry/store/sqlite.ts"),
  ]);
  const { resolve, ca } = samples;
  const transport = createTransport({ profile: "cli", userAgent: userAgent(), resolve, ca: [ca] });
  const { withTimeout } = await import("../network.ts");
  const store = await openStore(storePath, { now: host.now });
  const events = new Map<string, HostEvent>();
  let summary: SummaryEvent | undefined;
  try {
    const targets = samples.hosts.map(({ name, target }) => target ?? name);
    const manners = { delayMs: 0, mayHurry: () => true, signal: host.signal };
    const timed = withTimeout(transport, demoTimeoutMs);
    for await (const event of crawl(targets, {
      transport: timed,
      frontier: store.frontier,
      now: host.now,
      ...manners,
    })) {
      if (event.event === "summary") summary = event;
      else events.set(event.host, event);
    }
    if (summary === undefined) throw new Error("the crawl ended without a summary");
    const page = await store.list({ limit: 100, includeDeleted: false });
    const names = [...new Set(page.entries.map(({ name }) => name))];
    const unconfirmed = (await Promise.all(names.map((name) => store.unconfirmed(name)))).flat();
    const rows = samples.hosts.map(({ name, target, shows }) => ({ name, shows, event: events.get(target ?? name) }));
    return { rows, listed: page.entries, unconfirmed, summary };
  } finally {
    await store.close();
    await transport.close();
  }
}

/** Serves the store on the usual port, or on any free one where that is taken. */
async function startRegistry(storePath: string, host: Host): Promise<{ url: string; close(): Promise<void> }> {
  const [{ start }, { readConfig, defaultPort }] = await Promise.all([
    import("../../registry/server.ts"),
    import("../../registry/config.ts"),
  ]);
  for (const port of [defaultPort, 0]) {
    const read = readConfig({ store: storePath, port: String(port) }, {});
    if (!read.ok) throw new Error(read.complaints.join("; "));
    try {
      return await start(read.config, { now: host.now });
    } catch (error) {
      if (port === 0 || (error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    }
  }
  throw new Error("no port could be had");
}

function untilStopped({ signal }: Host): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
