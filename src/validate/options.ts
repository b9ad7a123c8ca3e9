// What the caller of validate() may say about a document.

import type { Overrides } from "./severities.ts";

/** How to judge a document. */
export interface ValidateOptions {
  /** The name of the document in its report: a path or a URL. Default `-`. */
  readonly source?: string;
  /** Also say what a registry would refuse (`admission/*`). Default false. */
  readonly admission?: boolean;
  /** The exact host that served the document, where it is known: some rules compare names with it. */
  readonly servedFrom?: string;
  /** Other severities than the rules' own, the strongest settings first. Errors of json, document and schema stay. */
  readonly severities?: Overrides;
}
