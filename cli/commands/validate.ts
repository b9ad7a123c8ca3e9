// `validate`: judges documents and prints what is wrong with them, where, and what to write instead.

import { resolve } from "node:path";
import type { Severity } from "../../src/document/diagnostic.ts";
import type { Report } from "../../src/document/report.ts";
import type { Transport } from "../../src/http/transport.ts";
import { UsageError } from "../../src/usage-error.ts";
import type { ValidateOptions } from "../../src/validate/options.ts";
import { validate } from "../../src/validate/validate.ts";
import { openPalette } from "../colour.ts";
import { type Call, type Command, defineCommand } from "../command.ts";
import { exitCode, tellStopped } from "../exit-code.ts";
import { toJson, validateJson } from "../format/json.ts";
import { validateText } from "../format/validate-text.ts";
import type { Host } from "../host.ts";
import { type FileInput, readInputs } from "../inputs.ts";
import { choice, toggle, type Values } from "../option.ts";
import { color, failOn, networkOptions, quiet } from "../options.ts";
import { outputFileOption, writeAnswer } from "../output.ts";
import { profile, readers } from "../reader-options.ts";
import { against, settingOptions } from "../setting-options.ts";
import { type Settled, settle } from "../settings.ts";
import { reaches, tooManyWarnings } from "../severity.ts";

const ciFormats = ["sarif", "junit", "github", "markdown"] as const;
const formats = ["text", "json", ...ciFormats] as const;

const options = {
  admission: toggle("also say what a registry would refuse to list"),
  against,
  fix: toggle("mend files in place where nothing can be lost; - comes out mended"),
  dryRun: toggle("with --fix: print a diff of what would change, and write nothing"),
  watch: toggle("go on, and tell whose verdict changes when files change; Ctrl-C ends it"),
  readers,
  profile,
  format: choice("how to print", formats, "text"),
  outputFile: outputFileOption(formats),
  failOn,
  ...settingOptions,
  quiet,
  color,
  ...networkOptions,
};

/** `validate [inputs...]`. */
export const validateCommand: Command = defineCommand({
  operands: [
    {
      name: "[inputs...]",
      summary: "files, folders (every *.json and server-card below), globs, https: URLs, or - for standard input",
    },
  ],
  options,
  examples: [
    { line: "mcp-discover validate server-card.json", what: "one card" },
    { line: "mcp-discover validate public 'cards/**/*.json'", what: "a site's folder and a glob" },
    {
      line: "curl -s https://example.com/mcp/server-card | mcp-discover validate -",
      what: "what another program printed",
    },
    { line: "mcp-discover validate https://example.com/mcp/server-card", what: "what a server answers" },
    { line: "mcp-discover validate --fix --dry-run server-card.json", what: "what would be mended, as a diff" },
    {
      line: "mcp-discover validate --readers server-card.json",
      what: "who can read it, and what keeps others from it",
    },
    { line: "mcp-discover validate --fail-on warning --output-file json=report.json .", what: "a strict gate in CI" },
  ],
  run,
});

