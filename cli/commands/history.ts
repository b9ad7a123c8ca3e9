// `history`: says what changed of a name, of a host, or of everything, and when.

import { changeJson } from "../../registry/history/change-json.ts";
import type { Change, Store } from "../../registry/store/store.ts";
import { printable } from "../../src/document/printable.ts";
import { dateOf, type Moment, readMoment } from "../../src/text/read-duration.ts";
import { UsageError } from "../../src/usage-error.ts";
import { openPalette } from "../colour.ts";
import { type Call, type Command, defineCommand } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { changeText, historyHeading } from "../format/history-text.ts";
import { toJson } from "../format/json.ts";
import type { Host } from "../host.ts";
import { choice, type Option } from "../option.ts";
import { color, store } from "../options.ts";
import { withStore } from "../with-store.ts";

/** Changes that are read at once. */
const pageSize = 500;

const since: Option<Moment | undefined> = {
  value: "WHEN",
  summary: "only what is not older: a length of time (24h, 7d) or a date (2026-11-03)",
  initial: undefined,
  words: [],
  read: (text) => readMoment(text),
};

const options = {
  since,
  store,
  format: choice("how to print, ndjson being one object a line", ["text", "json", "ndjson"], "text"),
  color,
};

/** `history [of]`. */
export const historyCommand: Command = defineCommand({
  operands: [{ name: "[of]", summary: "a server's name or a host; without one, everything", words: [] }],
  options,
  examples: [
    { line: "mcp-discover history com.example/weather", what: "what became of one server" },
    { line: "mcp-discover history --since 24h --format ndjson", what: "all that changed since yesterday" },
  ],
  run,
});

async function run({ operands, options: given }: Call<typeof options>, host: Host): Promise<number> {
  const [of, ...others] = operands;
  if (others.length > 0) throw new UsageError("name one server or one host");
  return withStore({ path: given.store }, host, async (opened) => {
    const query = {
      ...(of === undefined ? {} : { of: of.includes("/") ? of : of.toLowerCase() }),
      ...(given.since === undefined ? {} : { since: dateOf(given.since, host.now()) }),
    };
    const isText = given.format === "text";
    const told = isText
      ? await tell(opened, query, { host, color: given.color })
      : await tellPrograms(opened, query, host);
    if (told > 0) return exitCode.clean;
    const named = query.of;
    if (named !== undefined && (await opened.history({ of: named, after: 0, limit: 1 })).length === 0) {
      const words = named.includes("/")
        ? `no server "${named}" is known here`
        : `no history of "${named}" is kept here`;
      await host.stderr.write(`error: ${printable(words)}\n`);
      return exitCode.unknown;
    }
    if (isText) await host.stdout.write(given.since === undefined ? "nothing has changed yet\n" : "nothing changed\n");
    return exitCode.clean;
  });
}

type Query = { readonly of?: string; readonly since?: Date };

async function* changesOf(opened: Store, query: Query): AsyncGenerator<Change, void, undefined> {
  let after = 0;
  for (;;) {
    const page = await opened.history({ ...query, after, limit: pageSize });
    yield* page;
    if (page.length < pageSize) return;
    after = page.at(-1)?.seq ?? after;
  }
}

/** One object a line; gives how many. */
async function tellPrograms(opened: Store, query: Query, host: Host): Promise<number> {
  let told = 0;
  for await (const change of changesOf(opened, query)) {
    told += 1;
    await host.stdout.write(`${toJson(changeJson(change), { lines: false })}\n`);
  }
  return told;
}

async function tell(opened: Store, query: Query, { host, color }: { host: Host; color: boolean }): Promise<number> {
  const columns = host.stdout.columns;
  const layout = { palette: await openPalette(host, color), columns };
  const named = query.of === undefined || !query.of.includes("/");
  let total = 0;
  let last: Change | undefined;
  if (!named) for await (const change of changesOf(opened, query)) [last, total] = [change, total + 1];
  if (last) await host.stdout.write(historyHeading(last, total, layout));
  let told = 0;
  for await (const change of changesOf(opened, query)) {
    told += 1;
    await host.stdout.write(changeText(change, layout, { named }));
  }
  return told;
}
