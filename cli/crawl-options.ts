// The options of `crawl`.

import { registryBase } from "../src/crawl/sources/registry.ts";
import { readDuration } from "../src/text/read-duration.ts";
import { UsageError } from "../src/usage-error.ts";
import { keep } from "./keep-option.ts";
import { choice, type Option, readNumber, toggle, type Values } from "./option.ts";
import { color, networkOptions, quiet, store } from "./options.ts";

/** More at once than a machine has ports and memory for. */
const mostConcurrency = 1024;

/** A minute: a log of a crawl through the night is a page or two. */
export const progressDefaultSeconds = 60;

const from: Option<readonly string[]> = {
  value: "FILE",
  repeatable: true,
  summary: "also crawl the hosts in this file, one a line; - for standard input; repeatable",
  initial: [],
  read: (text, before) => [...before, text],
};

const column: Option<string | undefined> = {
  value: "NAME",
  summary:
    "the files are CSV or NDJSON, and the hosts stand in this column: a name, or a number where CSV has no header",
  initial: undefined,
  words: [],
  read: (text) => text,
};

const fromRegistry: Option<readonly string[]> = {
  value: "URL",
  repeatable: true,
  summary: "also crawl the hosts that an MCP Registry lists; with a store, next time only what changed; repeatable",
  initial: [],
  words: [],
  read: (text, before) => {
    const base = registryBase(text);
    if (base === undefined) throw new UsageError(`"${text}" is not the URL of a registry's API`);
    return [...before, base];
  },
};

const fromCatalog: Option<readonly string[]> = {
  value: "URL",
  repeatable: true,
  summary: "also crawl the hosts that the entries of a catalog name; repeatable",
  initial: [],
  words: [],
  read: (text, before) => [...before, text],
};

const due: Option<boolean> = toggle("also crawl the hosts of the store whose next visit is due");

const minAge: Option<number | undefined> = {
  value: "DURATION",
  summary: "skip hosts that were visited less than this long ago, such as 1h",
  initial: undefined,
  words: [],
  read: (text) => readDuration(text),
};

const legacy: Option<boolean> = toggle(
  "also ask the older places of a domain where the current ones have nothing: three requests more",
);

const locators: Option<boolean> = toggle(
  "also follow what the home page and robots.txt of a domain name, where it has no catalog: two requests more",
);

const concurrency: Option<number | undefined> = {
  value: "NUMBER",
  summary: "hosts visited at once (default: 128)",
  initial: undefined,
  read: (text) => readNumber(text, { least: 1, most: mostConcurrency, whole: true }),
};

const delay: Option<number | undefined> = {
  value: "SECONDS",
  summary: "between two requests to one host (default: 1); less only with --resolve or --allow-private",
  initial: undefined,
  read: (text) => readNumber(text, { least: 0, most: 3600 }),
};

const dryRun: Option<boolean> = toggle("only say what would be asked of each host, and ask nobody");

const limits: Option<boolean> = toggle("print every limit of a crawl with its reason, and end");

const report: Option<string | undefined> = {
  value: "FILE",
  summary: "write what failed, what was slow and what changed to this file, as its ending says: .json or .md",
  initial: undefined,
  read: (text) => {
    if (!/\.(?:json|md)$/.test(text)) throw new UsageError(`"${text}" ends neither in .json nor in .md`);
    return text;
  },
};

const metrics: Option<string | undefined> = {
  value: "FILE",
  summary: "write the numbers of the crawl to this file, for Prometheus' node exporter",
  initial: undefined,
  read: (text) => text,
};

const progressEvery: Option<number> = {
  value: "SECONDS",
  summary: `where stderr is no terminal, a line of JSON this often; 0 for none (default: ${progressDefaultSeconds})`,
  initial: progressDefaultSeconds,
  read: (text) => readNumber(text, { least: 0, most: 86_400 }),
};

/** Every option, in the order of the help. */
export const crawlOptions: {
  readonly from: typeof from;
  readonly column: typeof column;
  readonly fromRegistry: typeof fromRegistry;
  readonly fromCatalog: typeof fromCatalog;
  readonly due: typeof due;
  readonly minAge: typeof minAge;
  readonly locators: typeof locators;
  readonly legacy: typeof legacy;
  readonly store: typeof store;
  readonly keep: typeof keep;
  readonly concurrency: typeof concurrency;
  readonly delay: typeof delay;
  readonly dryRun: typeof dryRun;
  readonly limits: typeof limits;
  readonly format: Option<"text" | "json" | "ndjson">;
  readonly report: typeof report;
  readonly metrics: typeof metrics;
  readonly progressEvery: typeof progressEvery;
  readonly quiet: typeof quiet;
  readonly color: typeof color;
} & typeof networkOptions = {
  from,
  column,
  fromRegistry,
  fromCatalog,
  due,
  minAge,
  locators,
  legacy,
  store: { ...store, summary: "keep what is found in this database file; without one nothing is kept" },
  keep,
  concurrency,
  delay,
  dryRun,
  limits,
  format: choice("how to print, json being one object a line", ["text", "json", "ndjson"], "text"),
  report,
  metrics,
  progressEvery,
  quiet,
  color,
  ...networkOptions,
};

/** What the user gave for them. */
export type CrawlValues = Values<typeof crawlOptions>;
