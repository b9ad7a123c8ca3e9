// What DNS hints at: records of drafts and of other projects that name MCP endpoints. None of them is a standard (spec.md 4.7).

import type { TextLookup } from "../http/resolve-txt.ts";
import { readUrl } from "../text/read-url.ts";

/** A hint. */
export interface DnsHint {
  /** The name that was asked for. */
  readonly record: string;
  /** The record as it stands. */
  readonly text: string;
  /** Whose record it is: a clause. */
  readonly scheme: string;
  /** The URL that it names, where it names one. Shown, never asked for. */
  readonly url?: string;
}

interface Scheme {
  /** Before the host's name; empty for the host itself. */
  readonly label: string;
  readonly version: RegExp;
  readonly scheme: string;
  /** The member that holds a URL. */
  readonly member?: RegExp;
}

const schemes: readonly Scheme[] = [
  {
    label: "_mcp.",
    version: /^v=mcp1\b/i,
    scheme: "an Internet-Draft that has expired (mcp discovery URI)",
    member: /(?:^|;)\s*(?:src|registry)\s*=\s*([^;\s]+)/i,
  },
  {
    label: "_agent.",
    version: /^v=aid[12]\b/i,
    scheme: "Agent Identity and Discovery, an individual draft",
    member: /(?:^|;)\s*u(?:ri)?\s*=\s*([^;\s]+)/i,
  },
  { label: "", version: /^v=MCPv1\b/, scheme: "the MCP Registry's proof of ownership, not discovery" },
];

/** Asks for the records of every scheme: one name each. Never rejects. */
export async function readDnsHints(host: string, lookup: TextLookup): Promise<readonly DnsHint[]> {
  const found = await Promise.all(
    schemes.map(async ({ label, version, scheme, member }) => {
      const record = label + host;
      const texts = (await lookup(record)).filter((text) => version.test(text));
      return texts.map((text): DnsHint => {
        const url = readUrl(member?.exec(text)?.[1] ?? "")?.href;
        return { record, text, scheme, ...(url !== undefined && { url }) };
      });
    }),
  );
  return found.flat();
}
