// `diff`: says how a server's card changed, lately or between two versions, dates or hashes.

import type { Change, Store } from "../../registry/store/store.ts";
import { type JsonChange, jsonChanges } from "../../src/document/json-changes.ts";
import { printable } from "../../src/document/printable.ts";
import { lineDiff } from "../../src/text/line-diff.ts";
import { UsageError } from "../../src/usage-error.ts";
import { type CardState, findState, lastChange, statesOf } from "../card-states.ts";
import { openPalette } from "../colour.ts";
import { type Call, type Command, defineCommand } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { changedWords, longDay, shortTime } from "../format/change-words.ts";
import type { TextLayout } from "../format/diagnostics.ts";
import { diffText } from "../format/diff-text.ts";
import { schemaVersion, toJson } from "../format/json.ts";
import { wrap } from "../format/width.ts";
import type { Host } from "../host.ts";
import { choice } from "../option.ts";
import { color, store } from "../options.ts";
import { withStore } from "../with-store.ts";

/** Changes of one name that are looked through. */
const mostChanges = 100_000;

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
    const changes = await opened.history({ of: name, limit: mostChanges });
    if (!name.includes("/") || changes.length === 0) return unknown(host, `no server "${name}" is known here`);
    const pair = from === undefined ? lastChange(changes) : chosen(changes, { from, to, now: host.now() });
    if (pair === undefined) {
      const [only] = statesOf(changes);
      const since = only?.at === undefined ? "" : ` since it was first seen on ${longDay(only.at)}`;
      await host.stdout.write(`${printable(name)}: nothing changed${since}\n`);
      return exitCode.clean;
    }
    return await tell(opened, { name, pair }, { host, given });
  });
}

function chosen(
  changes: readonly Change[],
  { from, to, now }: { readonly from: string; readonly to: string | undefined; readonly now: Date },
): readonly [CardState, CardState] | undefined {
  const last = statesOf(changes).at(-1);
  const end = to === undefined ? last : findState(changes, to, now);
  return end && [findState(changes, from, now), end];
}

async function unknown(host: Host, message: string): Promise<number> {
  await host.stderr.write(`error: ${printable(message)}\n`);
  return exitCode.unknown;
}

interface Asked {
  readonly name: string;
  readonly pair: readonly [CardState, CardState];
}

async function tell(
  opened: Store,
  { name, pair: [before, after] }: Asked,
  { host, given }: { readonly host: Host; readonly given: Call<typeof options>["options"] },
): Promise<number> {
  const [from, to] = [await opened.pastCard(name, before.sha256), await opened.pastCard(name, after.sha256)];
  if (from === undefined || to === undefined) return unknown(host, "that card is not kept any more: see --keep");
  const changes = jsonChanges(JSON.parse(from), JSON.parse(to));
  const diff = lineDiff(pretty(from), pretty(to), { from: label(before), to: label(after) });
  if (given.format === "json") {
    await host.stdout.write(`${toJson({ schemaVersion, name, from: before, to: after, changes, diff })}\n`);
    return exitCode.clean;
  }
  const palette = await openPalette(host, given.color);
  const layout = { palette, columns: host.stdout.columns };
  await host.stdout.write(`${heading(name, { before, after, changes }, layout)}${diffText(diff, palette)}`);
  return exitCode.clean;
}

function pretty(card: string): string {
  return `${JSON.stringify(JSON.parse(card), null, 2)}\n`;
}

/** A side of the diff: its version, when it came, and the beginning of its hash. */
function label({ version = "a card", at, sha256 }: CardState): string {
  return `${version}${at === undefined ? "" : ` of ${shortTime(at)}`} (${sha256.slice(0, 12)})`;
}

function heading(
  name: string,
  { before, after, changes }: { before: CardState; after: CardState; changes: readonly JsonChange[] },
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
