// Whether a reader can use a document, as data: what a report keeps of it.

/** One thing that a reader does not find. The list of them is what to change, and nothing more. */
export interface Miss {
  /** JSON Pointer to the value that is wrong; where a member is missing, to the object that lacks it. */
  readonly pointer: string;
  /** What is wrong: lower-case clause, subject first, no full stop. May quote strangers' text raw. */
  readonly message: string;
  /** The concrete thing to write: imperative. */
  readonly change: string;
  /** A link to the sentence that asks for it. */
  readonly spec?: string;
}

/** Whether one reader can use a document. */
export interface Reading {
  /** The profile's name, such as `mcp-client`. */
  readonly name: string;
  /** `not-applicable` where documents of that kind are not meant for the reader. */
  readonly reads: "yes" | "no" | "not-applicable";
  /** What to change, each thing once; empty unless `reads` is `no`. */
  readonly missing: readonly Miss[];
}

/** The level of an AI Catalog; 0 where not even the first is reached. Level 3: signed, and nobody verified it. */
export type CatalogLevel = 0 | 1 | 2 | 3;
