// A finding about a document or about how it is served, as data.

import type { Fix } from "./fix.ts";

/** How much a finding matters: an `error` makes a document invalid, the other two do not. */
export type Severity = "error" | "warning" | "info";

/** The first half of a code: which part of the tool speaks. */
export type Family =
  | "json"
  | "document"
  | "schema"
  | "card"
  | "catalog"
  | "admission"
  | "http"
  | "check"
  | "profile"
  | "live";

/** A stable name of a finding, `family/kebab-name`; it never changes once released. */
export type Code = `${Family}/${string}`;

/** A stretch of a document's text, as offsets in UTF-16 units, end exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** One finding. Messages are lower-case clauses; `hint` says what to write instead. */
export interface Diagnostic {
  readonly code: Code;
  readonly severity: Severity;
  /** What is wrong: subject first, the offending value quoted, no full stop. May quote strangers' text raw. */
  readonly message: string;
  /** RFC 6901 JSON Pointer to the value (or, with `range` on a key, to its member); absent for the whole document. */
  readonly pointer?: string;
  /** Where in the text; absent where nothing could be located. */
  readonly range?: Range;
  /** The imperative fix. */
  readonly hint?: string;
  /** A link to the sentence that asks for it. */
  readonly spec?: string;
  /** True where there is a `fix`. */
  readonly fixable?: boolean;
  /** What `--fix` does about it; it stays inside the program, reports as JSON carry `fixable` only. */
  readonly fix?: Fix;
}

/** At most this many findings are reported for one document, so that a hostile one cannot flood a terminal or a store. */
export const maxDiagnostics = 100;
