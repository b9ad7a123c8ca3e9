// A finding that is about a place, or several, and not about one document's text.

import type { Diagnostic } from "../document/diagnostic.ts";

/** A finding about what stands at `url`, or about its whole host. */
export interface SiteFinding {
  readonly url: string;
  readonly diagnostic: Diagnostic;
}
