// The verdicts of one visit: what its 304s recall, and what was judged anew and is to be kept.

import type { Verdicts } from "../discover/fetch-document.ts";
import type { Look } from "./polite-exchange.ts";
import { readVerdict, recall, verdictOf, writeVerdict } from "./verdict.ts";

/** A visit's memory of verdicts. */
export interface VisitVerdicts extends Verdicts {
  /** By URL, what was found anew, as text. */
  readonly kept: ReadonlyMap<string, string>;
}

/** Recalls from the copies that the visit's looks were answered from. */
export function createVerdicts(looks: readonly Look[], now: () => Date): VisitVerdicts {
  const kept = new Map<string, string>();
  return {
    kept,
    recall(url, answer, servedFrom) {
      if (!answer.notModified) return undefined;
      const from = looks.findLast((look) => look.url === url)?.from;
      if (from?.verdict === undefined) return undefined;
      return recall(readVerdict(from.verdict), answer.bytes, { source: url, servedFrom, at: now() });
    },
    keep(url, report, servedFrom) {
      const verdict = verdictOf(report, servedFrom, now());
      if (verdict) kept.set(url, writeVerdict(verdict));
    },
  };
}
