// Reads sources of hosts in tests: what they yield, what they refuse, how they end.

import { type Candidate, isRefused, type Source, type SourceEnd, textOf } from "../../src/crawl/sources/candidate.ts";

/** A source that was read to its end. */
export interface Read {
  readonly targets: readonly string[];
  /** As `reason: text`. */
  readonly refused: readonly string[];
  readonly end: SourceEnd;
}

/** Reads a source to its end. */
export async function readAll(source: Source): Promise<Read> {
  const all: Candidate[] = [];
  let next = await source.next();
  for (; !next.done; next = await source.next()) all.push(next.value);
  return {
    targets: all.filter((one) => !isRefused(one)).map(textOf),
    refused: all.filter(isRefused).map(({ reason, text }) => `${reason}: ${text}`),
    end: next.value,
  };
}

/** Gives a text as bytes in pieces of a size, so that every break falls somewhere. */
export async function* pieces(text: string | Uint8Array, size = 65_536): AsyncGenerator<Uint8Array, void, undefined> {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