async function run({ operands, options: said, from }: Call<typeof options>, host: Host): Promise<number> {
  if (operands.length === 0) throw new UsageError("name a file, a folder, a glob or a URL, or - for standard input");
  const given = await settle(said, from, host);
  const over = given.outputFile.find(({ path }) =>
    operands.some((operand) => resolve(host.cwd, operand) === resolve(host.cwd, path)),
  );
  if (over !== undefined) throw new UsageError(`--output-file: "${over.path}" is a document that is to be judged`);
  const compare =
    given.against.length === 0
      ? undefined
      : (await import("../against-files.ts")).createComparison(given.against, given.severities, host);
  const asksReaders = given.readers || given.profile.length > 0 || given.watch;
  const addReadings = asksReaders ? (await import("../readings.ts")).addReadings : undefined;
  const judged = (report: Report): Report => {
    const compared = compare?.(report) ?? report;
    return addReadings?.(compared, given) ?? compared;
  };
  if (given.watch) {
    const { watchInputs } = await import("../watch.ts");
    const watch = {
      judge: (input: FileInput) => judged(judge(input, given)),
      tell: (some: readonly Report[]) => tell(some, given, host),
      given,
    };
    return watchInputs(operands, watch, host);
  }
  const fixer =
    given.fix || given.dryRun ? (await import("../fix-inputs.ts")).createFixer(operands, given, host) : undefined;
  const reports: Report[] = [];
  let transport: Transport | undefined;
  try {
    const seen = new Set<string>();
    for await (const input of readInputs(operands, host, given)) {
      const place = "url" in input ? input.url : resolve(host.cwd, input.source);
      if (seen.has(place)) continue;
      seen.add(place);
      let report: Report;
      if ("url" in input) {
        transport ??= await (await import("../network.ts")).openNetwork(given, host);
        report = judged(await judgeUrl(input.url, transport, { ...given, signal: host.signal }));
      } else if (fixer && "bytes" in input) {
        const { source } = input;
        report = judged(await fixer.fix(input, (bytes) => judge({ source, bytes }, given)));
      } else report = judged(judge(input, given));
      if (report.catalog !== undefined && report.level === undefined)
        report = (await import("../readings.ts")).addReadings(report, given);
      // A thousand clean documents need not stay in memory.
      reports.push(report.diagnostics.length === 0 ? withoutDocument(report) : report);
    }
  } catch (error) {
    if (!host.signal.aborted) throw error;
  } finally {
    await transport?.close();
  }
  await fixer?.end();
  const told = await tell(reports, given, fixer?.host ?? host);
  if (host.signal.aborted) return tellStopped(host);
  if (await tooManyWarnings(told, given, host)) return exitCode.findings;
  return codeOf(told, given.failOn) || (fixer?.failed ? exitCode.unknown : exitCode.clean);
}

/** Prints reports, and gives them back without what the baseline knows. */
async function tell(
  reports: readonly Report[],
  given: Values<typeof options> & Settled,
  host: Host,
): Promise<readonly Report[]> {
  const known =
    given.known &&
    (await (await import("../baseline-file.ts")).hideBaseline(reports, { ...given, ...given.known }, host));
  const told = known?.reports ?? reports;
  const about =
    known === undefined || given.quiet || given.watch
      ? ""
      : (await import("../format/baseline-text.ts")).baselineText(known);
  const layout = { palette: await openPalette(host, given.color), columns: host.stdout.columns };
  await writeAnswer(
    {
      text: async (how) => {
        const readings = given.readers && (await import("../format/readers-text.ts")).readersText;
        return validateText(told, how, { ...given, ...(readings && { readings }) }) + about;
      },
      json: () => `${toJson(validateJson(told, known))}\n`,
      ...Object.fromEntries(
        ciFormats.map((format) => [
          format,
          async () => (await import("../format/ci.ts")).ciText(format, told, { failOn: given.failOn }),
        ]),
      ),
    },
    { format: given.format, files: given.outputFile, layout },
    host,
  );
  return told;
}

type How = Pick<ValidateOptions, "admission" | "severities">;

type Readable =
  | Extract<FileInput, { problem: string }>
  | { readonly source: string; readonly bytes: Uint8Array | string };

function judge(input: Readable, { admission = false, severities }: How): Report {
  const { source } = input;
  if ("problem" in input) return unread(source, { code: "file", message: input.problem });
  return validate(input.bytes, { source, admission, ...(severities && { severities }) });
}

async function judgeUrl(
  url: string,
  transport: Transport,
  { admission = false, severities, signal }: How & { readonly signal: AbortSignal },
): Promise<Report> {
  const { endpointHint, fetchDocument } = await import("../fetch-document.ts");
  const visit = transport.openVisit();
  try {
    const fetched = await fetchDocument(url, visit.exchange, signal);
    if ("code" in fetched) {
      const { code, message, status } = fetched;
      return unread(url, { code, message: `${message}${endpointHint(url, status)}`, url: fetched.url });
    }
    const { servedFrom } = fetched;
    return validate(fetched.bytes, { source: url, admission, servedFrom, ...(severities && { severities }) });
  } finally {
    await visit.close();
  }
}

function unread(source: string, failure: NonNullable<Report["failure"]>): Report {
  return { source, kind: "empty", valid: false, diagnostics: [], failure };
}

function withoutDocument({ text: _, card: __, catalog: ___, ...report }: Report): Report {
  return report;
}

/** What is bad outranks what could not be read: the documents that were read are known to be bad. */
function codeOf(reports: readonly Report[], failOn: Severity | "never"): number {
  const bad = reports.some((report) => reaches(report, failOn));
  if (bad) return exitCode.findings;
  return reports.some((report) => report.failure !== undefined) ? exitCode.unknown : exitCode.clean;
}
