// A finding before it is known where in the text it stands.

import type { Diagnostic } from "../document/diagnostic.ts";
import type { Fix } from "../document/fix.ts";

/** A diagnostic with what a locator needs to find its range; a range that is already known stands. */
export interface Unplaced extends Diagnostic {
  /** The piece of the value's own text to underline. */
  readonly part?: string;
  /** Underline the member's name instead of its value. */
  readonly onKey?: boolean;
}

/** The members of a finding that has this fix; none for a finding without. */
export function mended(fix: Fix | undefined): { readonly fixable?: true; readonly fix?: Fix } {
  return fix === undefined ? {} : { fixable: true, fix };
}
