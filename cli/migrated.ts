// What a migration gives the user: the document to print, the files to write, and the difference to look at.

import type { MigratedCard } from "../src/dialects/finish.ts";
import { hybrid } from "../src/dialects/hybrid.ts";
import type { Migration } from "../src/dialects/migrate.ts";
import { veiledDocument } from "../src/dialects/veiled-document.ts";
import type { Card } from "../src/document/card.ts";
import { valueAt } from "../src/document/pointer.ts";
import { lineDiff } from "../src/text/line-diff.ts";
import { toJson } from "./format/json.ts";
import type { TextFile } from "./site-files.ts";

/** A migrated document with all that is made of it. */
export interface Migrated {
  readonly source: string;
  readonly migration: Migration;
  /** The document that replaces the old one: a card, or a catalog of them; undefined where nothing could be made. */
  readonly answer: unknown;
  /** What `--write` writes. */
  readonly files: readonly TextFile[];
  /** Unified diffs, old against new, pretty-printed; what must not be shown is covered on both sides. */
  readonly diffs: readonly string[];
  /** The document was what it should be already. */
  readonly unchanged: boolean;
  /** The answer is for the path that older clients read. */
  readonly isHybrid: boolean;
}

/** How the result is wanted. */
export interface MigratedOptions {
  readonly source: string;
  /** Also for the path that older clients read. */
  readonly hybrid: boolean;
}

const catalogs: ReadonlySet<string> = new Set(["ai-catalog", "ard-catalog", "mcp-catalog"]);

/** The name of the file for a catalog. */
const catalogFile = "ai-catalog.json";

/** Says what becomes of a document. `value` is the document that was migrated, undefined where it was no JSON. */
export function migrated(migration: Migration, value: unknown, options: MigratedOptions): Migrated {
  const { kind, cards, catalog } = migration;
  const [only] = cards.length === 1 && !catalogs.has(kind) ? cards : [];
  const card = only?.card;
  const made = card ?? catalog;
  const answer = card !== undefined && options.hybrid ? hybrid(card) : made;
  const unchanged = made !== undefined && JSON.stringify(value) === JSON.stringify(made);
  return {
    source: options.source,
    migration,
    answer,
    files: filesOf(migration, options.hybrid),
    diffs: unchanged ? [] : diffsOf(migration, value, options.source),
    unchanged,
    isHybrid: options.hybrid && card !== undefined,
  };
}

function filesOf({ kind, cards, catalog }: Migration, withHybrid: boolean): readonly TextFile[] {
  const names = baseNames(cards.map(({ card }) => card));
  const files = cards.flatMap(({ card }, index) => [
    textFile(`${names[index]}.server-card.json`, card),
    ...(withHybrid ? [textFile(`${names[index]}.legacy-card.json`, hybrid(card))] : []),
  ]);
  if (catalog === undefined) return files;
  if (catalogs.has(kind)) return [...(withHybrid ? files : []), textFile(catalogFile, catalog)];
  return cards.length > 1 ? [...files, textFile(catalogFile, catalog)] : files;
}

function textFile(path: string, value: unknown): TextFile {
  return { path, text: `${JSON.stringify(value, null, 2)}\n` };
}

/** One name a card: what stands after the slash, or, where two would share it, the whole name and version. */
function baseNames(cards: readonly Card[]): readonly string[] {
  const taken = new Set<string>();
  return cards.map(({ name, version }) => {
    const plain = name.slice(name.indexOf("/") + 1);
    const whole = `${name.replace("/", "_")}-${version.replace(/[^A-Za-z0-9._-]/g, "-")}`;
    let free = [plain, whole].find((each) => !taken.has(each.toLowerCase()));
    for (let count = 2; free === undefined; count++) {
      const next = `${whole}-${count}`;
      if (!taken.has(next.toLowerCase())) free = next;
    }
    taken.add(free.toLowerCase());
    return free;
  });
}

function diffsOf(migration: Migration, value: unknown, source: string): readonly string[] {
  const { kind, cards, catalog } = migration;
  // Somebody's own settings are not shown: keys may hide anywhere in them.
  if (kind === "client-config") return [];
  if (catalogs.has(kind)) return catalog === undefined ? [] : [diff(value, catalog, { from: source, to: catalogFile })];
  const names = baseNames(cards.map(({ card }) => card));
  return cards.map(({ card, pointer }, index) => {
    const from = pointer === "" ? source : `${source}#${pointer}`;
    return diff(valueAt(value, pointer), card, { from, to: `${names[index]}.server-card.json` });
  });
}

function diff(before: unknown, after: unknown, names: { readonly from: string; readonly to: string }): string {
  const oneLine = (name: string): string => toJson(name).slice(1, -1);
  return lineDiff(`${toJson(veiledDocument(before))}\n`, `${toJson(veiledDocument(after))}\n`, {
    from: oneLine(names.from),
    to: oneLine(names.to),
  });
}

/** Gives the cards with, on demand, what older clients read. */
export function withHybrids(
  cards: readonly MigratedCard[],
  wanted: boolean,
): readonly (MigratedCard & { readonly hybrid?: Record<string, unknown> })[] {
  return wanted ? cards.map((each) => ({ ...each, hybrid: hybrid(each.card) })) : cards;
}
