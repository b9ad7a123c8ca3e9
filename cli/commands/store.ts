// `store`: says what a store holds and what waits, or drops what need not be kept any longer.

import { defaultKeepMs } from "../../registry/store/retention.ts";
import { openPalette } from "../colour.ts";
import { type Call, type Command, defineCommand } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { schemaVersion, toJson } from "../format/json.ts";
import { compactionText, statusText } from "../format/status-text.ts";
import type { Host } from "../host.ts";
import { keep } from "../keep-option.ts";
import { choice, readWord } from "../option.ts";
import { color, store } from "../options.ts";
import { withStore } from "../with-store.ts";

const actions = ["status", "compact"] as const;

const options = { store, keep, format: choice("how to print", ["text", "json"], "text"), color };

/** `store <action>`. */
export const storeCommand: Command = defineCommand({
  operands: [{ name: "<action>", summary: "status: what is there; compact: drop what is too old", words: actions }],
  options,
  examples: [
    { line: "mcp-discover store status --store mcp-discover.db", what: "what is there, what is due, the last crawls" },
    { line: "mcp-discover store compact --keep 30d", what: "thin what is older than a month" },
  ],
  run,
});

async function run({ operands, options: given }: Call<typeof options>, host: Host): Promise<number> {
  const action = readWord(operands.join(" "), actions);
  if (action === "status") {
    return withStore({ path: given.store }, host, async (opened, path) => {
      const status = await opened.status();
      const text = () => openPalette(host, given.color).then((palette) => statusText(path, status, { palette }));
      await host.stdout.write(given.format === "json" ? `${toJson({ schemaVersion, ...status })}\n` : await text());
      return exitCode.clean;
    });
  }
  return withStore({ path: given.store, write: true }, host, async (opened) => {
    const done = await opened.compact({ keepMs: given.keep ?? defaultKeepMs, signal: host.signal });
    const json = () => `${toJson({ schemaVersion, ...done })}\n`;
    await host.stdout.write(given.format === "json" ? json() : compactionText(done, await opened.status()));
    return host.signal.aborted ? exitCode.partial : exitCode.clean;
  });
}
