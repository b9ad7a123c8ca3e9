// The shapes that the dialects share: what can be made of a document, and why nothing could.

import type { Kind } from "../document/kind.ts";

/** A remark with the place in the source document that it is about. */
export interface Note {
  /** JSON Pointer into the source document; empty for the whole. */
  readonly pointer: string;
  /** Lower-case clause. Holds no command and no header value; may quote other texts of strangers raw. */
  readonly message: string;
}

/** Why no card could be made: a closed list, so that callers can branch on it. */
export const reasonCodes = [
  "unreadable",
  "not-a-server",
  "no-endpoint",
  "local-only",
  "relative-endpoint",
  "placeholder",
  "not-https",
  "not-public",
  "holds-credential",
  "unsupported-transport",
  "bad-endpoint",
  "no-name",
  "duplicate",
  "signed",
  "too-many",
  "invalid",
] as const;

/** One of {@link reasonCodes}. */
export type ReasonCode = (typeof reasonCodes)[number];

/** One reason, precise enough to act upon. */
export interface Reason extends Note {
  readonly code: ReasonCode;
}

/** A card in the making. It has the members that the schema requires; the caller validates it. */
export interface Draft {
  /** Where in the source document the server is described. */
  readonly pointer: string;
  readonly card: Readonly<Record<string, unknown>>;
  /** Top-level members of the card that the document does not state. */
  readonly synthesized: readonly string[];
  /** What was left behind, and why. Values are never repeated. */
  readonly dropped: readonly Note[];
  readonly warnings: readonly Note[];
}

/** What became of a document: drafts, and reasons for the servers in it that gave none. */
export interface Normalised {
  readonly drafts: readonly Draft[];
  readonly reasons: readonly Reason[];
  /** Of a catalog: the same catalog as AI Catalog 1.0. */
  readonly catalog?: Readonly<Record<string, unknown>>;
  /** Of a catalog: what was changed in it, and what was left out. */
  readonly notes?: readonly Note[];
}

/** What a dialect may know besides the value. */
export interface DialectContext {
  /** JSON Pointer of the value in the source document. */
  readonly pointer: string;
  readonly shape: Kind;
  /** Where the document was served, where that is known. */
  readonly url?: URL;
  /** RFC 3339 time for the provenance. */
  readonly fetchedAt?: string;
  /** Owner of the provenance key in `_meta`. */
  readonly namespace: string;
  /** Normalises one item of a list by its own shape. */
  normaliseItem(value: unknown, pointer: string): Normalised;
  /** Whether a value is a Card v1 without errors, which passes as it is. */
  isSoundCard(value: unknown): boolean;
}

/** An older or neighbouring shape of document. */
export interface Dialect {
  readonly kind: Kind;
  /** What a reader calls it. */
  readonly title: string;
  /** Where it was described. */
  readonly spec: string;
  /** Makes drafts of Card v1 by the table of spec.md 4.8. Pure and deterministic; never throws. */
  normalise(value: unknown, context: DialectContext): Normalised;
}

/** A result without drafts. */
export function refuse(code: ReasonCode, pointer: string, message: string): Normalised {
  return { drafts: [], reasons: [{ code, pointer, message }] };
}
