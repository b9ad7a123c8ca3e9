// `serve`: answers the registry's API and pages from a store until it is told to stop.

import { once } from "node:events";
import { resolve } from "node:path";
import { readConfig } from "../../registry/config.ts";
import { type RunningRegistry, start } from "../../registry/server.ts";
import { StoreError } from "../../registry/store/store.ts";
import { printable } from "../../src/document/printable.ts";
import { UsageError } from "../../src/usage-error.ts";
import { type Call, type Command, defineCommand } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { schemaVersion, toJson } from "../format/json.ts";
import type { Host } from "../host.ts";
import { choice, type Option } from "../option.ts";
import { defaultStorePath, store } from "../options.ts";

/** Read by the registry's own configuration, which knows what is right. */
function configured(value: string, summary: string): Option<string | undefined> {
  return { value, summary, initial: undefined, read: (text) => text };
}

const options = {
  store,
  host: configured("ADDRESS", "listen there (default: 127.0.0.1, this machine only)"),
  port: configured("NUMBER", "listen on this port, 0 for a free one (default: 8080)"),
  publicUrl: configured("URL", "where readers reach it, when that is another address; no other host is answered then"),
  namespace: configured("NAME", "the reverse-DNS key of our own facts in _meta"),
  rate: configured(
    "NUMBER",
    "requests a minute for each client, three minutes' worth at once; 0 for no limit (default: 180)",
  ),
  trustedProxies: configured(
    "NUMBER",
    "how many proxies of yours stand before it and add to X-Forwarded-For; without it, all who come through one share its rate (default: 0)",
  ),
  format: choice("how to say that it listens", ["text", "json"], "text"),
};

/** `serve`. */
export const serveCommand: Command = defineCommand({
  operands: [],
  options,
  examples: [
    { line: "mcp-discover serve --store registry.db", what: "on http://127.0.0.1:8080" },
    { line: "mcp-discover serve --store registry.db --port 0 --format json", what: "on a free port, told as JSON" },
  ],
  run,
});

async function run({ options: given }: Call<typeof options>, host: Host): Promise<number> {
  const read = readConfig({ ...given, store: resolve(host.cwd, given.store ?? defaultStorePath) }, {});
  if (!read.ok) throw new UsageError(read.complaints.join("; "));
  let registry: RunningRegistry;
  try {
    registry = await start(read.config, {
      now: host.now,
      log: (error, requestId) => say(host, `error: ${error.message} (request ${requestId})`),
      note: (message) => say(host, `note: ${message}`),
    });
  } catch (error) {
    const reason = unstartable(error);
    if (reason === undefined) throw error;
    await host.stderr.write(`error: ${printable(reason)}\n`);
    return exitCode.unknown;
  }
  try {
    const { url } = registry;
    if (given.format === "json") {
      await host.stdout.write(`${toJson({ schemaVersion, event: "listening", url }, { lines: false })}\n`);
    } else await host.stderr.write(`the registry listens on ${url}, until Ctrl-C\n`);
    if (!host.signal.aborted) await once(host.signal, "abort");
  } finally {
    await registry.close();
  }
  return exitCode.clean;
}

function say({ stderr }: Host, line: string): void {
  void stderr.write(`${printable(line)}\n`).catch(() => {});
}

function unstartable(error: unknown): string | undefined {
  if (error instanceof StoreError) return error.message;
  const listening =
    error instanceof Error && "syscall" in error && /^(listen|bind|getaddrinfo)$/.test(String(error.syscall));
  return listening ? `cannot listen: ${error.message}` : undefined;
}
