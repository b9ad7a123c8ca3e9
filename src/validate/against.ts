// Holds a card against other files of the same project, offline: what both say should be the same.

import type { Card } from "../document/card.ts";
import type { Report } from "../document/report.ts";
import { type Counterpart, type Place, placeKey, readPlace } from "./counterpart.ts";
import { inlineReport } from "./inline.ts";
import { arrange } from "./place.ts";
import { adjusted, applySeverities, type Overrides } from "./severities.ts";
import { shown } from "./shown.ts";
import type { Unplaced } from "./unplaced.ts";

/** Yields where a card and another file differ; pointers start at the card's root. */
export function* checkAgainst(card: Card, other: Counterpart): Generator<Unplaced> {
  yield* checkTexts(card, other);
  yield* checkRepository(card, other);
  yield* checkRemotes(card, other);
}

const texts = [
  ["name", "card/against-name", "error"],
  ["version", "card/against-version", "error"],
  ["description", "card/against-description", "warning"],
] as const;

function* checkTexts(card: Card, other: Counterpart): Generator<Unplaced> {
  for (const [member, code, severity] of texts) {
    const theirs = other[member];
    if (theirs === undefined || theirs === card[member]) continue;
    yield {
      code,
      severity,
      message: `${member} is ${shown(card[member])}, but ${shown(theirs)} in ${other.source}`,
      pointer: `/${member}`,
      hint: `write the same ${member} in both`,
    };
  }
}

function* checkRepository(card: Card, other: Counterpart): Generator<Unplaced> {
  const ours = readPlace(card.repository);
  const theirs = other.repository;
  if (ours === undefined ? theirs === undefined : theirs !== undefined && placeKey(ours) === placeKey(theirs)) return;
  // A package need not name a repository, nor a card that of its package.
  if (!other.whole && (ours === undefined || theirs === undefined)) return;
  const word = (place: Place | undefined): string => {
    if (place === undefined) return "none";
    return `${shown(place.url)}${place.subfolder === undefined ? "" : ` in folder ${shown(place.subfolder)}`}`;
  };
  yield {
    code: "card/against-repository",
    severity: "warning",
    message: `repository is ${word(ours)}, but ${word(theirs)} in ${other.source}`,
    pointer: ours === undefined ? "" : "/repository",
    ...(ours === undefined ? { part: "{" } : {}),
    hint: "name the same repository in both",
  };
}

/** A remote whose whole URL is a variable has no place in a server.json (registry-api.md 2.2), so nothing is said of it. */
function* checkRemotes(card: Card, other: Counterpart): Generator<Unplaced> {
  if (!other.whole) return;
  const key = (remote: { readonly type: string; readonly url: string }): string => `${remote.type} ${remote.url}`;
  const ours = card.remotes ?? [];
  const theirs = other.remotes ?? [];
  const known = { ours: new Set(ours.map(key)), theirs: new Set(theirs.map(key)) };
  const finding = (pointer: string, message: string): Unplaced => ({
    code: "card/against-remotes",
    severity: "error",
    message,
    pointer,
    hint: "list the same remotes in both: type and url alike",
  });
  for (const [index, remote] of ours.entries()) {
    if (!/^https?:/i.test(remote.url) || known.theirs.has(key(remote))) continue;
    const what = `remotes[${index}] is ${remote.type} at ${shown(remote.url)}`;
    yield finding(`/remotes/${index}/url`, `${what}, which ${other.source} does not list`);
  }
  for (const remote of theirs) {
    if (known.ours.has(key(remote))) continue;
    const found = finding(
      card.remotes === undefined ? "" : "/remotes",
      `${other.source} lists ${remote.type} at ${shown(remote.url)}, which the card does not`,
    );
    yield card.remotes === undefined ? { ...found, part: "{" } : { ...found, onKey: true };
  }
}

/**
 * Gives a report with what its card says otherwise than the other files. Of a catalog, the cards inside it that have the
 * name of another file's server are compared: the others are other servers.
 */
export function reportAgainst(
  report: Report,
  others: readonly Counterpart[],
  options: { readonly severities?: Overrides } = {},
): Report {
  const { card, catalog, text } = report;
  const found: Unplaced[] = [];
  if (card !== undefined) for (const other of others) found.push(...checkAgainst(card, other));
  for (const index of catalog?.entries.keys() ?? []) {
    const inner = inlineReport(report, index).card;
    if (inner === undefined) continue;
    for (const other of others.filter(({ name }) => name === inner.name)) {
      for (const each of checkAgainst(inner, other)) {
        found.push({ ...each, pointer: `/entries/${index}/data${each.pointer}` });
      }
    }
  }
  if (found.length === 0 || text === undefined) return report;
  const { severities } = options;
  const diagnostics = arrange(text, report.diagnostics, [...adjusted(found, severities)]);
  const valid = report.valid && !diagnostics.some(({ severity }) => severity === "error");
  return applySeverities({ ...report, diagnostics, valid }, severities ?? []);
}
