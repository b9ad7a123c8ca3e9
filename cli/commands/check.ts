// `check`: tells a domain's owner everything: where documents stand, what they say, how they arrive, who can read them.

import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type CheckOptions, check, isClean } from "../../src/check/check.ts";
import { expectCard } from "../../src/check/expect.ts";
import { UsageError } from "../../src/usage-error.ts";
import { validate } from "../../src/validate/validate.ts";
import { type Checked, reportsOf, withReports, withSeverities } from "../check-reports.ts";
import { openPalette } from "../colour.ts";
import { type Call, type Command, defineCommand } from "../command.ts";
import { exitCode, tellStopped } from "../exit-code.ts";
import { checkJson } from "../format/check-json.ts";
import { allFindings, checkText } from "../format/check-text.ts";
import { toJson } from "../format/json.ts";
import { headerOption } from "../header-option.ts";
import type { Host } from "../host.ts";
import { openNetwork } from "../network.ts";
import { choice, type Option, readNumber, toggle } from "../option.ts";
import { color, failOn, networkOptions, quiet } from "../options.ts";
import { outputFileOption, writeAnswer } from "../output.ts";
import { refusePath } from "../refuse-path.ts";
import { maxWarnings, severityOptions } from "../setting-options.ts";
import { namesCodes } from "../settings.ts";
import { failingFrom, onlyFailing, reachesSeverity, tooManyWarnings } from "../severity.ts";

const ciFormats = ["sarif", "junit", "github", "markdown"] as const;
const formats = ["text", "json", ...ciFormats] as const;

/** A deployment that takes longer than an hour is not warming up. */
const maxRetrySeconds = 3600;

/** The pause between two tries of a deployment that is warming up, in milliseconds. */
const retryPauseMs = 5_000;

const expect: Option<string | undefined> = {
  value: "FILE",
  summary: "the card in this file must be what is served, word for word but for white space and order",
  initial: undefined,
  read: (text) => text,
};

const retry: Option<number> = {
  value: "SECONDS",
  summary: "try again until all is well or this long has passed: for a deployment that is warming up",
  initial: 0,
  read: (text) => readNumber(text, { least: 0, most: maxRetrySeconds }),
};

const options = {
  all: toggle("ask every place that was ever in use, not the usual ones only"),
  dns: toggle("also show hints in DNS, which no standard asks for"),
  expect,
  live: toggle("also ask the running servers who they are; no tool is called"),
  header: headerOption("--live", "servers of the target's own domain"),
  retry,
  format: choice("how to print", formats, "text"),
  outputFile: outputFileOption(formats),
  failOn,
  ...severityOptions,
  maxWarnings,
  quiet,
  color,
  ...networkOptions,
};

/** `check <target>`. */
export const checkCommand: Command = defineCommand({
  operands: [{ name: "<target>", summary: "a domain, or the URL of an MCP endpoint, a card or a catalog", words: [] }],
  options,
  examples: [
    { line: "mcp-discover check example.com", what: "all about what a domain publishes" },
    { line: "mcp-discover check https://mcp.example.com/mcp", what: "one endpoint, its card and its host" },
    { line: "mcp-discover check example.com --expect server-card.json --retry 120", what: "in CI, after a deployment" },
    { line: "mcp-discover check example.com --live", what: "and compare the cards with the running servers" },
  ],
  run,
});

type Given = Call<typeof options>["options"];

async function run({ operands, options: given, from }: Call<typeof options>, host: Host): Promise<number> {
  const [target = ""] = operands;
  if (Object.keys(given.header).length > 0 && !given.live) throw new UsageError("--header is sent with --live only");
  await refusePath(target, { use: "mcp-discover validate judges it", takes: "check takes a domain or a URL" }, host);
  if (given.live) (await import("../../src/live/request-headers.ts")).readRequestHeaders(given.header);
  const severities = namesCodes(given) && (await import("../read-settings.ts")).optionSeverities(given, from);
  const expected = given.expect === undefined ? undefined : await readExpected(given.expect, host);
  let done: Checked;
  try {
    done = await checkUntilClean(target, given, expected, host);
  } catch (error) {
    if (host.signal.aborted) return tellStopped(host);
    throw error;
  }
  if (severities) done = withSeverities(done, severities);
  const findings = allFindings(done.found, done.live);
  const reports = [{ source: target, kind: "empty" as const, valid: true, diagnostics: findings }];
  await tell(done, { ...given, least: failingFrom(reports, given.failOn, given.maxWarnings) }, host);
  if (await tooManyWarnings(reports, given, host)) return exitCode.findings;
  return codeOf(done, given.failOn);
}

