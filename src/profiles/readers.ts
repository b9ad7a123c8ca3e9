// Says of a judged document who can read it, and for everybody else what to change.

import { maxDiagnostics } from "../document/diagnostic.ts";
import { maxArrayItems } from "../document/limits.ts";
import type { Miss, Reading } from "../document/reading.ts";
import type { Report } from "../document/report.ts";
import { isMembers } from "../document/sniff.ts";
import { fromFinding } from "./places.ts";
import { type Profile, profileNames, type Subject } from "./profile.ts";
import { profiles } from "./profiles.ts";

/** At most this many changes are listed for one reader: as many as a report has findings. */
export const maxMisses: number = maxDiagnostics;

/**
 * Gives the verdict of each reader on a judged document, in the order of profileNames; none where the source could not
 * be read; `names` asks some of them only. Takes the report as `validate` gave it, with its text: a text that is no strict JSON is read by nobody.
 */
export function readers(report: Report, names: readonly string[] = profileNames): readonly Reading[] {
  if (report.failure !== undefined) return [];
  const value = documentOf(report);
  const broken = report.diagnostics.filter(({ code, severity }) => code.startsWith("json/") && severity === "error");
  const gate = (broken.length > 0 ? broken : value === undefined ? report.diagnostics : []).map(fromFinding);
  const asked = profiles.filter(({ name }) => names.includes(name));
  return asked.map((profile) => readingOf(profile, { report, value }, gate));
}

function readingOf(profile: Profile, subject: Subject, gate: readonly Miss[]): Reading {
  const { name } = profile;
  const isRead = subject.value !== undefined;
  if (isRead && !profile.appliesTo(subject.report.kind)) return { name, reads: "not-applicable", missing: [] };
  const missing = distinct(gate, isRead ? profile.check(subject) : []);
  return { name, reads: missing.length === 0 ? "yes" : "no", missing };
}

/** What two checks ask for in the same place is one change. */
function distinct(...lists: readonly Iterable<Miss>[]): readonly Miss[] {
  const found = new Map<string, Miss>();
  for (const list of lists) {
    for (const miss of list) {
      const key = `${miss.pointer}\n${miss.change}`;
      if (!found.has(key)) found.set(key, miss);
      if (found.size >= maxMisses) return [...found.values()];
    }
  }
  return [...found.values()];
}

/** The document itself: from its text, or what validation kept of it; undefined where it is no JSON. */
function documentOf({ text, card, catalog }: Report): unknown {
  if (text === undefined) return card ?? catalog;
  try {
    return bounded(JSON.parse(text.replace(/^\ufeff/, "")));
  } catch {
    return undefined; // The gate has said so already.
  }
}

/** A list of entries as far as it is judged: what is left out is told by the gate, and no reader gets that far. */
function bounded(value: unknown): unknown {
  if (!isMembers(value) || !Array.isArray(value["entries"]) || value["entries"].length <= maxArrayItems) return value;
  return { ...value, entries: value["entries"].slice(0, maxArrayItems) };
}
