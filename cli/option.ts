// What an option is, told without naming the parser: its words, its default, and how its text is read.

import { nearest } from "../src/text/nearest.ts";
import { UsageError } from "../src/usage-error.ts";

/** One option. Its name is its key in {@link Options}: `allowPrivate` is `--allow-private` and `MCP_DISCOVER_ALLOW_PRIVATE`. */
export interface Option<T> {
  /** What stands for the value in help, such as `SECONDS`; absent for a switch. */
  readonly value?: string;
  readonly summary: string;
  readonly initial: T;
  /** The values, or their beginnings (`json=`), that a shell may complete; files where the value stands for one. */
  readonly words?: readonly string[];
  /** The value may be left out, and is only given with `=`. Left out, `read` gets an empty text. */
  readonly valueOptional?: true;
  /** Spelt `--no-NAME`, true until it is given. */
  readonly negative?: true;
  /** May be given several times; in the environment the values are separated by spaces. */
  readonly repeatable?: true;
  /** Reads one occurrence; `before` is what the earlier ones gave. Throws UsageError. */
  read(text: string, before: T): T;
}

/** The options of a command, by their camelCase names. */
export type Options = Readonly<Record<string, Option<unknown>>>;

/** The values that a command is given for its options. */
export type Values<S extends Options> = { readonly [K in keyof S]: S[K] extends Option<infer T> ? T : never };

/** Gives the long flag of an option: `allowPrivate` is `--allow-private`. */
export function flagOf(name: string, option: Option<unknown>): string {
  return `--${option.negative ? "no-" : ""}${kebab(name)}`;
}

/** Gives the environment twin of an option: `MCP_DISCOVER_ALLOW_PRIVATE`. */
export function environmentOf(name: string, option: Option<unknown>): string {
  return `MCP_DISCOVER_${flagOf(name, option).slice(2).replaceAll("-", "_").toUpperCase()}`;
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** Reads an option's environment twin. An empty text counts as not given. Throws UsageError. */
export function readEnvironment(text: string, option: Option<unknown>): unknown {
  const isSwitch = option.value === undefined;
  if (isSwitch || option.valueOptional) {
    if (["1", "true", "yes"].includes(text)) return option.negative ? false : option.read("", option.initial);
    if (["0", "false", "no"].includes(text)) return option.initial;
    if (isSwitch) throw new UsageError(`"${text}" is neither 1 nor 0`);
  }
  const parts = option.repeatable ? text.split(/\s+/).filter((part) => part !== "") : [text];
  return parts.reduce<unknown>((before, part) => option.read(part, before), option.initial);
}

/** An option that is on or off. */
export function toggle(summary: string): Option<boolean> {
  return { summary, initial: false, read: () => true };
}

/** An option that takes one of a few words. */
export function choice<T extends string, D extends T | undefined = T>(
  summary: string,
  words: readonly T[],
  initial: D,
): Option<T | D> {
  return {
    value: "NAME",
    summary: `${summary}: ${offered(words, initial)}`,
    initial,
    words,
    read: (text) => readWord(text, words),
  };
}

function offered(words: readonly string[], initial: string | undefined): string {
  return words.map((word) => (word === initial ? `${word} (default)` : word)).join(", ");
}

/** Gives the text back as one of the words. Throws UsageError. */
export function readWord<T extends string>(text: string, words: readonly T[]): T {
  const word = words.find((candidate) => candidate === text);
  if (word !== undefined) return word;
  const near = nearest(text, words) ?? words.find((known) => text.length > 1 && known.startsWith(text));
  throw new UsageError(
    `"${text}" is none of ${words.join(", ")}${near === undefined ? "" : `; did you mean ${near}?`}`,
  );
}

/** Reads a number. `least` and `most` are the ends of what is accepted. Throws UsageError. */
export function readNumber(
  text: string,
  range: { readonly least: number; readonly most: number; readonly whole?: true },
): number {
  const number = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  const fits = number >= range.least && number <= range.most && (!range.whole || Number.isInteger(number));
  if (!fits) {
    const what = range.whole ? "a whole number" : "a number";
    throw new UsageError(`"${text}" is not ${what} from ${range.least} to ${range.most}`);
  }
  return number;
}
