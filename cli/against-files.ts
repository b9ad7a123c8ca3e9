// Reads the files that `--against` names.

import { resolve } from "node:path";
import { maxDocumentBytes } from "../src/document/limits.ts";
import type { Report } from "../src/document/report.ts";
import { UsageError } from "../src/usage-error.ts";
import { reportAgainst } from "../src/validate/against.ts";
import { type Counterpart, readCounterpart } from "../src/validate/counterpart.ts";
import type { Overrides } from "../src/validate/severities.ts";
import type { Host } from "./host.ts";
import { readJsonFile } from "./json-file.ts";

/** Gives a function that holds reports against the named files. Throws UsageError where one says nothing of a server. */
export function createComparison(
  names: readonly string[],
  severities: Overrides | undefined,
  host: Host,
): (report: Report) => Report {
  const others = names.map((name) => readOther(name, host));
  return (report) => reportAgainst(report, others, severities === undefined ? {} : { severities });
}

function readOther(name: string, host: Host): Counterpart {
  const other = readCounterpart(name, readJsonFile(resolve(host.cwd, name), maxDocumentBytes, host));
  if (other === undefined) {
    throw new UsageError(`--against: "${name}" is no server.json, Server Card, or package.json with a version`);
  }
  return other;
}
