// The baseline: findings that are known, so that only new ones are told. It holds no line numbers, so lines may move.

import type { Diagnostic } from "../document/diagnostic.ts";
import type { Report } from "../document/report.ts";
import { isFixed, isOfStages } from "./severities.ts";
import { silence } from "./silence.ts";

/** A finding that is known: where, what, and how many times. */
export interface KnownFinding {
  /** The document's path relative to the baseline file's folder, with forward slashes; or its URL, or `-`. */
  readonly file: string;
  readonly code: string;
  /** JSON Pointer; empty for the whole document. */
  readonly pointer: string;
  readonly count: number;
}

/** Names the document of a report as a baseline does. */
export type NameSource = (source: string) => string;

/** What is left to tell when what is known is hidden. */
export interface Unknown {
  readonly reports: readonly Report[];
  /** Findings that were hidden. */
  readonly hidden: number;
  /** Known findings in the documents of these reports that are there no more, or less often. */
  readonly gone: readonly KnownFinding[];
}

/**
 * Whether a finding may be known. What makes a document unreadable may not: behind it, nobody knows what there is. Nor may
 * the note that there is more than was counted.
 */
function isKnowable({ code, severity }: Diagnostic): boolean {
  return !(code.startsWith("json/") && severity === "error") && code !== "document/too-many-findings";
}

/** Whether the rules were not asked about a document, so that what they said of it before may still be true. */
function isStopped({ diagnostics }: Report): boolean {
  return diagnostics.some(isFixed);
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Orders known findings by file, code and pointer, by code units, so that a baseline is the same on every machine. */
export function sortKnown(known: readonly KnownFinding[]): readonly KnownFinding[] {
  return [...known].sort((a, b) => byText(a.file, b.file) || byText(a.code, b.code) || byText(a.pointer, b.pointer));
}

/** Counts the findings of reports as a baseline keeps them. */
export function collectKnown(reports: readonly Report[], name: NameSource): readonly KnownFinding[] {
  const counted = new Map<string, KnownFinding>();
  for (const report of reports) {
    for (const found of report.diagnostics.filter(isKnowable)) {
      const { code, pointer = "" } = found;
      const file = name(report.source);
      const key = keyOf({ file, code, pointer });
      counted.set(key, { file, code, pointer, count: (counted.get(key)?.count ?? 0) + 1 });
    }
  }
  return sortKnown([...counted.values()]);
}

/** Hides what is known. Of findings with one place and code, as many are hidden as are known. */
export function hideKnown(reports: readonly Report[], known: readonly KnownFinding[], name: NameSource): Unknown {
  const left = new Map<string, KnownFinding>();
  for (const entry of known) left.set(keyOf(entry), entry);
  const read = reports.filter(({ failure }) => failure === undefined);
  const judged = new Set(read.map(({ source }) => name(source)));
  const stopped = new Set(read.filter(isStopped).map(({ source }) => name(source)));
  let hidden = 0;
  const told = reports.map((report) => {
    const kept: Diagnostic[] = [];
    const gone: Diagnostic[] = [];
    for (const found of report.diagnostics) (isKnowable(found) && take(report, found) ? gone : kept).push(found);
    hidden += gone.length;
    return gone.length === 0 ? report : silence(report, kept, gone);
  });
  const gone = [...left.values()].filter(({ file, code, count }) => {
    return count > 0 && judged.has(file) && (!stopped.has(file) || isOfStages(code));
  });
  return { reports: told, hidden, gone: sortKnown(gone) };

  function take({ source }: Report, { code, pointer = "" }: Diagnostic): boolean {
    const key = keyOf({ file: name(source), code, pointer });
    const entry = left.get(key);
    if (entry === undefined || entry.count === 0) return false;
    left.set(key, { ...entry, count: entry.count - 1 });
    return true;
  }
}

function keyOf({ file, code, pointer }: Pick<KnownFinding, "file" | "code" | "pointer">): string {
  return JSON.stringify([file, code, pointer]);
}
