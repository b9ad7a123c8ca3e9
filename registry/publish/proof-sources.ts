// Where a domain names its publisher's key: TXT records at its top, or a file under /.well-known.

import { type Exchange, isFailure, type Policy } from "../../src/http/exchange.ts";
import type { TextLookup } from "../../src/http/resolve-txt.ts";
import { isProofRecord } from "./proof-record.ts";

/** The path of the file, the same as for the official registry. */
export const proofPath = "/.well-known/mcp-registry-auth";

/** One key string and nothing more; 10 s; no redirect, which would let another host answer (registry-api.md 3.3). */
const proofPolicy: Policy = { methods: ["GET"], maxBytes: 4_096, timeoutMs: 10_000, maxRedirects: 0 };

/** What was found at a domain: the records, or what to tell its owner. */
export type FoundRecords = { readonly records: readonly string[] } | { readonly problem: string };

/** Names under which people put the record by mistake. */
const wrongPlaces = ["_mcp-auth", "_mcp-registry"] as const;

/** Looks for TXT records at the top of the domain, beside those for other uses. */
export async function recordsInDns(domain: string, lookup: TextLookup): Promise<FoundRecords> {
  const records = (await lookup(domain)).filter(isProofRecord);
  if (records.length > 0) return { records };
  for (const label of wrongPlaces) {
    if ((await lookup(`${label}.${domain}`)).some(isProofRecord))
      return { problem: `The TXT record stands at ${label}.${domain}: move it to ${domain} itself.` };
  }
  return {
    problem: `No TXT record of ${domain} begins with v=MCPv1. Add one: v=MCPv1; k=ed25519; p=PUBLIC_KEY_IN_BASE64`,
  };
}

/** Asks the domain itself for the file. */
export async function recordOverHttp(domain: string, exchange: Exchange): Promise<FoundRecords> {
  const url = `https://${domain}${proofPath}`;
  const answer = await exchange({ method: "GET", url, headers: { accept: "text/plain" }, policy: proofPolicy });
  if (isFailure(answer)) return { problem: `${url} could not be read: ${answer.message}.` };
  if (answer.status !== 200) return { problem: `${url} answers ${answer.status}, not 200.` };
  const text = Buffer.from(answer.bytes).toString().trim();
  if (isProofRecord(text)) return { records: [text] };
  return { problem: `${url} does not hold v=MCPv1; k=ed25519; p=PUBLIC_KEY_IN_BASE64` };
}
