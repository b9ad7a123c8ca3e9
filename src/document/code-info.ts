// What is told of one code, whichever part of the tool gives it.

import type { Code, Severity } from "./diagnostic.ts";

/** What a code means, for people who meet it. */
export interface CodeInfo {
  /** How much it matters where it is found; where that differs, the worst. */
  readonly severity: Severity;
  /** One line for lists. */
  readonly title: string;
  /** Why it matters to somebody, in one to three sentences. */
  readonly rationale: string;
  /** An absolute link to the sentence that asks for it, where somebody asks. */
  readonly spec?: string;
  /** A document that the code is not about. A string is a document's raw text, anything else its value. */
  readonly good?: unknown;
  /** A document that the code is about, in the same form. */
  readonly bad?: unknown;
}

/** The codes of one family, or of one part of it. */
export type CodeTable = Readonly<Record<Code, CodeInfo>>;
