// The states that a server's card had, and how people name one: by version, date or hash.

import { readDate, readDuration } from "../../src/text/read-duration.ts";
import { UsageError } from "../../src/usage-error.ts";
import type { Change } from "../store/store.ts";

/** One state of a card. `at` is absent where only its hash is known any more. */
export interface CardState {
  readonly sha256: string;
  readonly version?: string;
  readonly at?: Date;
}

/** What changed the words of a card, oldest first. */
const telling: ReadonlySet<string> = new Set(["new", "changed", "back", "gone"]);

/** The states in the order of their coming. */
export function statesOf(changes: readonly Change[]): readonly CardState[] {
  return changes.flatMap(({ event, hashAfter, version, at }) =>
    telling.has(event) && hashAfter !== undefined ? [{ sha256: hashAfter, version, at }] : [],
  );
}

/** The two states between which the card last changed; one where it never did. */
export function lastChange(changes: readonly Change[]): readonly [CardState, CardState] | undefined {
  const states = statesOf(changes);
  const last = changes.findLast(({ hashBefore, hashAfter }) => hashBefore !== undefined && hashBefore !== hashAfter);
  if (last?.hashBefore === undefined || last.hashAfter === undefined) return undefined;
  const before = states.findLast(({ sha256, at }) => sha256 === last.hashBefore && at !== undefined && at < last.at);
  return [before ?? { sha256: last.hashBefore }, { sha256: last.hashAfter, version: last.version, at: last.at }];
}

/** The state that a version, a date, an age (`7d`) or a hash's beginning means. Throws UsageError where there is none. */
export function findState(changes: readonly Change[], text: string, now: Date): CardState {
  const states = statesOf(changes);
  const byVersion = states.findLast(({ version }) => version === text);
  if (byVersion) return byVersion;
  const date = readDate(text) ?? (/^\d+[smhdw]$/.test(text) ? new Date(now.getTime() - readDuration(text)) : undefined);
  if (date !== undefined) {
    // A day without a time means its end: what it changed has changed.
    const end = text.includes("T") || !text.includes("-") ? date : new Date(date.getTime() + 86_399_999);
    const then = states.findLast(({ at }) => at !== undefined && at <= end);
    if (then) return then;
    throw new UsageError(`the server was not known yet at ${text}`);
  }
  const byHash = /^[0-9a-f]{6,64}$/.test(text) ? states.findLast(({ sha256 }) => sha256.startsWith(text)) : undefined;
  if (byHash) return byHash;
  const known = [...new Set(states.map(({ version }) => version))].slice(-5).join(", ");
  throw new UsageError(`"${text}" is no version, date or hash of this server; versions: ${known}`);
}
