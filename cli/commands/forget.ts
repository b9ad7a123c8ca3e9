// `forget`: takes a host that asked for it out of a store, and keeps it from ever being visited again.

import { isUntargetable, readTarget } from "../../src/discover/target.ts";
import { printable } from "../../src/document/printable.ts";
import { UsageError } from "../../src/usage-error.ts";
import { type Call, type Command, defineCommand } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { schemaVersion, toJson } from "../format/json.ts";
import { count } from "../format/words.ts";
import type { Host } from "../host.ts";
import { choice, type Option, toggle } from "../option.ts";
import { store } from "../options.ts";
import { withStore } from "../with-store.ts";

/** Longest reason: a sentence for the operator. */
const reasonMaxLength = 500;

const reason: Option<string> = {
  value: "TEXT",
  summary: "who asked, or why; kept with the date",
  initial: "its owner asked for it",
  read(text) {
    if (text.trim() === "" || text.length > reasonMaxLength)
      throw new UsageError(`the reason is empty or longer than ${reasonMaxLength} characters`);
    return text.trim();
  },
};

const options = {
  store,
  reason,
  undo: toggle("let the host be visited again, the next time that hosts are due"),
  format: choice("how to print", ["text", "json"], "text"),
};

/** `forget [host]`. */
export const forgetCommand: Command = defineCommand({
  operands: [{ name: "[host]", summary: "the host, without its subdomains; none lists who was forgotten", words: [] }],
  options,
  examples: [
    {
      line: 'mcp-discover forget example.com --reason "asked by mail"',
      what: "nothing it wrote is kept, nobody visits it",
    },
    { line: "mcp-discover forget example.com --undo", what: "it may be visited again" },
    { line: "mcp-discover forget", what: "who asked to be forgotten" },
  ],
  run,
});

async function run({ operands, options: given }: Call<typeof options>, host: Host): Promise<number> {
  const [named, ...others] = operands;
  if (others.length > 0) throw new UsageError("name one host at a time");
  const asText = given.format === "text";
  const answer = (text: string, json: Readonly<Record<string, unknown>>): Promise<void> =>
    host.stdout.write(asText ? text : `${toJson({ schemaVersion, ...json })}\n`);
  if (named === undefined) {
    if (given.undo) throw new UsageError("name the host that may be visited again");
    return withStore({ path: given.store }, host, async (opened) => {
      const forgotten = await opened.forgotten();
      const lines = forgotten.map(
        ({ host: name, at, reason: why }) => `${name} · ${at.toISOString().slice(0, 10)} · ${printable(why)}\n`,
      );
      await answer(lines.join("") || "nobody asked to be forgotten\n", { forgotten });
      return exitCode.clean;
    });
  }
  const name = hostNamed(named);
  return withStore({ path: given.store, write: true }, host, async (opened) => {
    if (given.undo) {
      const undone = await opened.unforget(name);
      const said = undone ? `${name} may be visited again` : `${name} had not been forgotten`;
      await answer(`${said}\n`, { host: name, undone });
      return undone ? exitCode.clean : exitCode.findings;
    }
    const gone = await opened.forget(name, given.reason);
    const left = gone === 0 ? "nothing of it was listed" : `${count(gone, "version")} left the index`;
    await answer(`${name} is forgotten: ${left}, and it will not be visited again\n`, { host: name, gone });
    return exitCode.clean;
  });
}

function hostNamed(text: string): string {
  const target = readTarget(text);
  if (isUntargetable(target)) throw new UsageError(target.problem);
  if (target.form !== "origin" || new URL(target.url).port !== "") throw new UsageError(`"${text}" is no bare host`);
  return new URL(target.url).hostname;
}
