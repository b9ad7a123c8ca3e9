// A finding before it is known where in the text it stands.

import type { Diagnostic } from "../document/diagnostic.ts";

/** A diagnostic without a range, with what a locator needs to find one. */
export interface Unplaced extends Omit<Diagnostic, "range"> {
  /** The piece of the value's own text to underline. */
  readonly part?: string;
  /** Underline the member's name instead of its value. */
  readonly onKey?: boolean;
}
