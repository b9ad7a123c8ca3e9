// Reads and writes the baseline file (schemas/baseline.schema.json), and hides what it knows.

import { existsSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import { printable } from "../src/document/printable.ts";
import type { Report } from "../src/document/report.ts";
import { isMembers } from "../src/document/sniff.ts";
import { UsageError } from "../src/usage-error.ts";
import { collectKnown, hideKnown, type KnownFinding, sortKnown, type Unknown } from "../src/validate/baseline.ts";
import { schemaVersion, toJson } from "./format/json.ts";
import { count } from "./format/words.ts";
import { type Host, OutputFailed } from "./host.ts";
import { nameOf, readJsonFile } from "./json-file.ts";
import type { Settled } from "./settings.ts";
import { writeWhole } from "./whole-file.ts";

/** 4 MiB: some 25,000 findings, where another remedy is called for. */
export const maxBaselineBytes: number = 4 * 1024 * 1024;

/**
 * Hides what the baseline knows; with `write`, makes it from the reports first. Entries of documents that were not among the
 * inputs stay in the file, unless they are gone from the disk. Rejects with a UsageError where the file is no baseline.
 */
export async function hideBaseline(
  reports: readonly Report[],
  { path, write, admission }: NonNullable<Settled["known"]> & { readonly admission: boolean },
  host: Host,
): Promise<Unknown> {
  // What was not judged to the end must not replace what was.
  if (write && host.signal.aborted) return { reports, hidden: 0, gone: [] };
  const folder = dirname(path);
  const name = (source: string): string => nameInBaseline(source, folder, host);
  const isAsked = ({ code }: KnownFinding): boolean => admission || !code.startsWith("admission/");
  const isLost = ({ file }: KnownFinding): boolean => !isElsewhere(file) && !existsSync(resolve(folder, file));
  const read = write && !existsSync(path) ? [] : readBaseline(path, host);
  if (!write) {
    const left = hideKnown(reports, read, name);
    return { ...left, gone: sortKnown([...new Set([...left.gone.filter(isAsked), ...read.filter(isLost)])]) };
  }
  const judged = new Set(reports.map(({ source }) => name(source)));
  const others = read.filter((entry) => (!judged.has(entry.file) || !isAsked(entry)) && !isLost(entry));
  const known = sortKnown([...others, ...collectKnown(reports, name)]);
  await writeBaseline(path, known, host);
  const total = known.reduce((sum, entry) => sum + entry.count, 0);
  await host.stderr.write(`wrote ${printable(nameOf(path, host))}: ${count(total, "known finding")}\n`);
  return hideKnown(reports, known, name);
}

/** One finding a line, so that two people's changes seldom meet in a merge. */
async function writeBaseline(path: string, known: readonly KnownFinding[], host: Host): Promise<void> {
  const lines = known.map((entry) => `    ${toJson(entry, { lines: false })}`);
  const list = lines.length === 0 ? "[]" : `[\n${lines.join(",\n")}\n  ]`;
  const problem = await writeWhole(path, `{\n  "schemaVersion": ${schemaVersion},\n  "findings": ${list}\n}\n`);
  if (problem !== undefined)
    throw new OutputFailed(`--baseline: "${nameOf(path, host)}" cannot be written: ${problem}`);
}

function readBaseline(path: string, host: Host): readonly KnownFinding[] {
  const value = readJsonFile(path, maxBaselineBytes, host);
  const findings = isMembers(value) && value["schemaVersion"] === schemaVersion ? value["findings"] : undefined;
  if (!Array.isArray(findings) || !findings.every(isKnown)) {
    throw new UsageError(`${nameOf(path, host)}: it is no baseline: make one with --baseline write`);
  }
  return findings;
}

function isKnown(entry: unknown): entry is KnownFinding {
  if (!isMembers(entry)) return false;
  const { file, code, pointer, count: times } = entry;
  return [file, code, pointer].every((text) => typeof text === "string") && Number.isSafeInteger(times);
}

function isElsewhere(source: string): boolean {
  return source === "-" || /^https?:\/\//i.test(source);
}

function nameInBaseline(source: string, folder: string, host: Host): string {
  if (isElsewhere(source)) return source;
  return relative(folder, resolve(host.cwd, source)).split(sep).join("/");
}
