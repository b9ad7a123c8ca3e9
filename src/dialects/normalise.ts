// Takes a value to the dialect that it is written in; a sound Card v1 passes as it is.

import type { Card } from "../document/card.ts";
import type { Kind } from "../document/kind.ts";
import { kindOf } from "../document/sniff.ts";
import { judgeCard } from "../validate/judge-card.ts";
import { type DialectContext, type Normalised, refuse } from "./dialect.ts";
import { dialectOf } from "./dialects.ts";

/** What is known of a document as a whole. */
export interface Circumstances {
  readonly url?: URL;
  readonly fetchedAt?: string;
  readonly namespace: string;
}

/** Lists may hold lists, but only so deep: every level more could only hide things. */
const maxNesting = 4;

const elsewhere: Partial<Readonly<Record<Kind, string>>> = {
  empty: "the document is empty",
  html: "the document is an HTML page",
  "not-json": "the document is no JSON",
  "a2a-agent-card": "the document describes an A2A agent, not an MCP server",
  "protected-resource-metadata": "the document is OAuth metadata and describes no MCP server",
  linkset: "the document is a linkset and describes no MCP server",
  "json-rpc": "the document is an answer of an MCP endpoint, not a description of one",
};

/** Why a document of such a kind gives no card. */
export function noServer(kind: Kind): string {
  return elsewhere[kind] ?? "this describes no MCP server in a known form";
}

/** Whether a value satisfies the card's schema and breaks no rule of severity error. */
export function isSoundCard(value: unknown): value is Card {
  return judgeCard(value, {}).findings.every(({ severity }) => severity !== "error");
}

/** Normalises a value by its content. `mend` reads even a sound card anew: its text had errors. */
export function normalise(
  value: unknown,
  circumstances: Circumstances,
  place: { readonly pointer: string; readonly depth: number; readonly mend: boolean },
): Normalised {
  const { pointer, depth } = place;
  const kind = kindOf(value);
  if (kind === "server-card" && !place.mend && isSoundCard(value))
    return { drafts: [{ pointer, card: value, synthesized: [], dropped: [], warnings: [] }], reasons: [] };
  const dialect = dialectOf(kind);
  if (dialect === undefined || depth > maxNesting) return refuse("not-a-server", pointer, noServer(kind));
  const context: DialectContext = {
    ...circumstances,
    pointer,
    shape: kind,
    isSoundCard,
    normaliseItem: (item, at) => normalise(item, circumstances, { pointer: at, depth: depth + 1, mend: false }),
  };
  return dialect.normalise(value, context);
}
