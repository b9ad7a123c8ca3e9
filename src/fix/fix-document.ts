// Mends a document: makes the fixes of its findings, judges again, and keeps only what made it better.

import type { Diagnostic } from "../document/diagnostic.ts";
import type { Report } from "../document/report.ts";
import { bringsErrors, findingsOf } from "./brought.ts";
import { applyEdits } from "./edit.ts";
import { plan } from "./plan-fixes.ts";

/** Rounds of fixing and judging again: a fix may uncover another, fixes of one place wait for each other, and of many some. */
export const maxFixRounds = 50;

/** UTF-16 units that are judged in vain, where fixes could not be made, before the rest is left... */
export const maxFailedUnits: number = 4 * 1024 * 1024;

/** ... but at least this often, which is enough to find the one among a thousand that cannot be made. */
export const minFailedAttempts = 12;

/** A document after its fixes. */
export interface FixedDocument {
  /** The whole text, with the byte order mark where it still has one; undefined where the input could not be decoded. */
  readonly text: string | undefined;
  /** What was mended, in the order in which it was. Pointers are those of the text as it stood then. */
  readonly fixed: readonly Diagnostic[];
  /** The verdict on the text as it was. */
  readonly before: Report;
  /** The verdict on the text as it is now. Nothing in it is marked fixable: what is left could not be mended safely. */
  readonly report: Report;
  /** Whether the bounds above ended it before all that it could mend was tried. */
  readonly stopped: boolean;
}

/** Judges a text as the caller judges documents: with the same options before and after. */
export type Judge = (input: Uint8Array | string) => Report;

interface State {
  readonly mark: "" | "\ufeff";
  readonly report: Report;
  readonly fixed: readonly Diagnostic[];
}

/** What judges, and how many attempts may still fail. */
interface Run {
  readonly judge: Judge;
  failures: number;
}

function keyOf({ code, pointer, message }: Diagnostic): string {
  return `${code} ${pointer} ${message}`;
}

/**
 * Whether each of the findings stands fewer times in the second report than in the first. One whose own value was taken
 * away is gone: another item of its list may stand in its place now, with the same fault.
 */
function areGone(findings: readonly Diagnostic[], before: Report, after: Report): boolean {
  const counts = new Map<string, number>();
  const count = (found: Diagnostic, by: number): unknown =>
    counts.set(keyOf(found), (counts.get(keyOf(found)) ?? 0) + by);
  for (const found of findingsOf(after)) count(found, 1);
  for (const found of findingsOf(before)) count(found, -1);
  return findings.every((finding) => isTaken(finding) || (counts.get(keyOf(finding)) ?? 0) < 0);
}

function isTaken({ fix, pointer }: Diagnostic): boolean {
  return fix?.op === "remove" && fix.pointer === pointer;
}

/** Makes the fixes of these findings; undefined where that would not mend each of them, or would bring an error. */
function attempt(state: State, findings: readonly Diagnostic[], judge: Judge): State | undefined {
  const { edits, mends, dropsMark } = plan(state.report, findings);
  if (mends.length === 0) return undefined;
  const mark = dropsMark ? "" : state.mark;
  const before = state.report;
  const after = judge(mark + applyEdits(before.text ?? "", edits));
  if (after.text === undefined || after.kind !== before.kind) return undefined;
  if (!areGone(mends, before, after) || bringsErrors(before, after)) return undefined;
  return { mark, report: after, fixed: [...state.fixed, ...mends] };
}

/** Makes as many of these fixes as can be made, all at once or by halves. */
function settle(state: State, findings: readonly Diagnostic[], run: Run): State {
  if (run.failures <= 0) return state;
  const together = attempt(state, findings, run.judge);
  if (together !== undefined) return together;
  run.failures -= 1;
  if (findings.length <= 1) return state;
  const middle = findings.length >> 1;
  const half = settle(state, findings.slice(0, middle), run);
  const rest = new Set(findings.slice(middle).map(keyOf));
  const there = findingsOf(half.report).filter((found) => found.fix !== undefined && rest.has(keyOf(found)));
  return there.length === 0 ? half : settle(half, there.slice(0, findings.length - middle), run);
}

function unmarked({ fixable: _, fix: __, ...diagnostic }: Diagnostic): Diagnostic {
  return diagnostic;
}

function hasMark(input: Uint8Array | string): boolean {
  if (typeof input === "string") return input.startsWith("\ufeff");
  return input[0] === 0xef && input[1] === 0xbb && input[2] === 0xbf;
}

/**
 * Makes the safe fixes of a document's findings. Everything around them stays as it is, byte for byte. A fix is made only
 * if its finding is gone afterwards and no error has come: an error that was there unseen, because a fault before it
 * kept the rules from looking, does not count. Running it on its own result changes nothing.
 */
export function fixDocument(input: Uint8Array | string, judge: Judge): FixedDocument {
  const before = judge(input);
  let state: State = { mark: hasMark(input) ? "\ufeff" : "", report: before, fixed: [] };
  const units = Math.max(before.text?.length ?? 0, 1);
  const run: Run = { judge, failures: Math.max(minFailedAttempts, Math.floor(maxFailedUnits / units)) };
  let isDone = false;
  for (let round = 0; round < maxFixRounds && !isDone; round += 1) {
    const fixable = findingsOf(state.report).filter(({ fix }) => fix !== undefined);
    const next = fixable.length === 0 ? state : settle(state, fixable, run);
    isDone = next.fixed.length === state.fixed.length;
    state = next;
  }
  const { text, diagnostics } = state.report;
  const isDecoded = text !== undefined && diagnostics.every(({ code }) => code !== "json/encoding");
  return {
    text: isDecoded ? state.mark + text : undefined,
    fixed: state.fixed,
    before,
    report: { ...state.report, diagnostics: diagnostics.map(unmarked) },
    stopped: !isDone || run.failures <= 0,
  };
}
