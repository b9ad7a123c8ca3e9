// Refuses documents that are too big for their kind before a schema or a rule looks at them.

import { largeCardBytes, maxArrayItems, maxCardBytes, maxCardKeys } from "../document/limits.ts";
import type { Document } from "../document/read.ts";
import type { ValidateOptions } from "./options.ts";
import type { Unplaced } from "./unplaced.ts";

function* checkSize(document: Document, options: ValidateOptions): Generator<Unplaced> {
  const { byteLength } = document;
  if (byteLength <= largeCardBytes) return;
  const hint = "shorten it: real cards are under 20 KiB, and icons can be linked";
  if (byteLength > maxCardBytes) {
    yield {
      code: "json/too-large",
      severity: "error",
      message: `the card has ${byteLength} bytes, of at most ${maxCardBytes}`,
      hint,
    };
    return;
  }
  yield {
    code: "json/large",
    severity: "warning",
    message: `the card has ${byteLength} bytes; many readers stop at ${largeCardBytes}`,
    hint,
  };
  if (options.admission)
    yield {
      code: "admission/too-large",
      severity: "error",
      message: `the card has ${byteLength} bytes, and a registry lists at most ${largeCardBytes}`,
      hint,
    };
}

/** Yields why a document is too big to be judged as a card; an error among them means that it must not be. */
export function* checkCardLimits(document: Document, options: ValidateOptions): Generator<Unplaced> {
  yield* checkSize(document, options);
  if (document.keys > maxCardKeys)
    yield {
      code: "json/too-many-keys",
      severity: "error",
      message: `the card has ${document.keys} members, of at most ${maxCardKeys}`,
      hint: "publish less in one card",
    };
  if (document.items > maxCardKeys)
    yield {
      code: "json/too-many-items",
      severity: "error",
      message: `the card has ${document.items} array items, of at most ${maxCardKeys}`,
      hint: "publish less in one card",
    };
  yield* checkArrays(document);
}

/** Yields one finding for each array that is too long, the `entries` of a catalog apart: those are cut instead. */
export function* checkArrays(document: Document): Generator<Unplaced> {
  for (const { pointer, start, count } of document.longArrays)
    if (pointer !== "/entries")
      yield {
        code: "json/too-many-items",
        severity: "error",
        message: `the array has ${count} items, of at most ${maxArrayItems}`,
        pointer,
        range: { start, end: start + 1 },
        hint: "publish fewer items",
      };
}
