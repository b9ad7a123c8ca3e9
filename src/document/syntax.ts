// Says in a reader's words why a text stops being JSON at one place, and what to write instead.

import type { Diagnostic } from "./diagnostic.ts";

const spec = "https://www.rfc-editor.org/rfc/rfc8259";

interface Advice {
  readonly message: string;
  readonly hint: string;
  readonly length?: number;
}

/** What the reader was looking for where the text broke off. */
export type Expected =
  | "a value"
  | "a member name in double quotes"
  | "a colon"
  | '"," or "}"'
  | '"," or "]"'
  | "the end of the document"
  | "a closing quote"
  | "an escape"
  | "a digit";

function quoted(text: string): string {
  return `"${text.length > 24 ? `${text.slice(0, 24)}…` : text}"`;
}

/** The word that starts at `at`, or its one character. */
function wordAt(text: string, at: number): string {
  const window = text.slice(at, at + 64);
  return /^[\p{L}\p{N}_$+.-]+/u.exec(window)?.[0] ?? String.fromCodePoint(text.codePointAt(at) ?? 0);
}

const words: Readonly<Record<string, string>> = {
  NaN: "JSON has no NaN: leave the member out, or write null",
  Infinity: "JSON has no Infinity: write a finite number",
  "-Infinity": "JSON has no Infinity: write a finite number",
  undefined: "JSON has no undefined: leave the member out",
  None: 'write null instead of the Python word "None"',
  True: 'write true instead of "True"',
  False: 'write false instead of "False"',
};

function special(text: string, at: number, expected: Expected): Advice | undefined {
  const char = text[at];
  const before = text.slice(0, at).trimEnd().at(-1);
  if (text.startsWith("//", at) || text.startsWith("/*", at))
    return { message: "a comment stands in the document", hint: "remove it: JSON has no comments", length: 2 };
  if (char === "'") return { message: "a single quote opens a string", hint: 'use double quotes: "…"' };
  if ((char === "}" || char === "]") && before === ",")
    return { message: `a comma stands before "${char}"`, hint: "remove the comma after the last item" };
  if (expected === "a closing quote")
    return char === "\n" || char === "\r"
      ? { message: "a string is not closed on its line", hint: 'add the closing quote, or write a line break as "\\n"' }
      : {
          message: "a control character stands unescaped in a string",
          hint: 'write it as an escape, such as "\\t" or "\\u0007"',
        };
  if (expected === "an escape")
    return {
      message: `${quoted(text.slice(at, at + 2))} is no escape that JSON knows`,
      hint: 'use \\" \\\\ \\/ \\b \\f \\n \\r \\t or \\u with four hex digits',
      length: 2,
    };
  if (expected === "a member name in double quotes" && char !== undefined && /[\p{L}_$]/u.test(char))
    return {
      message: `the member name ${quoted(wordAt(text, at))} has no quotes`,
      hint: "put member names in double quotes",
    };
  if (char === '"' && expected.startsWith('","'))
    return { message: "a comma is missing before this string", hint: "separate items with a comma" };
  if (expected === "the end of the document" && char === "{")
    return {
      message: "a second document follows the first",
      hint: "put one document in a file; JSON Lines is not read",
    };
  const word = wordAt(text, at);
  const known = Object.hasOwn(words, word) ? words[word] : undefined;
  if (known !== undefined) return { message: `${quoted(word)} is no JSON value`, hint: known };
  if (at === 0 && text.startsWith(")]}'"))
    return {
      message: "the document starts with an anti-hijacking prefix",
      hint: "serve plain JSON, without )]}' in front",
      length: 4,
    };
  return undefined;
}

/** Gives the `json/syntax` finding for a text that stops being JSON at offset `at`. */
export function syntaxError(text: string, at: number, expected: Expected): Diagnostic {
  const base = { code: "json/syntax", severity: "error", spec } as const;
  if (at >= text.length)
    return {
      ...base,
      message: `the document ends where ${expected} was expected`,
      range: { start: text.length, end: text.length },
      hint: "check that the file is complete and every bracket and quote is closed",
    };
  const advice = special(text, at, expected);
  const word = wordAt(text, at);
  return {
    ...base,
    message: advice?.message ?? `${quoted(word)} stands where ${expected} was expected`,
    range: { start: at, end: Math.min(text.length, at + (advice?.length ?? word.length)) },
    hint: advice?.hint ?? `write ${expected} here`,
  };
}
