// `export`: writes what a store or a registry lists as an AI Catalog, a server.json list, CSV or NDJSON, as a stream.

import { basename, join, resolve } from "node:path";
import type { Store } from "../../registry/store/store.ts";
import { printable } from "../../src/document/printable.ts";
import { originOf } from "../../src/publish/base-url.ts";
import { dateOf, type Moment, readMoment } from "../../src/text/read-duration.ts";
import { UsageError } from "../../src/usage-error.ts";
import { registryOption } from "../add-options.ts";
import { type Call, type Command, defineCommand } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { type CatalogForm, catalogForm, csvForm, type Form, ndjsonForm, serverJsonForm } from "../export-forms.ts";
import { fileSink, outputSink, type Sink } from "../export-sink.ts";
import { type Walk, walkRegistry, walkStore } from "../export-source.ts";
import { count } from "../format/words.ts";
import type { Host } from "../host.ts";
import { openNetwork } from "../network.ts";
import { choice, type Option, readNumber, toggle, type Values } from "../option.ts";
import { networkOptions, quiet, store } from "../options.ts";
import { systemProblem } from "../system-problem.ts";
import { withStore } from "../with-store.ts";

const formats = ["ndjson", "server-json", "csv", "ai-catalog"] as const;

const since: Option<Moment | undefined> = {
  value: "WHEN",
  summary: "only what changed later, and what was deleted: a length of time (24h, 7d) or a date (2026-11-03)",
  initial: undefined,
  words: [],
  read: (text) => readMoment(text),
};

const out: Option<string | undefined> = {
  value: "PATH",
  summary: "the file to write, or with --page-size the folder (default: standard output)",
  initial: undefined,
  read: (text) => text,
};

const pageSize: Option<number | undefined> = {
  value: "N",
  summary: "an AI Catalog of several files, each of at most this many entries, and a root that lists them",
  initial: undefined,
  words: [],
  read: (text) => readNumber(text, { least: 1, most: 1000, whole: true }),
};

const baseUrl: Option<string | undefined> = {
  value: "URL",
  summary: "the origin where an AI Catalog will be served; identifiers are made of it where publishers gave none",
  initial: undefined,
  words: [],
  read: originOf,
};

const options = {
  format: choice("what to write", formats, "ndjson"),
  store,
  registry: registryOption,
  latest: toggle("only the latest version of each server"),
  since,
  out,
  pageSize,
  baseUrl,
  quiet,
  ...networkOptions,
};

type Given = Values<typeof options>;

/** `export`. */
export const exportCommand: Command = defineCommand({
  operands: [],
  options,
  examples: [
    {
      line: "mcp-discover export --store mcp-discover.db --format csv --latest --out servers.csv",
      what: "for a spreadsheet",
    },
    { line: "mcp-discover export --since 24h", what: "what changed since yesterday, an object a line" },
    {
      line: "mcp-discover export --registry https://registry.example.com --format ai-catalog --latest --out catalog.json",
      what: "somebody's registry as an AI Catalog",
    },
  ],
  run,
});

async function run({ options: given }: Call<typeof options>, host: Host): Promise<number> {
  if (given.registry !== undefined && given.store !== undefined)
    throw new UsageError("name a store or a registry, not both");
  if (
    given.pageSize !== undefined &&
    (given.format !== "ai-catalog" || given.out === undefined || given.baseUrl === undefined)
  )
    throw new UsageError("--page-size is for --format ai-catalog, and needs --out FOLDER and --base-url URL");
  const { format, latest } = given;
  const from = given.since && dateOf(given.since, host.now());
  const query = { latest, since: from, deleted: from !== undefined && format !== "ai-catalog" };
  if (given.registry === undefined) {
    return await withStore({ path: given.store }, host, (opened: Store) =>
      write(walkStore(opened, query), { given, cardText: (name, sha256) => opened.pastCard(name, sha256) }, host),
    );
  }
  const transport = await openNetwork(given, host);
  const visit = transport.openVisit();
  try {
    return await write(walkRegistry(given.registry, query, { exchange: visit.exchange, host }), { given }, host);
  } finally {
    await visit.close();
    await transport.close();
  }
}

type Writing = { readonly given: Given; readonly cardText?: CatalogForm["cardText"] };

async function write(walk: Walk, writing: Writing, host: Host): Promise<number> {
  const { given } = writing;
  let sink: Sink | undefined;
  let form: Form | undefined;
  const drop = async (): Promise<void> => {
    await form?.drop?.();
    await sink?.drop();
  };
  try {
    sink = await openSink(given, host);
    form = formOf(sink, writing, host);
    const { problem, taken, left } = await pour(walk, form, host);
    if (problem !== undefined || host.signal.aborted) {
      await drop();
      const kept = given.out === undefined ? "what came before is not all" : "nothing was written";
      await host.stderr.write(`error: ${printable(problem ?? "stopped")}; ${kept}\n`);
      return host.signal.aborted ? exitCode.partial : exitCode.unknown;
    }
    await form.end();
    await sink.finish();
    const notes = [
      ...form.notes(),
      ...(left > 0 ? [`${count(left, "version")} without a card or an endpoint left out`] : []),
    ];
    for (const note of notes) await host.stderr.write(`note: ${note}\n`);
    if (!given.quiet && given.out !== undefined)
      await host.stderr.write(`${printable(given.out)}: ${count(taken, "version")}\n`);
    return exitCode.clean;
  } catch (error) {
    await drop();
    const found = systemProblem(error);
    if (host.signal.aborted) return exitCode.partial;
    if (found === undefined || given.out === undefined) throw error;
    await host.stderr.write(`error: ${printable(given.out)} cannot be written: ${found.words}\n`);
    return exitCode.unknown;
  }
}

async function pour(
  walk: Walk,
  form: Form,
  host: Host,
): Promise<{ readonly problem?: string | undefined; readonly taken: number; readonly left: number }> {
  let [taken, left] = [0, 0];
  await form.begin();
  for (;;) {
    const next = await walk.next();
    if (next.done) return { problem: next.value, taken, left };
    if (host.signal.aborted) return { taken, left };
    if (await form.take(next.value)) taken += 1;
    else left += 1;
  }
}

async function openSink({ out: path, pageSize: size }: Given, host: Host): Promise<Sink> {
  if (path === undefined) return outputSink(host);
  const whole = resolve(host.cwd, path);
  return await fileSink(size === undefined ? whole : join(whole, "ai-catalog.json"));
}

function formOf(sink: Sink, { given, cardText }: Writing, host: Host): Form {
  if (given.format === "ndjson") return ndjsonForm(sink);
  if (given.format === "server-json") return serverJsonForm(sink);
  if (given.format === "csv") return csvForm(sink);
  const base = given.baseUrl ?? given.registry;
  return catalogForm(sink, {
    displayName: base === undefined ? basename(given.store ?? "mcp-discover") : new URL(base).hostname,
    baseUrl: base,
    withVersion: !given.latest,
    ...(cardText === undefined ? {} : { cardText }),
    ...(given.pageSize === undefined || given.out === undefined
      ? {}
      : { paged: { folder: resolve(host.cwd, given.out), size: given.pageSize } }),
  });
}