type Expected = Parameters<typeof expectCard>[1];

async function readExpected(path: string, host: Host): Promise<Expected> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(resolve(host.cwd, path));
  } catch {
    throw new UsageError(`--expect: "${path}" cannot be read`);
  }
  const { card } = validate(bytes, { source: path });
  if (card === undefined)
    throw new UsageError(`--expect: "${path}" is no Server Card v1: mcp-discover validate says why`);
  return { card, source: path };
}

async function checkUntilClean(
  target: string,
  given: Given,
  expected: Expected | undefined,
  host: Host,
): Promise<Checked> {
  const until = performance.now() + given.retry * 1000;
  const network = await openNetwork(given, host);
  if (given.live) {
    const { liveNotice } = await import("../../src/live/compare-live.ts");
    await host.stderr.write(`note: ${liveNotice}\n`);
  }
  try {
    for (;;) {
      const visit = network.openVisit();
      try {
        const texts = given.dns ? (await import("../../src/http/resolve-txt.ts")).createTextLookup() : undefined;
        const ask: CheckOptions = {
          exchange: visit.exchange,
          signal: host.signal,
          all: given.all,
          ...(texts && { texts }),
        };
        const seen = await check(target, ask);
        const found = expected === undefined ? seen : expectCard(seen, expected);
        const left = until - performance.now();
        if (left <= 0 || isClean(found)) {
          if (!given.live) return { found };
          const { askServers } = await import("../live-check.ts");
          const onWithheld = (server: string): Promise<void> =>
            host.stderr.write(
              `note: --header is not sent to ${server}, which is plain http or not of the domain that you named\n`,
            );
          const how = { exchange: visit.exchange, headers: given.header, signal: host.signal, onWithheld };
          return { found, live: await askServers(found, how) };
        }
        const pause = Math.min(retryPauseMs, left);
        await host.stderr.write(`not yet: trying again for ${Math.ceil(left / 1000)} s\n`);
        await sleep(pause, undefined, { signal: host.signal });
      } finally {
        await visit.close();
      }
    }
  } finally {
    await network.close();
  }
}

/** `least`: the severity from which a quiet run tells its findings. */
type Told = Given & { readonly least: Given["failOn"] };

async function tell({ found, live }: Checked, given: Told, host: Host): Promise<void> {
  const said = given.quiet
    ? withReports({ found, ...(live && { live }) }, (report) => onlyFailing(report, given.least))
    : { found, live };
  const layout = { palette: await openPalette(host, given.color), columns: host.stdout.columns };
  await writeAnswer(
    {
      text: (how) => checkText(said.found, how, { quiet: given.quiet, ...(said.live && { live: said.live }) }),
      json: () => `${toJson(checkJson(found, live))}\n`,
      ...Object.fromEntries(
        ciFormats.map((format) => [
          format,
          async () =>
            (await import("../format/ci.ts")).ciText(format, reportsOf({ found, ...(live && { live }) }), {
              failOn: given.failOn,
            }),
        ]),
      ),
    },
    { format: given.format, files: given.outputFile, layout },
    host,
  );
}

/** As discover: nothing published, or something that is wrong, is 1; what did not answer is 3; what a budget cut off is 4. */
function codeOf({ found, live = [] }: Checked, least: Given["failOn"]): number {
  const { outcome, failures, unasked } = found;
  if (outcome === "failed") return exitCode.unknown;
  const gone = least !== "never" && failures.some(({ code }) => code === "status");
  const wrong = allFindings(found, live).some(({ severity }) => reachesSeverity(severity, least));
  if (outcome === "none" || gone || wrong) return exitCode.findings;
  if (failures.length > 0 || live.some(({ result }) => result.state === "unreachable")) return exitCode.unknown;
  return unasked.length > 0 ? exitCode.partial : exitCode.clean;
}
