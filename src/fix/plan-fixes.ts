// Plans the edits that mend a document, all of one text, none over another.

import type { Diagnostic } from "../document/diagnostic.ts";
import type { Fix } from "../document/fix.ts";
import { createLocator } from "../document/locate.ts";
import type { Report } from "../document/report.ts";
import { type Edit, overlap } from "./edit.ts";
import { type Addition, additionOf, editOf, editOfAddition } from "./edits-for.ts";
import type { Source } from "./layout.ts";

/** Edits of a report's text, and the findings that they mend. Fixes that get in each other's way wait for the next plan. */
export interface Plan {
  readonly edits: readonly Edit[];
  readonly mends: readonly Diagnostic[];
  /** Whether the byte order mark goes. It stands before the text, so no edit can take it away. */
  readonly dropsMark: boolean;
}

interface Step {
  readonly edit: Edit;
  readonly mends: Diagnostic[];
}

function isSame(one: Edit, other: Edit): boolean {
  return one.offset === other.offset && one.length === other.length && one.text === other.text;
}

/** Additions to one object, gathered by the object and the end they go to. */
function gather(source: Source, findings: readonly Diagnostic[]): { addition: Addition; mends: Diagnostic[] }[] {
  const gathered = new Map<string, { addition: Addition; mends: Diagnostic[] }>();
  for (const finding of findings) {
    const addition = finding.fix?.op === "add" ? additionOf(source, finding.fix) : undefined;
    if (addition === undefined) continue;
    const place = `${addition.first ? "first" : "last"} ${addition.pointer}`;
    const there = gathered.get(place);
    if (there === undefined) gathered.set(place, { addition, mends: [finding] });
    else if ([...addition.members.keys()].every((name) => !there.addition.members.has(name)))
      gathered.set(place, {
        addition: { ...addition, members: new Map([...there.addition.members, ...addition.members]) },
        mends: [...there.mends, finding],
      });
  }
  return [...gathered.values()];
}

function isChange(fix: Fix): fix is Extract<Fix, { readonly op: "replace" | "rename" | "remove" }> {
  return fix.op !== "add" && fix.op !== "drop-mark";
}

function stepsFor(source: Source, findings: readonly Diagnostic[]): Step[] {
  const steps: Step[] = [];
  for (const finding of findings) {
    const edit = finding.fix && isChange(finding.fix) ? editOf(source, finding.fix) : undefined;
    if (edit !== undefined) steps.push({ edit, mends: [finding] });
  }
  for (const { addition, mends } of gather(source, findings)) {
    const edit = editOfAddition(source, addition);
    if (edit !== undefined) steps.push({ edit, mends });
  }
  return steps.sort((a, b) => a.edit.offset - b.edit.offset);
}

/** Whether one only takes away what follows at once on what the other takes away: items of a list, from the second on. */
function isNext(before: Edit, next: Edit): boolean {
  const isDeletion = before.text === "" && next.text === "" && before.length > 0 && next.length > 0;
  return isDeletion && next.offset === before.offset + before.length;
}

/** Plans the fixes of some of a report's findings. */
export function plan(report: Report, findings: readonly Diagnostic[]): Plan {
  const mark = findings.filter(({ fix }) => fix?.op === "drop-mark");
  const { text } = report;
  if (text === undefined || findings.length === mark.length)
    return { edits: [], mends: mark, dropsMark: mark.length > 0 };
  const source: Source = { text, value: JSON.parse(text), locate: createLocator(text) };
  const kept: Step[] = [];
  for (const step of stepsFor(source, findings)) {
    const before = kept.at(-1);
    if (before === undefined || isNext(before.edit, step.edit) || !overlap(before.edit, step.edit)) kept.push(step);
    // Two findings may ask for the same: a malformed member and the older name that it has.
    else if (isSame(before.edit, step.edit) && step.edit.length > 0) before.mends.push(...step.mends);
  }
  return {
    edits: kept.map(({ edit }) => edit),
    mends: [...mark, ...kept.flatMap(({ mends }) => mends)],
    dropsMark: mark.length > 0,
  };
}

/** Gives the edits of a report's text that its findings' fixes come to; the text must be the one that was judged. */
export function planFixes(report: Report): readonly Edit[] {
  return plan(
    report,
    report.diagnostics.filter(({ fix }) => fix !== undefined),
  ).edits;
}
