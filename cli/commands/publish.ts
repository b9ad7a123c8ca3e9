// `publish`: writes the files that make cards findable from a domain.

import { resolve } from "node:path";
import { printable } from "../../src/document/printable.ts";
import type { Report } from "../../src/document/report.ts";
import { type Publication, planSite } from "../../src/publish/site.ts";
import { UsageError } from "../../src/usage-error.ts";
import { validate } from "../../src/validate/validate.ts";
import { openPalette } from "../colour.ts";
import { type Call, type Command, defineCommand } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { plain } from "../format/palette.ts";
import { publishText } from "../format/publish-text.ts";
import { validateText } from "../format/validate-text.ts";
import type { Host } from "../host.ts";
import { readInputs } from "../inputs.ts";
import { type Option, toggle } from "../option.ts";
import { color, quiet } from "../options.ts";
import { writeAnswer } from "../output.ts";
import { BlockedPath, compareSite, writeSite } from "../site-files.ts";

const out: Option<string | undefined> = {
  value: "FOLDER",
  summary: "the folder that is served as the root of the site",
  initial: undefined,
  read: (text) => text,
};

const baseUrl: Option<string | undefined> = {
  value: "URL",
  summary: "the origin of the site (default: that of the first remote)",
  initial: undefined,
  read: (text) => text,
};

const options = { out, baseUrl, dryRun: toggle("only say what would be written"), quiet, color };

/** `publish CARD... --out FOLDER`. */
export const publishCommand: Command = defineCommand({
  operands: [{ name: "<cards...>", summary: "files, folders or globs of Server Cards, or - for standard input" }],
  options,
  examples: [
    { line: "mcp-discover publish server-card.json --out public", what: "one card, on the site of its first remote" },
    { line: "mcp-discover publish cards --out public --base-url https://example.com --dry-run", what: "look first" },
  ],
  run,
});

async function run({ operands, options: given }: Call<typeof options>, host: Host): Promise<number> {
  if (given.out === undefined || given.out === "") throw new UsageError("name the folder to write with --out");
  const reports = await readCards(operands, host);
  if (host.signal.aborted) return exitCode.partial;
  if (!(await allGood(reports, host))) {
    return reports.some(({ failure }) => failure === undefined) ? exitCode.findings : exitCode.unknown;
  }
  const plan = planSite(reports.flatMap(publication), given.baseUrl === undefined ? {} : { baseUrl: given.baseUrl });
  if (plan.problems.length > 0) return refuse(plan.problems, host);
  for (const note of given.quiet ? [] : plan.notes) await host.stderr.write(`note: ${printable(note)}\n`);
  const folder = resolve(host.cwd, given.out);
  try {
    const planned = await compareSite(folder, plan.files);
    if (!given.dryRun) await writeSite(folder, planned);
    const how = { out: given.out, dryRun: given.dryRun };
    const layout = { palette: await openPalette(host, given.color), columns: host.stdout.columns };
    const formats = { text: (text: typeof layout) => publishText(plan, planned, { ...how, layout: text }) };
    if (!given.quiet) await writeAnswer(formats, { format: "text", files: [], layout }, host);
    return exitCode.clean;
  } catch (error) {
    if (error instanceof BlockedPath) return refuse([error.message], host);
    const code = systemCode(error);
    if (code === undefined) throw error;
    await host.stderr.write(`error: ${printable(given.out)} cannot be written (${code})\n`);
    return exitCode.unknown;
  }
}

/** The name that the operating system gave an error, such as EACCES; undefined for an error of ours. */
function systemCode(error: unknown): string | undefined {
  return error instanceof Error && "syscall" in error && "code" in error ? String(error.code) : undefined;
}

async function readCards(names: readonly string[], host: Host): Promise<Report[]> {
  const reports: Report[] = [];
  for await (const input of readInputs(names, host)) {
    if ("url" in input) throw new UsageError(`"${input.url}" is a URL: publish takes files`);
    const { source } = input;
    if ("bytes" in input) reports.push(validate(input.bytes, { source }));
    else {
      const failure = { code: "file", message: input.problem } as const;
      reports.push({ source, kind: "empty", valid: false, diagnostics: [], failure });
    }
  }
  return reports;
}

/** Says what is wrong with the documents, on stderr; whether all are valid cards. */
async function allGood(reports: readonly Report[], host: Host): Promise<boolean> {
  const bad = reports.filter((report) => !report.valid);
  const others = reports.filter((report) => report.valid && report.card === undefined);
  const layout = { palette: plain, columns: host.stderr.columns };
  const text = validateText(bad, layout, { quiet: false, fixWith: "validate --fix" });
  if (bad.length > 0) await host.stderr.write(`${text}nothing was written\n`);
  for (const { source, kind } of others) {
    await host.stderr.write(`error: ${printable(source)} is no Server Card (${kind}); nothing was written\n`);
  }
  return bad.length + others.length === 0;
}

function publication({ source, card, text }: Report): Publication[] {
  return card === undefined ? [] : [{ source, card, text: text ?? JSON.stringify(card, null, 2) }];
}

async function refuse(problems: readonly string[], host: Host): Promise<number> {
  for (const problem of problems) await host.stderr.write(`error: ${printable(problem)}\n`);
  await host.stderr.write("nothing was written\n");
  return exitCode.findings;
}
