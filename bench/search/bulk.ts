// Fills a store with many servers in one go: the rows that a crawl would leave, without its visits, their savepoints and their looks.

import { factsOf } from "../../registry/store/claim-row.ts";
import { nameKey } from "../../registry/store/claims.ts";
import { loadDriver } from "../../registry/store/driver.ts";
import type { Engine } from "../../registry/store/engine.ts";
import { evidenceOf } from "../../registry/store/evidence-row.ts";
import { tokensOf } from "../../registry/store/facet-tokens.ts";
import { facetsOf } from "../../registry/store/facets.ts";
import { createNoteFacets } from "../../registry/store/note-facets.ts";
import { originOf } from "../../registry/store/origin.ts";
import { gramsOf, maxWordLength, minMendedLength, wordsOf } from "../../registry/store/search-words.ts";
import { searchedIn } from "../../registry/store/searched.ts";
import { engineOver, openStore } from "../../registry/store/sqlite.ts";
import type { Claim } from "../../src/crawl/frontier.ts";
import { cardToServerJson } from "../../src/dialects/server-json.ts";

/** Cards in one transaction. */
const perTransaction = 20_000;

/** Writes `count` servers into a new store at `path`. `at` is in ms. */
export async function fillStore(
  path: string,
  { count, at, server }: { readonly count: number; readonly at: number; readonly server: (index: number) => Claim },
): Promise<void> {
  await (await openStore(path, { now: () => new Date(at) })).close();
  const Driver = await loadDriver();
  const engine = engineOver(new Driver(path));
  engine.pragma("synchronous = OFF");
  engine.pragma("cache_size = -500000");
  const restore = withoutIndexes(engine);
  const words = new Map<string, boolean>();
  const write = writer(engine, at, words);
  for (let from = 0; from < count; from += perTransaction) {
    engine.immediate(() => {
      for (let index = from; index < Math.min(from + perTransaction, count); index += 1)
        write(index + 1, server(index));
    });
  }
  engine.immediate(() => writeWords(engine, words));
  restore();
  engine.exec("INSERT INTO entries_fts (entries_fts) VALUES ('rebuild')");
  engine.exec("UPDATE counter SET revision = 1");
  engine.close();
}

/** Takes out the indexes and triggers that can be made again at the end; gives how. */
function withoutIndexes(engine: Engine): () => void {
  const made = engine
    .prepare<{ name: string; type: string; sql: string }>(
      `SELECT name, type, sql FROM sqlite_schema WHERE sql IS NOT NULL AND (type = 'trigger' AND name LIKE 'entries_fts_%'
        OR type = 'index' AND tbl_name IN ('entries', 'claims', 'changes', 'faceted'))`,
    )
    .all();
  for (const { type, name } of made) engine.exec(`DROP ${type} ${name}`);
  return () => {
    for (const { sql } of made) engine.exec(sql);
  };
}

function writer(engine: Engine, at: number, words: Map<string, boolean>): (id: number, claim: Claim) => void {
  const addClaim = engine.prepare(`INSERT INTO claims (id, name, name_key, version, origin_card, origin_catalog,
      answering_host, facts, evidence, refused, served, revision, first_seen_at, last_seen_at, changed_at, checked_at, card)
    VALUES (@id, @name, @key, @version, @origin_card, @origin_catalog, @host, @facts, @evidence, 0, 1, 1, @at, @at, @at, @at, @card)`);
  const addChange = engine.prepare(`INSERT INTO changes (seq, at, event, name, version, host, url, sha256_after)
    VALUES (@id, @at, 'new', @name, @version, @host, @url, @sha256)`);
  const addEntry =
    engine.prepare(`INSERT INTO entries (id, name, name_key, version, status, status_changed_at, published_at, updated_at,
      is_latest, displaced, claim, claim_revision, seq, title, description, server_json, hosts, tags, facets)
    VALUES (@id, @name, @key, @version, 'active', @at, @at, @at, 1, 0, @id, 1, @id, @title, @description, @json, @hosts, @tags, @facets)`);
  const noteFacets = createNoteFacets(engine);

  return (id, claim) => {
    const { name, version, card, cardUrl: url, sha256 } = claim;
    const facts = factsOf(claim);
    const text = JSON.stringify(claim.evidence);
    const evidence = evidenceOf({ evidence: text, last_seen_at: at, same_at: null, settles_at: null });
    const own = { id, at: at + id, name, version, key: nameKey(name), host: claim.listingHost ?? claim.hostingHost };
    const { origin_card, origin_catalog } = originOf(claim);
    const json = JSON.stringify(card);
    addClaim.run({ ...own, at, origin_card, origin_catalog, facts: JSON.stringify(facts), evidence: text, card: json });
    addChange.run({ ...own, url, sha256 });
    const searched = searchedIn(card, facts);
    const facets = facetsOf(card, facts, { evidence, status: "active" });
    addEntry.run({
      ...own,
      ...searched,
      json: JSON.stringify(cardToServerJson(card)),
      facets: tokensOf({ ...searched, name }, facets),
    });
    noteFacets({ entry: id, name, title: searched.title, updatedAt: own.at, publishedAt: own.at }, facets);
    for (const word of wordsOf(`${name} ${searched.title} ${searched.tags}`)) words.set(word, true);
    for (const word of wordsOf(`${searched.description} ${searched.hosts}`))
      if (!words.has(word)) words.set(word, false);
  };
}

/** In the order of their keys, which builds the tables from one end to the other. */
function writeWords(engine: Engine, words: ReadonlyMap<string, boolean>): void {
  const addWord = engine.prepare("INSERT INTO words (word, named) VALUES (@word, @named)");
  const addGram = engine.prepare("INSERT INTO word_grams (gram, word) VALUES (@gram, @word)");
  const grams = new Map<string, string[]>();
  for (const word of [...words.keys()].sort()) {
    if (word.length > maxWordLength) continue;
    const named = words.get(word) === true;
    addWord.run({ word, named: named ? 1 : 0 });
    if (!named || word.length < minMendedLength) continue;
    for (const gram of gramsOf(word)) {
      const list = grams.get(gram);
      if (list === undefined) grams.set(gram, [word]);
      else list.push(word);
    }
  }
  for (const gram of [...grams.keys()].sort()) for (const word of grams.get(gram) ?? []) addGram.run({ gram, word });
}
