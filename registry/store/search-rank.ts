// Orders what a search found: how many of the words, how rare, where they stand, and whether they are the very name.

import type { Term } from "./search-match.ts";
import { wordsOf } from "./search-words.ts";

/** An entry that has at least one of the words. */
export interface Candidate {
  readonly id: number;
  /** The sum of what the full-text index says of each word. */
  score: number;
  /** The words that it has: bit N for word N. */
  matched: number;
}

/** What was typed, and what it was read as. */
export interface Words {
  readonly typed: readonly string[];
  readonly terms: readonly Term[];
}

/** The texts of an entry. */
export interface Texts {
  readonly name: string;
  readonly title: string;
  readonly hosts: string;
  readonly tags: string;
}

/** An entry and how well it fits: 0 to 100, relevance and nothing else. */
export interface Ranked {
  readonly id: number;
  readonly relevance: number;
}

/** What is added to the share of words that were found (0 to 1), for each thing that tells more than a word does. */
const bonus = { whole: 1.2, begins: 0.5, inTitle: 0.35, host: 1.2, inTags: 0.25 } as const;

/** Gives the hits, best first: of the `most` candidates that the index likes best, those whose texts may be looked at. */
export function rank(
  candidates: readonly Candidate[],
  words: Words,
  { look, most }: { look(ids: readonly number[]): ReadonlyMap<number, Texts>; readonly most: number },
): readonly Ranked[] {
  const highest = candidates.reduce((most, { score }) => Math.max(most, score), Number.MIN_VALUE);
  const sum = words.terms.reduce((all, { rarity }) => all + rarity, 0);
  const scored = candidates.map((candidate) => {
    const { id, matched, score } = candidate;
    let covered = 0;
    for (const [index, { rarity }] of words.terms.entries()) if (matched & (1 << index)) covered += rarity;
    const coverage = sum === 0 ? 0 : covered / sum;
    return { id, matched, base: coverage * coverage * (0.5 + 0.5 * (score / highest)) };
  });
  scored.sort((a, b) => b.base - a.base || a.id - b.id);
  const promising = scored.slice(0, most);
  const textsOf = look(promising.map(({ id }) => id));
  const raised = promising.flatMap(({ id, base, matched }) => {
    const texts = textsOf.get(id);
    return texts ? [{ id, value: base + raise(texts, words, matched) }] : [];
  });
  raised.sort((a, b) => b.value - a.value || a.id - b.id);
  const best = Math.max(raised[0]?.value ?? 1, 1);
  return raised.map(({ id, value }) => ({ id, relevance: Math.max(Math.round((value / best) * 100), 1) }));
}

function raise(texts: Texts, { typed, terms }: Words, matched: number): number {
  const title = wordsOf(texts.title);
  const local = wordsOf(texts.name.slice(texts.name.indexOf("/") + 1));
  const meant = terms.map(({ words }) => words[0] ?? "");
  const asked = new Set([typed.join(""), meant.join("")]);
  let more = 0;
  if (asked.has(title.join("")) || asked.has(local.join(""))) more += bonus.whole;
  else if ([...asked].some((text) => text !== "" && title.join("").startsWith(text))) more += bonus.begins;
  if (terms.length > 0 && terms.every(({ words }) => words.some((word) => title.includes(word)))) more += bonus.inTitle;
  if (hostIn(texts.hosts, typed)) more += bonus.host;
  const tags = new Set(wordsOf(texts.tags));
  const tagged = terms.filter(
    ({ words }, index) => matched & (1 << index) && words.some((word) => tags.has(word)),
  ).length;
  return more + (terms.length === 0 ? 0 : (bonus.inTags * tagged) / terms.length);
}

/** Whether what was typed is one of the hosts, or the end of one from a dot on. */
function hostIn(hosts: string, typed: readonly string[]): boolean {
  if (typed.length < 2) return false;
  const asked = typed.join(".");
  return hosts.split(" ").some((host) => host === asked || host.endsWith(`.${asked}`));
}
