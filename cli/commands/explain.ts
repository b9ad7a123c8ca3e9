// `explain`: says what a code means, why it matters, and what to do.

import { nearest } from "../../src/text/nearest.ts";
import { UsageError } from "../../src/usage-error.ts";
import { allCodes, describeCode } from "../../src/validate/code-table.ts";
import { openPalette } from "../colour.ts";
import { type Call, type Command, defineCommand } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { explainText } from "../format/explain-text.ts";
import type { Host } from "../host.ts";
import { color } from "../options.ts";

const options = { color };

/** `explain <code>`. */
export const explainCommand: Command = defineCommand({
  operands: [
    { name: "<code>", summary: "a code as it stands in a finding, such as card/version-range", words: allCodes },
  ],
  options,
  examples: [
    { line: "mcp-discover explain card/version-range", what: "why it matters, and what to write" },
    { line: "mcp-discover rules", what: "all codes" },
  ],
  run,
});

async function run({ operands, options: given }: Call<typeof options>, host: Host): Promise<number> {
  const [asked = ""] = operands;
  const text = asked.trim().toLowerCase();
  const code = allCodes.find((each) => each === text);
  const info = describeCode(text);
  if (code === undefined || info === undefined) {
    throw new UsageError(`no code is called "${asked}"${suggestion(text)}`);
  }
  const layout = { palette: await openPalette(host, given.color), columns: host.stdout.columns };
  await host.stdout.write(explainText(code, info, layout));
  return exitCode.clean;
}

function suggestion(text: string): string {
  const meant = nearest(text, allCodes);
  return meant === undefined ? "; mcp-discover rules lists them all" : `; did you mean ${meant}?`;
}
