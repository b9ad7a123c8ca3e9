// Keeps the short row of each entry that a search may find: what it is ranked, counted and browsed by.

import type { Engine } from "./engine.ts";
import { type Facets, setFacets } from "./facets.ts";

/** What is noted of an entry beside its facets. Times are milliseconds since the epoch. */
export interface Noted {
  readonly entry: number;
  readonly name: string;
  readonly title: string;
  readonly updatedAt: number;
  readonly publishedAt: number;
}

/** Notes an entry that is shown and latest; triggers take out those that are so no more. Within its caller's transaction. */
export type NoteFacets = (noted: Noted, facets: Facets) => void;

/** Characters that entries are sorted by. */
const labelLength = 100;

/** What entries are sorted by: what they are called, without regard to case. */
export function labelOf(name: string, title: string): string {
  return (title === "" ? name : title).toLowerCase().slice(0, labelLength);
}

/** Prepares the statements once. */
export function createNoteFacets(engine: Engine): NoteFacets {
  const find = engine.prepare<{ id: number }>("SELECT id FROM facet_sets WHERE facets = @facets");
  const add = engine.prepare("INSERT INTO facet_sets (facets, uses) VALUES (@facets, 0)");
  // No upsert and no trigger for what is new: both would have SQLite keep a journal of each statement, which costs more than the row.
  const change =
    engine.prepare(`UPDATE faceted SET facet_set = @set, updated_at = @updated_at, published_at = @published_at,
      label = @label, name = @name, title = @title, hosts = @hosts, tags = @tags, publisher = @publisher
    WHERE entry = @entry`);
  const insert =
    engine.prepare(`INSERT INTO faceted (entry, facet_set, updated_at, published_at, label, name, title, hosts, tags, publisher)
    VALUES (@entry, @set, @updated_at, @published_at, @label, @name, @title, @hosts, @tags, @publisher)`);
  const use = engine.prepare("UPDATE facet_sets SET uses = uses + 1 WHERE id = @set");

  return ({ entry, name, title, updatedAt, publishedAt }, facets) => {
    const text = JSON.stringify(Object.fromEntries(setFacets.map((facet) => [facet, facets[facet]])));
    const set = find.get({ facets: text })?.id ?? Number(add.run({ facets: text }).lastInsertRowid);
    const row = {
      entry,
      set,
      updated_at: updatedAt,
      published_at: publishedAt,
      label: labelOf(name, title),
      name,
      title,
      hosts: facets.host.join(" "),
      tags: facets.tag.join("\n"),
      publisher: facets.publisher.join(" "),
    };
    if (change.run(row).changes > 0) return;
    insert.run(row);
    use.run({ set });
  };
}
