// How a server's card changed between two of its states: for `diff` on the command line and over HTTP.

import { type JsonChange, jsonChanges } from "../../src/document/json-changes.ts";
import { lineDiff } from "../../src/text/line-diff.ts";
import { schemaVersion } from "../../src/version.ts";
import type { Change, Store } from "../store/store.ts";
import { type CardState, findState, lastChange, statesOf } from "./card-states.ts";

/** Changes of one name that are looked through. */
export const mostChanges = 100_000;

/** Two states and how they differ (schemas/diff.schema.json). */
export interface CardDiff {
  readonly schemaVersion: number;
  readonly name: string;
  readonly from: CardState;
  readonly to: CardState;
  readonly changes: readonly JsonChange[];
  /** A unified diff of the indented JSON. */
  readonly diff: string;
}

/** Which states: versions, dates, ages or the beginnings of hashes; without `from`, the last change. */
export interface AskedStates {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly now: Date;
  /** How many of the last changes of the name are looked through; {@link mostChanges} where nothing is said. */
  readonly most?: number;
}

/** What came of it: `unknown` name, `unchanged` since the one state there is, a card that is `dropped` by retention. */
export type Compared =
  | { readonly diff: CardDiff }
  | { readonly why: "unknown" }
  | { readonly why: "dropped" }
  | { readonly why: "unchanged"; readonly only?: CardState };

/** Compares two states of the card of `name`. Throws a UsageError where `from` or `to` means no state of it. */
export async function compareCards(
  store: Pick<Store, "history" | "pastCard">,
  name: string,
  { from, to, now, most = mostChanges }: AskedStates,
): Promise<Compared> {
  const last = name.includes("/") ? await store.history({ of: name, limit: most, newest: true, mostUnits: 0 }) : [];
  const known = [...last].reverse();
  if (known.length === 0) return { why: "unknown" };
  const pair = from === undefined ? lastChange(known) : chosen(known, { from, to, now });
  const [only] = statesOf(known);
  if (pair === undefined) return { why: "unchanged", ...(only && { only }) };
  const [before, after] = pair;
  const [old, young] = [await store.pastCard(name, before.sha256), await store.pastCard(name, after.sha256)];
  if (old === undefined || young === undefined) return { why: "dropped" };
  const changes = jsonChanges(JSON.parse(old), JSON.parse(young));
  const diff = lineDiff(pretty(old), pretty(young), { from: label(before), to: label(after) });
  return { diff: { schemaVersion, name, from: before, to: after, changes, diff } };
}

function chosen(
  changes: readonly Change[],
  { from, to, now }: { readonly from: string; readonly to: string | undefined; readonly now: Date },
): readonly [CardState, CardState] | undefined {
  const last = statesOf(changes).at(-1);
  const end = to === undefined ? last : findState(changes, to, now);
  return end && [findState(changes, from, now), end];
}

function pretty(card: string): string {
  return `${JSON.stringify(JSON.parse(card), null, 2)}\n`;
}

/** A side of the diff: its version, when it came, and the beginning of its hash. */
function label({ version = "a card", at, sha256 }: CardState): string {
  return `${version}${at === undefined ? "" : ` of ${at.toISOString().slice(0, 16).replace("T", " ")}`} (${sha256.slice(0, 12)})`;
}
