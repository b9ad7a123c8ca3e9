// Whether a file that somebody keeps by hand holds what we would write: all blocks of a text, or all parts of a JSON value.

import { canonicalJson } from "../src/document/canonical.ts";

/** Takes the path for its extension. Blocks are what blank lines part; in JSON, objects and lists may hold more. */
export function holdsText(path: string, theirs: string, ours: string): boolean {
  if (path.endsWith(".json")) return holdsJson(theirs, ours);
  const lines = `\n${theirs.replaceAll("\r\n", "\n")}\n`;
  return ours
    .split(/\n{2,}/)
    .map((block) => block.replace(/^\n+|\n+$/g, ""))
    .every((block) => block === "" || lines.includes(`\n${block}\n`));
}

/** A value that no canonical form holds, such as one that is nested without end, is not what we would write. */
function holdsJson(theirs: string, ours: string): boolean {
  try {
    return holdsValue(parsed(theirs), parsed(ours));
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function holdsValue(theirs: unknown, ours: unknown): boolean {
  if (theirs === undefined || ours === undefined) return false;
  if (Array.isArray(ours)) {
    const items = Array.isArray(theirs) ? new Set(theirs.map(canonicalJson)) : new Set();
    return ours.every((item) => items.has(canonicalJson(item)));
  }
  if (typeof ours !== "object" || ours === null) return theirs === ours;
  if (typeof theirs !== "object" || theirs === null) return false;
  const members = new Map(Object.entries(theirs));
  return Object.entries(ours).every(([name, value]) => holdsValue(members.get(name), value));
}
