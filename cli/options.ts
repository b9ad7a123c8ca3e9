// The options that mean the same in every command, with their parsing.

import { readIp } from "../src/http/ip.ts";
import type { ResolveRule } from "../src/http/transport.ts";
import { readUrl } from "../src/text/read-url.ts";
import { UsageError } from "../src/usage-error.ts";
import { choice, type Option, readNumber, toggle } from "./option.ts";

/** An hour: nobody means to wait longer for one answer. */
const maxTimeoutSeconds = 3600;

/** `--timeout SECONDS`: the whole answer, redirects included. Undefined: the default of the transport's limits. */
export const timeout: Option<number | undefined> = {
  value: "SECONDS",
  summary: "give up on one answer after this long (default: 15)",
  initial: undefined,
  read: (text) => readNumber(text, { least: 0.001, most: maxTimeoutSeconds }),
};

/** `--contact URL`: in the User-Agent, for the people whose hosts are asked. */
export const contact: Option<string | undefined> = {
  value: "URL",
  summary: "where hosts can reach you, an https: or mailto: URL; sent in the User-Agent",
  initial: undefined,
  read: readContact,
};

/** `--allow-private[=CIDR,...]`: true for every liftable range, or the blocks that are lifted. */
export const allowPrivate: Option<true | readonly string[] | undefined> = {
  value: "CIDR,...",
  valueOptional: true,
  summary: "also reach private and loopback addresses, or only those in these blocks",
  initial: undefined,
  read: (text) => (text === "" ? true : text.split(",").map(readBlock)),
};

/** `--resolve HOST:PORT:ADDRESS[:DIALPORT]`, as curl has it, with a port to dial besides. */
export const resolve: Option<readonly ResolveRule[]> = {
  value: "HOST:PORT:ADDRESS",
  repeatable: true,
  summary:
    "dial this address for that name and port (IPv6 in brackets; a port to dial may follow as :PORT); repeatable",
  initial: [],
  read: (text, before) => [...before, readResolveRule(text)],
};

/** `--ca FILE`: PEM certificates trusted besides the built-in roots. */
export const ca: Option<readonly string[]> = {
  value: "FILE",
  repeatable: true,
  summary: "also trust the certificates in this PEM file; repeatable",
  initial: [],
  read: (text, before) => [...before, text],
};

/** Where the registry's database is, unless something else is said. */
export const defaultStorePath = "mcp-discover.db";

/** `--store PATH`: undefined where none was named, which for `crawl` means that nothing is kept. */
export const store: Option<string | undefined> = {
  value: "PATH",
  summary: `the registry's database file (default: ${defaultStorePath})`,
  initial: undefined,
  read: (text) => text,
};

/** `--quiet`: nothing that is not wrong is said. */
export const quiet: Option<boolean> = toggle("print nothing but what is wrong");

/** `--no-color`: no colour, whatever the terminal can do. */
export const color: Option<boolean> = {
  summary: "print without colour (NO_COLOR does the same)",
  negative: true,
  initial: true,
  read: () => false,
};

/** `--fail-on`: from which severity on findings make the exit code 1. */
export const failOn: Option<"error" | "warning" | "info" | "never"> = choice(
  "the mildest finding that makes the exit code 1",
  ["error", "warning", "info", "never"],
  "error",
);

/** The options of everything that may reach the network. */
export const networkOptions: {
  readonly timeout: typeof timeout;
  readonly contact: typeof contact;
  readonly allowPrivate: typeof allowPrivate;
  readonly resolve: typeof resolve;
  readonly ca: typeof ca;
} = { timeout, contact, allowPrivate, resolve, ca };

function readContact(text: string): string {
  const url = readUrl(text);
  const plain = /^[\x21-\x7e]+$/.test(text) && !/[()<>]/.test(text);
  if (!plain || url === undefined || !["https:", "http:", "mailto:"].includes(url.protocol)) {
    const isMail = plain && /^[^@:/]+@[^@:/]+$/.test(text);
    throw new UsageError(`"${text}" is not an https: or mailto: URL${isMail ? `; write mailto:${text}` : ""}`);
  }
  return text;
}

function readBlock(text: string): string {
  const [address = "", prefix = "", ...rest] = text.split("/");
  const family = readIp(address)?.family;
  const bits = family === 4 ? 32 : 128;
  if (family === undefined || rest.length > 0 || !/^\d{1,3}$/.test(prefix) || Number(prefix) > bits) {
    throw new UsageError(`"${text}" is not a CIDR block such as 10.0.0.0/8`);
  }
  return text;
}

/** Reads one `--resolve` value. Throws UsageError. */
export function readResolveRule(text: string): ResolveRule {
  const match =
    /^(?<host>[^:[\]\s]+):(?<port>\d{1,5}):(?<address>[\d.]+|\[[\da-fA-F:.]+\])(?::(?<dialPort>\d{1,5}))?$/.exec(text);
  const { host = "", port = "", address = "", dialPort } = match?.groups ?? {};
  const bare = address.replace(/^\[|\]$/g, "");
  if (
    match === null ||
    readIp(bare)?.family !== (address.startsWith("[") ? 6 : 4) ||
    !isPort(port) ||
    (dialPort !== undefined && !isPort(dialPort))
  ) {
    throw new UsageError(`"${text}" is not HOST:PORT:ADDRESS, such as cards.example.com:443:127.0.0.1`);
  }
  return {
    // A dot at the end changes no name, and the URLs that are asked have none.
    host: host.toLowerCase().replace(/\.$/, ""),
    port: Number(port),
    address: bare,
    ...(dialPort === undefined ? {} : { dialPort: Number(dialPort) }),
  };
}

function isPort(text: string): boolean {
  return Number(text) >= 1 && Number(text) <= 65_535;
}
