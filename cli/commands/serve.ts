// `serve`: answers the registry's API and pages from a store until it is told to stop.

import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { isEveryAddress, type RegistryConfig, readConfig } from "../../registry/config.ts";
import { type ProofNetwork, type RunningRegistry, start } from "../../registry/server.ts";
import { StoreError } from "../../registry/store/store.ts";
import { printable } from "../../src/document/printable.ts";
import { UsageError } from "../../src/usage-error.ts";
import { type Call, type Command, defineCommand } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { schemaVersion, toJson } from "../format/json.ts";
import type { Host } from "../host.ts";
import { choice, type Option, type Values } from "../option.ts";
import { allowPrivate, ca, contact, defaultStorePath, resolve as resolveOption, store } from "../options.ts";

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
  operator: configured("TEXT", "who runs this registry, for whoever asks"),
  operatorContact: configured("URL", "where they can be reached, an https: or mailto: URL"),
  policyUrl: configured("URL", "what is listed here and what is not"),
  publish: configured("HOW,...", "take publications from whoever proves a domain: dns, http; none only on loopback"),
  tokenSeed: configured(
    "FILE",
    "with --publish: a file with 64 hex digits, so that several processes take each other's tokens",
  ),
  dnsServer: configured("ADDRESS:PORT", "with --publish dns: ask this server instead of the system's"),
  contact,
  allowPrivate,
  resolve: resolveOption,
  ca,
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
    { line: "mcp-discover serve --store mcp-discover.db", what: "on http://127.0.0.1:8080" },
    { line: "mcp-discover serve --store mcp-discover.db --port 0 --format json", what: "on a free port, told as JSON" },
    {
      line: "mcp-discover serve --publish dns,http --public-url https://registry.example.com",
      what: "publishers may write, each in the namespace of a domain that they prove",
    },
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
      ...(read.config.publish === undefined ? {} : { proofs: await openProofs(given, host) }),
      log: (error, requestId) => say(host, `error: ${error.message} (request ${requestId})`),
      note: (message) => say(host, `note: ${message}`),
    });
  } catch (error) {
    const reason = unstartable(error, read.config);
    if (reason === undefined) throw error;
    await host.stderr.write(`error: ${printable(reason)}\n`);
    return exitCode.unknown;
  }
  try {
    const { url } = registry;
    if (given.format === "json") {
      await host.stdout.write(`${toJson({ schemaVersion, event: "listening", url }, { lines: false })}\n`);
    } else await host.stderr.write(`the registry listens on ${url}, until Ctrl-C\n`);
    if (isEveryAddress(read.config.host) && read.config.publicUrl === undefined)
      say(host, `note: its catalogs and its card name ${url}, which nobody else reaches: give --public-url`);
    if (!host.signal.aborted) await once(host.signal, "abort");
  } finally {
    await registry.close();
  }
  return exitCode.clean;
}

function say({ stderr }: Host, line: string): void {
  void stderr.write(`${printable(line)}\n`).catch(() => {});
}

/** Records of one name that are looked at for a key: large organisations have many for other uses. */
const maxProofTexts = 100;

/** The network for proofs: as strict as any registry's, but for what the options admit. */
async function openProofs(given: Values<typeof options>, host: Host): Promise<ProofNetwork> {
  const { openNetwork } = await import("../network.ts");
  const { createTextLookup } = await import("../../src/http/resolve-txt.ts");
  const servers = given.dnsServer === undefined ? undefined : [given.dnsServer];
  const seed = given.tokenSeed === undefined ? {} : { seed: await readSeed(resolve(host.cwd, given.tokenSeed)) };
  const transport = await openNetwork({ ...given, timeout: undefined }, host, "registry");
  return { lookup: createTextLookup(servers, maxProofTexts), transport, ...seed };
}

async function readSeed(path: string): Promise<Uint8Array> {
  const text = await readFile(path, "utf8").catch(() => "");
  if (!/^[0-9a-f]{64}\s*$/i.test(text)) throw new UsageError(`--token-seed: "${path}" does not hold 64 hex digits`);
  return Buffer.from(text.trim(), "hex");
}

function unstartable(error: unknown, { host, port }: RegistryConfig): string | undefined {
  if (error instanceof StoreError) return error.message;
  if (!(error instanceof Error && "syscall" in error && "code" in error)) return undefined;
  const { syscall, code } = error;
  if (code === "EADDRINUSE")
    return `port ${port} of ${host} is in use: choose another with --port, or 0 for a free one`;
  if (code === "EADDRNOTAVAIL" || syscall === "getaddrinfo") return `--host: "${host}" is no address of this machine`;
  if (code === "EACCES" && syscall === "listen") return `--port: ${port} may not be had: choose one from 1024 on`;
  return syscall === "listen" || syscall === "bind" ? `cannot listen: ${error.message}` : undefined;
}
