// `diff`: says how a server's card changed, lately or between two versions, dates or hashes.

import { type CardDiff, compareCards } from "../../registry/history/card-diff.ts";
import { printable } from "../../src/document/printable.ts";
import { UsageError } from "../../src/usage-error.ts";
import { openPalette } from "../colour.ts";
import { type Call, type Command, defineCommand } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { changedWords, longDay } from "../format/change-words.ts";
import type { TextLayout } from "../format/diagnostics.ts";
import { diffText } from "../format/diff-text.ts";
import { toJson } from "../format/json.ts";
import { wrap } from "../format/width.ts";
import type { Host } from "../host.ts";
import { choice } from "../option.ts";
import { color, store } from "../options.ts";
import { withStore } from "../with-store.ts";

/** Where no terminal says its width. */
const plainColumns = 80;

const options = { store, format: choice("how to print", ["text", "json"], "text"), color };

/** `diff <name> [from] [to]`. */
export const diffCommand: Command = defineCommand({
  operands: [
    { name: "<name>", summary: "a server's name", words: [] },
    { name: "[from]", summary: "a version, a date, an age (7d) or a hash; without one, the last change", words: [] },
    { name: "[to]", summary: "the same; without one, the card as it is now", words: [] },
  ],
  options,
  examples: [
    { line: "mcp-discover diff com.example/weather", what: "what changed last" },
    { line: "mcp-discover diff com.example/weather 1.2.0 1.3.0", what: "between two versions" },
    { line: "mcp-discover diff com.example/weather 30d --format json", what: "since a month ago, for a program" },
  ],
  run,
});

async function run({ operands, options: given }: Call<typeof options>, host: Host): Promise<number> {
  const [name = "", from, to, ...others] = operands;
  if (others.length > 0) throw new UsageError("name a server and at most two of its states");
  return withStore({ path: given.store }, host, async (opened) => {
    const compared = await compareCards(opened, name, { from, to, now: host.now() });
    if ("diff" in compared) return tell(compared.diff, { host, given });
    if (compared.why === "unknown") return unknown(host, `no server "${name}" is known here`);
    if (compared.why === "dropped") return unknown(host, "that card is not kept any more: see --keep");
    const at = compared.only?.at;
    const since = at === undefined ? "" : ` since it was first seen on ${longDay(at)}`;
    await host.stdout.write(`${printable(name)}: nothing changed${since}\n`);
    return exitCode.clean;
  });
}

async function unknown(host: Host, message: string): Promise<number> {
  await host.stderr.write(`error: ${printable(message)}\n`);
  return exitCode.unknown;
}

async function tell(
  found: CardDiff,
  { host, given }: { readonly host: Host; readonly given: Call<typeof options>["options"] },
): Promise<number> {
  if (given.format === "json") {
    await host.stdout.write(`${toJson(found)}\n`);
    return exitCode.clean;
  }
  const palette = await openPalette(host, given.color);
  const layout = { palette, columns: host.stdout.columns };
  await host.stdout.write(`${heading(found, layout)}${diffText(found.diff, palette)}`);
  return exitCode.clean;
}

function heading(
  { name, from: before, to: after, changes }: CardDiff,
  { palette, columns = plainColumns }: TextLayout,
): string {
  const versions =
    before.version === after.version || before.version === undefined
      ? printable(after.version ?? "")
      : `${printable(before.version)} to ${printable(after.version ?? "")}`;
  const words = changedWords(changes) ?? (changes.length > 0 ? "only the version changed" : "nothing changed");
  const when = after.at === undefined || changes.length === 0 ? "" : ` on ${longDay(after.at)}`;
  const lines = wrap(`${printable(name)} ${versions}: ${words}${when}`, columns).map((line) => palette.strong(line));
  return `${lines.join("\n")}\n${changes.length > 0 ? "\n" : ""}`;
}
