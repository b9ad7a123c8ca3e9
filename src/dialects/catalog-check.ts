// Makes sure that a catalog which was brought up to date is one that validate accepts.

import { segments } from "../document/pointer.ts";
import { validate } from "../validate/validate.ts";
import type { Note, Reason } from "./dialect.ts";
import { itemsOf } from "./source.ts";

/** A valid catalog, or the reason why there is none. */
export interface SoundCatalog {
  readonly catalog?: Readonly<Record<string, unknown>>;
  readonly notes: readonly Note[];
  readonly reasons: readonly Reason[];
}

/** Rounds of leaving out entries that break a rule: findings are capped, so one round may not show all. */
const maxRounds = 5;

/** The index of the entry that a finding is about; undefined for the catalog itself. */
function entryIndex(pointer: string | undefined): number | undefined {
  const [first, index] = segments(pointer ?? "");
  return first === "entries" && index !== undefined && /^\d+$/.test(index) ? Number(index) : undefined;
}

/** Leaves out the entries that would make the catalog invalid, and says so; refuses where the catalog itself is wrong. */
export function soundCatalog(catalog: Readonly<Record<string, unknown>>): SoundCatalog {
  const notes: Note[] = [];
  let tried = catalog;
  for (let round = 0; round < maxRounds; round++) {
    const report = validate(JSON.stringify(tried));
    const errors = report.diagnostics.filter(({ severity }) => severity === "error");
    if (errors.length === 0) return { catalog: tried, notes, reasons: [] };
    const wrong = new Map(errors.map(({ pointer, message }) => [entryIndex(pointer), message]));
    const root = wrong.get(undefined);
    if (root !== undefined || wrong.size === 0)
      return { notes, reasons: [{ code: "invalid", pointer: "", message: `the catalog would be invalid: ${root}` }] };
    for (const [index, message] of wrong)
      notes.push({ pointer: "", message: `entry ${index} of what remained was left out: ${message}` });
    tried = { ...tried, entries: itemsOf(tried["entries"]).filter((_, index) => !wrong.has(index)) };
  }
  const message = "the catalog has too many entries that break rules";
  return { notes, reasons: [{ code: "invalid", pointer: "", message }] };
}
