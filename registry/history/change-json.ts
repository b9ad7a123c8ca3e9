// A change of the index as the outer contract has it.

import { schemaVersion } from "../../src/version.ts";
import type { Change } from "../store/store.ts";

/** Gives the object of one line of `history`. */
export function changeJson(change: Change): Readonly<Record<string, unknown>> {
  const { at, seq, host, url, name, version, event, hashBefore, hashAfter, reason, changes } = change;
  return { schemaVersion, at, seq, host, url, name, version, event, hashBefore, hashAfter, reason, changes };
}
