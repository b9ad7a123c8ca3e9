// `rules`: lists every code that can stand in a finding.

import type { CodeInfo } from "../../src/document/code-info.ts";
import { allCodes, describeCode } from "../../src/validate/code-table.ts";
import { openPalette } from "../colour.ts";
import { type Call, type Command, defineCommand } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { toJson } from "../format/json.ts";
import { rulesJson, rulesText } from "../format/rules-text.ts";
import type { Host } from "../host.ts";
import { choice } from "../option.ts";
import { color } from "../options.ts";

const options = { format: choice("how to print", ["text", "json"], "text"), color };

/** `rules`. */
export const rulesCommand: Command = defineCommand({
  operands: [],
  options,
  examples: [
    { line: "mcp-discover rules", what: "every code, by what it is about" },
    { line: "mcp-discover rules --format json", what: "with the reason and the link of each, for programs" },
  ],
  run,
});

async function run({ options: given }: Call<typeof options>, host: Host): Promise<number> {
  const all = allCodes.flatMap((code) => {
    const info: CodeInfo | undefined = describeCode(code);
    return info === undefined ? [] : [{ ...info, code }];
  });
  const layout = { palette: await openPalette(host, given.color), columns: host.stdout.columns };
  await host.stdout.write(given.format === "json" ? `${toJson(rulesJson(all))}\n` : rulesText(all, layout));
  return exitCode.clean;
}
