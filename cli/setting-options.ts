// The options of what counts: severities, limits, the baseline and the configuration file.

import { UsageError } from "../src/usage-error.ts";
import { type Option, readNumber } from "./option.ts";

/** Nobody counts further. */
const maxCount = 1_000_000;

function codes(summary: string): Option<readonly string[]> {
  return {
    value: "CODE",
    repeatable: true,
    summary,
    initial: [],
    read: (text, before) => [...before, ...text.split(",")],
  };
}

function limit(summary: string): Option<number | undefined> {
  return {
    value: "NUMBER",
    summary,
    initial: undefined,
    read: (text) => readNumber(text, { least: 0, most: maxCount, whole: true }),
  };
}

function file(value: string, summary: string): Option<string | undefined> {
  return { value, summary, initial: undefined, read: (text) => text };
}

/** `--off`, `--info`, `--warn`, `--error`: other severities than the rules' own. */
export const severityOptions: Readonly<Record<"off" | "info" | "warn" | "error", Option<readonly string[]>>> = {
  off: codes("do not tell findings of this code (card/sse) or family (card/*); repeatable"),
  info: codes("make them notes"),
  warn: codes("make them warnings"),
  error: codes("make them errors"),
};

/** `--max-warnings`. */
export const maxWarnings: Option<number | undefined> = limit("exit with 1 when there are more warnings than this");

/** `--against FILE,...`. */
export const against: Option<readonly string[]> = {
  value: "FILE,...",
  repeatable: true,
  summary: "compare with these files of the same server: server.json, package.json, another card; repeatable",
  initial: [],
  read(text, before) {
    const names = text.split(",").filter((name) => name !== "");
    if (names.length === 0) throw new UsageError(`"${text}" names no file`);
    return [...before, ...names];
  },
};

/** Every option that `mcp-discover.config.json` and the baseline have to do with, but those of older standing. */
export const settingOptions: {
  readonly off: Option<readonly string[]>;
  readonly info: Option<readonly string[]>;
  readonly warn: Option<readonly string[]>;
  readonly error: Option<readonly string[]>;
  readonly maxWarnings: Option<number | undefined>;
  readonly maxProblems: Option<number | undefined>;
  readonly baseline: Option<string | undefined>;
  readonly config: Option<string | undefined>;
  readonly configLookup: Option<boolean>;
} = {
  ...severityOptions,
  maxWarnings,
  maxProblems: limit("tell at most this many findings in text, and how many more there are"),
  baseline: file("FILE", "hide the findings that this file lists; write makes it from what is found now"),
  config: file("FILE", "settings from this file, not from mcp-discover.config.json in the current folder"),
  configLookup: {
    summary: "use no mcp-discover.config.json that was not named",
    negative: true,
    initial: true,
    read: () => false,
  },
};
