// `discover`: finds the servers that a domain, an endpoint or a card's URL leads to, and says who says so.

import { discover } from "../../src/discover/discover.ts";
import type { Discovery } from "../../src/discover/discovery.ts";
import { applySeverities, type Overrides } from "../../src/validate/severities.ts";
import { openPalette } from "../colour.ts";
import { type Call, type Command, defineCommand } from "../command.ts";
import { exitCode, tellStopped } from "../exit-code.ts";
import { discoverJson } from "../format/discover-json.ts";
import { discoverText } from "../format/discover-text.ts";
import { toJson } from "../format/json.ts";
import type { Host } from "../host.ts";
import { openNetwork } from "../network.ts";
import { choice } from "../option.ts";
import { color, failOn, networkOptions, quiet } from "../options.ts";
import { outputFileOption, writeAnswer } from "../output.ts";
import { refusePath } from "../refuse-path.ts";
import { maxWarnings, severityOptions } from "../setting-options.ts";
import { namesCodes } from "../settings.ts";
import { reaches, tooManyWarnings } from "../severity.ts";

const formats = ["text", "json"] as const;

const options = {
  format: choice("how to print", formats, "text"),
  outputFile: outputFileOption(formats),
  failOn,
  ...severityOptions,
  maxWarnings,
  quiet,
  color,
  ...networkOptions,
};

/** `discover <target>`. */
export const discoverCommand: Command = defineCommand({
  operands: [{ name: "<target>", summary: "a domain, or the URL of an MCP endpoint, a card or a catalog", words: [] }],
  options,
  examples: [
    { line: "mcp-discover discover example.com", what: "what a domain publishes" },
    { line: "mcp-discover discover https://mcp.example.com/mcp", what: "the card of one endpoint" },
    { line: "mcp-discover discover example.com --format json", what: "the cards themselves, for programs" },
  ],
  run,
});

async function run({ operands, options: given, from }: Call<typeof options>, host: Host): Promise<number> {
  const [target = ""] = operands;
  await refusePath(target, { use: "mcp-discover validate judges it", takes: "discover takes a domain or a URL" }, host);
  const severities = namesCodes(given) && (await import("../read-settings.ts")).optionSeverities(given, from);
  const transport = await openNetwork(given, host);
  const visit = transport.openVisit();
  let found: Discovery;
  try {
    found = await discover(target, { exchange: visit.exchange, signal: host.signal });
  } catch (error) {
    if (host.signal.aborted) return tellStopped(host);
    throw error;
  } finally {
    await visit.close();
    await transport.close();
  }
  if (severities) found = withSeverities(found, severities);
  const layout = { palette: await openPalette(host, given.color), columns: host.stdout.columns };
  await writeAnswer(
    {
      text: (how) => discoverText(found, how, { quiet: given.quiet }),
      json: () => `${toJson(discoverJson(found))}\n`,
    },
    { format: given.format, files: given.outputFile, layout },
    host,
  );
  const reports = [...found.servers, ...found.catalogs].map(({ report }) => report);
  if (await tooManyWarnings(reports, given, host)) return exitCode.findings;
  return codeOf(found, given.failOn);
}

function withSeverities(found: Discovery, severities: Overrides): Discovery {
  const { servers, catalogs } = found;
  return {
    ...found,
    servers: servers.map((server) => ({ ...server, report: applySeverities(server.report, severities) })),
    catalogs: catalogs.map((catalog) => ({ ...catalog, report: applySeverities(catalog.report, severities) })),
  };
}

/** Nothing published, or something that is wrong, is 1; what did not answer is 3; what a budget cut off is 4. */
function codeOf({ outcome, servers, catalogs, failures, unasked }: Discovery, severity: typeof failOn.initial): number {
  if (outcome === "failed") return exitCode.unknown;
  const reports = [...servers, ...catalogs].map(({ report }) => report);
  const gone = severity !== "never" && failures.some(({ code }) => code === "status");
  if (outcome === "none" || gone || reports.some((report) => reaches(report, severity))) return exitCode.findings;
  if (failures.length > 0) return exitCode.unknown;
  return unasked.length > 0 ? exitCode.partial : exitCode.clean;
}
