// `validate --watch`: judges the inputs again when they change, and tells of those whose verdict changed.

import { createHash } from "node:crypto";
import type { Report } from "../src/document/report.ts";
import { reportToJson } from "../src/document/report-json.ts";
import { UsageError } from "../src/usage-error.ts";
import { count } from "./format/words.ts";
import type { Host } from "./host.ts";
import { type FileInput, readInputs } from "./inputs.ts";
import { watchLoop } from "./watch-loop.ts";

/** What is done with the inputs. */
export interface Watch {
  judge(input: FileInput): Report;
  tell(reports: readonly Report[]): Promise<unknown>;
  /** The options that watching has a say in. */
  readonly given: {
    readonly format: string;
    readonly outputFile: readonly unknown[];
    readonly baseline: string | undefined;
    readonly fix: boolean;
    readonly dryRun: boolean;
    readonly quiet: boolean;
  };
}

/** What was last seen of an input: its content, and what was said of it. */
interface Seen {
  readonly content: string;
  readonly said: string;
}

/**
 * Tells the verdict on every input, then, until the signal aborts, on each whose verdict changed. Resolves to 0 when the user
 * ends it, to 3 where the system does not let so many folders be watched. At most one look at a time, and as long a rest after it.
 */
export async function watchInputs(
  names: readonly string[],
  { judge, tell, given }: Watch,
  host: Host,
): Promise<number> {
  const writes = given.outputFile.length > 0 || given.baseline === "write" || given.fix || given.dryRun;
  if (given.format !== "text" || writes) {
    throw new UsageError("--watch: only prints text: leave out --format, --output-file, --fix and --baseline write");
  }
  if (names.some((name) => name === "-" || /^https?:\/\//i.test(name))) {
    throw new UsageError("--watch: only files, folders and globs can be watched");
  }
  const seen = new Map<string, Seen>();
  return await watchLoop(names, host, async (first) => {
    const reports = await changed({ quiet: given.quiet || !first });
    if (first || reports.length > 0) await tell(reports);
    if (first) await host.stderr.write(`watching ${count(seen.size, "file")}; Ctrl-C ends it\n`);
  });

  async function changed(how: { readonly quiet: boolean }): Promise<Report[]> {
    const reports: Report[] = [];
    const gone = new Set(seen.keys());
    for await (const input of readInputs(names, host, how)) {
      if ("url" in input) continue;
      gone.delete(input.source);
      const content = contentOf(input);
      const before = seen.get(input.source);
      if (before?.content === content) continue;
      const report = judge(input);
      const said = JSON.stringify(reportToJson(report));
      seen.set(input.source, { content, said });
      if (before?.said !== said) reports.push(report);
    }
    if (host.signal.aborted) return [];
    for (const source of gone) {
      seen.delete(source);
      reports.push(judge({ source, problem: "the file is gone" }));
    }
    return reports;
  }
}

/** What a file held, in few bytes: a thousand documents need not stay in memory. */
function contentOf(input: FileInput): string {
  return "bytes" in input ? createHash("sha256").update(input.bytes).digest("base64") : `! ${input.problem}`;
}
