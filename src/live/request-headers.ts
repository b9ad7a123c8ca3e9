// The headers that a caller may add to what is sent live: any but those that the protocol or the connection sets.

import { UsageError } from "../usage-error.ts";

const taken: ReadonlySet<string> = new Set([
  "accept",
  "accept-encoding",
  "connection",
  "content-length",
  "content-type",
  "host",
  "keep-alive",
  "last-event-id",
  "mcp-method",
  "mcp-name",
  "mcp-protocol-version",
  "mcp-session-id",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "user-agent",
]);

/** Gives the headers with lower-case names. Throws a UsageError for one that cannot be sent; no message holds a value. */
export function readRequestHeaders(headers: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const read = new Map<string, string>();
  for (const [given, value] of Object.entries(headers)) {
    const name = given.toLowerCase();
    if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(name)) throw new UsageError(`"${given}" is no name of a header`);
    if (taken.has(name)) throw new UsageError(`the header "${given}" is set by the protocol and cannot be given`);
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) {
      throw new UsageError(`the value of the header "${given}" holds characters that no header can carry`);
    }
    read.set(name, value);
  }
  return Object.fromEntries(read);
}
