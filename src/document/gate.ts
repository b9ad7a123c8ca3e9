// The gate in front of JSON.parse: one linear pass that checks the grammar and everything JSON.parse lets through.

import type { Diagnostic } from "./diagnostic.ts";
import { maxDiagnostics } from "./diagnostic.ts";
import { maxArrayItems, maxDepth, maxKeyLength, maxKeys } from "./limits.ts";
import { judgeNumber } from "./number.ts";
import { escapeSegment } from "./pointer.ts";
import { readString } from "./string-token.ts";
import { type Expected, syntaxError } from "./syntax.ts";

const spec = "https://www.rfc-editor.org/rfc/rfc7493";

/** An array with more items than a card's array may have. */
export interface LongArray {
  readonly pointer: string;
  readonly start: number;
  readonly count: number;
}

/** What the gate saw. `stopped` means that the text must not be parsed. */
export interface GateResult {
  readonly stopped: boolean;
  readonly diagnostics: readonly Diagnostic[];
  readonly keys: number;
  readonly items: number;
  readonly longArrays: readonly LongArray[];
}

interface Frame {
  readonly start: number;
  /** The names seen so far; undefined for an array. */
  readonly names: Set<string> | undefined;
  name: string;
  count: number;
}

const numberToken = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;

/** Reads the JSON text once, in linear time and without recursion; never throws. Implements security.md V3. */
export function gate(text: string): GateResult {
  const diagnostics: Diagnostic[] = [];
  const frames: Frame[] = [];
  const longArrays: LongArray[] = [];
  let keys = 0;
  let items = 0;
  let pos = 0;
  let top: Frame | undefined;

  const pointer = (): string =>
    frames.map((frame) => `/${frame.names ? escapeSegment(frame.name) : frame.count - 1}`).join("");
  const done = (stopped: boolean): GateResult => ({ stopped, diagnostics, keys, items, longArrays });
  const report = (diagnostic: Diagnostic): void => {
    if (diagnostics.length < maxDiagnostics) diagnostics.push(diagnostic);
  };
  const stop = (diagnostic: Diagnostic): GateResult => {
    diagnostics.push(diagnostic);
    return done(true);
  };
  const broken = (at: number, expected: Expected): GateResult => stop(syntaxError(text, at, expected));

  function skipSpace(): void {
    for (;;) {
      const code = text.charCodeAt(pos);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      pos++;
    }
  }

  /** Reads a string whose opening quote is at `pos`. Returns undefined when read, else what was expected at `pos`. */
  function string(): Expected | undefined {
    const { end, expected, lone } = readString(text, pos);
    pos = end;
    if (lone !== undefined)
      report({
        code: "json/lone-surrogate",
        severity: "error",
        message: "a string holds half of a surrogate pair, which is no character",
        range: lone,
        hint: "write the whole character, or both escapes of the pair",
        spec: `${spec}#section-2.1`,
      });
    return expected;
  }

  function number(): boolean {
    numberToken.lastIndex = pos;
    if (!numberToken.test(text)) return false;
    const token = text.slice(pos, numberToken.lastIndex);
    const fate = judgeNumber(token);
    if (fate !== "exact") {
      const shown = token.length > 40 ? `${token.slice(0, 40)}…` : token;
      const range = { start: pos, end: numberToken.lastIndex };
      report(
        fate === "infinite"
          ? {
              code: "json/number-range",
              severity: "error",
              message: `the number ${shown} is too large for any reader`,
              pointer: pointer(),
              range,
              hint: "write a number below 1.8e308, or a string",
              spec: `${spec}#section-2.2`,
            }
          : {
              code: "json/number-precision",
              severity: "warning",
              message: `the number ${shown} changes when it is read, to ${Number(token)}`,
              pointer: pointer(),
              range,
              hint: "write it as a string, or with at most 15 digits",
              spec: `${spec}#section-2.2`,
            },
      );
    }
    pos = numberToken.lastIndex;
    return true;
  }

  /** Reads a member's name and its colon. */
  function member(frame: Frame, names: Set<string>): GateResult | undefined {
    if (text[pos] !== '"') return broken(pos, "a member name in double quotes");
    const start = pos;
    const expected = string();
    if (expected) return broken(pos, expected);
    const raw = text.slice(start, pos);
    const name: string = raw.includes("\\") ? JSON.parse(raw) : raw.slice(1, -1);
    const range = { start, end: pos };
    frame.name = name;
    if (++keys > maxKeys)
      return stop({
        code: "json/too-many-keys",
        severity: "error",
        message: `the document has more than ${maxKeys} members`,
        range,
        hint: "publish less in one document",
        spec,
      });
    if (name.length > maxKeyLength)
      report({
        code: "json/long-key",
        severity: "error",
        message: `a member name is ${name.length} characters long, of at most ${maxKeyLength}`,
        range,
        hint: "shorten the name",
        spec,
      });
    else if (names.has(name))
      report({
        code: "json/duplicate-key",
        severity: "error",
        message: `the member "${name}" stands twice in one object`,
        pointer: pointer(),
        range,
        hint: "keep one: readers disagree on which of them counts",
        spec: `${spec}#section-2.3`,
      });
    const parent = frames[frames.length - 2];
    if (name === "__proto__" || (name === "prototype" && parent?.names && parent.name === "constructor"))
      report({
        code: "json/forbidden-key",
        severity: "error",
        message: `the member "${name}" could change the objects of a program that reads it`,
        pointer: pointer(),
        range,
        hint: "rename the member",
        spec,
      });
    names.add(name);
    skipSpace();
    if (text[pos] !== ":") return broken(pos, "a colon");
    pos++;
    skipSpace();
    return undefined;
  }

  skipSpace();
  for (;;) {
    const char = text[pos];
    let opened = false;
    if (char === "{" || char === "[") {
      if (frames.length >= maxDepth)
        return stop({
          code: "json/too-deep",
          severity: "error",
          message: `the document is nested deeper than ${maxDepth} levels`,
          range: { start: pos, end: pos + 1 },
          hint: "flatten it",
          spec,
        });
      top = { start: pos, names: char === "{" ? new Set() : undefined, name: "", count: 0 };
      frames.push(top);
      pos++;
      skipSpace();
      opened = text[pos] !== (char === "{" ? "}" : "]");
    } else if (char === '"') {
      const expected = string();
      if (expected) return broken(pos, expected);
    } else if (text.startsWith("true", pos) || text.startsWith("null", pos)) pos += 4;
    else if (text.startsWith("false", pos)) pos += 5;
    else if (!number()) return broken(pos, "a value");

    while (!opened) {
      skipSpace();
      if (top === undefined) return pos === text.length ? done(false) : broken(pos, "the end of the document");
      const close = top.names ? "}" : "]";
      if (text[pos] === close) {
        frames.pop();
        if (top.count > maxArrayItems && longArrays.length < maxDiagnostics)
          longArrays.push({ pointer: pointer(), start: top.start, count: top.count });
        top = frames[frames.length - 1];
        pos++;
      } else if (text[pos] === "," && top.count > 0) {
        pos++;
        skipSpace();
        opened = true;
      } else return broken(pos, top.names ? '"," or "}"' : '"," or "]"');
    }
    if (top?.names) {
      top.count = 1;
      const failed = member(top, top.names);
      if (failed) return failed;
    } else if (top) {
      top.count++;
      if (++items > maxKeys)
        return stop({
          code: "json/too-many-items",
          severity: "error",
          message: `the document has more than ${maxKeys} array items`,
          range: { start: pos, end: pos + 1 },
          hint: "publish less in one document",
          spec,
        });
    }
  }
}
