// Hosts in one column of a table, which is CSV or NDJSON by its first character.

import type { Source } from "./candidate.ts";
import { fromCsv } from "./csv.ts";
import { fromNdjson } from "./ndjson.ts";

/** Yields what stands in a column: a header's name, a member's name, or for CSV without headers a number from 1. */
export async function* fromTable(chunks: AsyncIterable<Uint8Array>, column: string): Source {
  const iterator = chunks[Symbol.asyncIterator]();
  const head: Uint8Array[] = [];
  let first: number | undefined;
  while (first === undefined) {
    const next = await iterator.next();
    if (next.done) break;
    head.push(next.value);
    first = next.value.find((byte) => !isFiller(byte));
    if (first === undefined) head.length = 0;
  }
  const whole = (async function* () {
    yield* head;
    yield* { [Symbol.asyncIterator]: () => iterator };
  })();
  return yield* first === openingBrace ? fromNdjson(whole, column) : fromCsv(whole, column);
}

const openingBrace = 0x7b;

/** Blanks, and the bytes of a byte order mark. */
function isFiller(byte: number): boolean {
  return byte <= 0x20 || byte === 0xef || byte === 0xbb || byte === 0xbf;
}
