// Reads which codes are to have which severity, and says what cannot be.

import { nearest } from "../src/text/nearest.ts";
import { UsageError } from "../src/usage-error.ts";
import { allCodes, describeCode } from "../src/validate/code-table.ts";
import { isFixed, type Setting, type Settings } from "../src/validate/severities.ts";

/** Lists of codes and families, by the word that sets them. */
export type SeverityLists = Readonly<Record<"off" | "info" | "warn" | "error", readonly string[]>>;

const settings: Readonly<Record<keyof SeverityLists, Setting>> = {
  off: "off",
  info: "info",
  warn: "warning",
  error: "error",
};

/** Reads lists of codes; `called` names a list for complaints. Throws UsageError. */
export function readSeverities(lists: SeverityLists, called: (name: string) => string): Settings {
  const read = new Map<string, Setting>();
  for (const name of ["off", "info", "warn", "error"] as const) {
    for (const pattern of lists[name]) {
      checkPattern(pattern, name, called(name));
      const before = read.get(pattern);
      if (before !== undefined && before !== settings[name]) {
        throw new UsageError(`${called(name)}: "${pattern}" is also given to ${called(wordOf(before))}`);
      }
      read.set(pattern, settings[name]);
    }
  }
  return read;
}

function wordOf(setting: Setting): string {
  return setting === "warning" ? "warn" : setting;
}

function checkPattern(pattern: string, name: keyof SeverityLists, where: string): void {
  const meant = pattern.endsWith("/*")
    ? allCodes.filter((code) => code.startsWith(pattern.slice(0, -1)))
    : allCodes.filter((code) => code === pattern);
  if (meant.length === 0) {
    const near = nearCode(pattern);
    const advice = near === undefined ? "a code is family/name, as findings show it" : `did you mean ${near}?`;
    throw new UsageError(`${where}: "${pattern}" is no code of a finding: ${advice}`);
  }
  if (name === "error") return;
  const fixed = meant.find((code) => isFixed({ code, severity: describeCode(code)?.severity ?? "info" }));
  if (fixed !== undefined) {
    const reason =
      "it stops a document before the rules look at it, so the document would pass unread; a baseline can hide what is known";
    throw new UsageError(`${where}: ${fixed} is always an error: ${reason}`);
  }
}

/** Where the family is right, only the rest is compared: else every short name of it would be near. */
function nearCode(pattern: string): string | undefined {
  const family = pattern.slice(0, pattern.indexOf("/") + 1);
  const inFamily = allCodes.filter((code) => family !== "" && code.startsWith(family));
  if (inFamily.length === 0) {
    return nearest(pattern, [...allCodes, ...allCodes.map((code) => `${code.split("/", 1)[0]}/*`)]);
  }
  const names = inFamily.map((code) => code.slice(family.length));
  const near = nearest(pattern.slice(family.length), names);
  return near === undefined ? undefined : `${family}${near}`;
}
