// What the tool has to say about one document: the same Report is printed, crawled and answered.

import type { Card, Catalog } from "./card.ts";
import type { Diagnostic } from "./diagnostic.ts";
import type { Kind } from "./kind.ts";
import type { CatalogLevel, Reading } from "./reading.ts";

/** Why the world did not answer: a closed list, part of the outer contract. */
export const failureCodes = [
  "timeout",
  "dns",
  "refused",
  "reset",
  "tls",
  "forbidden-address",
  "forbidden-url",
  "too-large",
  "redirect",
  "status",
  "content-coding",
  "protocol",
  "bot-wall",
  "robots",
] as const;

/** One of {@link failureCodes}. */
export type FailureCode = (typeof failureCodes)[number];

/** The verdict on one document. */
export interface Report {
  /** A path, a URL, or `-` for standard input. */
  readonly source: string;
  readonly kind: Kind;
  /** False when any diagnostic is an error, or when the source could not be read. */
  readonly valid: boolean;
  readonly diagnostics: readonly Diagnostic[];
  /** The text that was judged, where it could be decoded: for code frames and positions. */
  readonly text?: string;
  /** Present only when a `server-card` satisfied the schema. */
  readonly card?: Card;
  /** Present only when the root of an `ai-catalog` (or `ard-catalog`) satisfied the schema. */
  readonly catalog?: Catalog;
  /** For a catalog: indexes of the entries that a reader must skip because they broke the entry schema. */
  readonly badEntries?: readonly number[];
  /** Findings that the user's settings or baseline took out: no format tells them, but frames cover what they know. */
  readonly silenced?: readonly Diagnostic[];
  /** Errors, and what can be mended, beyond the limit of `diagnostics`, without their places: no format tells them, `src/fix` mends them. */
  readonly unshown?: readonly Diagnostic[];
  /** For a catalog: the level that it reaches, where somebody asked (src/profiles). */
  readonly level?: CatalogLevel;
  /** Who can read the document, where somebody asked (src/profiles). */
  readonly consumers?: readonly Reading[];
  /** Where the source could not be read: a network failure, or a file that could not be opened. */
  readonly failure?: { readonly code: FailureCode | "file"; readonly message: string; readonly url?: string };
}
