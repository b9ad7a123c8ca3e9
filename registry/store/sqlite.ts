// Opens a store in a SQLite file.

import { existsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import type { Frontier } from "../../src/crawl/frontier.ts";
import type { SourceMemory } from "../../src/crawl/sources/source-memory.ts";
import { createBrowse } from "./browse.ts";
import { createCompact } from "./compact.ts";
import { type Database, loadDriver } from "./driver.ts";
import type { Engine, Statement, Values } from "./engine.ts";
import { createFacetCounts } from "./facet-counts.ts";
import { createCrawlerSide } from "./frontier.ts";
import { createHistory } from "./history.ts";
import { createHostSchedule } from "./host-schedule.ts";
import { createHostViews } from "./host-view.ts";
import { createList } from "./list.ts";
import { migrate, migrations } from "./migrations.ts";
import { createNumbered } from "./numbered.ts";
import { createRawCards } from "./raw-card.ts";
import { createReads } from "./reads.ts";
import { createRuns } from "./runs.ts";
import { createSearch } from "./search.ts";
import { checkOurs, checkWhole, isBlank } from "./soundness.ts";
import { createSources } from "./sources.ts";
import { explain } from "./sqlite-errors.ts";
import { createStatus } from "./status.ts";
import { type Store, StoreError } from "./store.ts";

/** How long a writer waits for another one, in milliseconds: several commits of a busy crawl. */
export const busyTimeoutMs = 5_000;

/** Page cache of one connection: keeps the index of some 100,000 entries in memory. */
export const cacheKib: number = 64 * 1024;

/** A reader looks into the file without copying pages: a list of a large index costs half of what it costs by its own cache. */
export const mappedBytes: number = 4 * 1024 * 1024 * 1024;

/** The write-ahead log is cut back to this after a checkpoint, so that one large crawl does not hold the disk. */
export const walLimitBytes: number = 64 * 1024 * 1024;

/** How a store is opened. */
export interface StoreOptions {
  readonly now: () => Date;
  /** Never write: the file must be there and of this version. */
  readonly readOnly?: boolean;
  /** The registry's own namespace, where it is not the project's: no card may bring `_meta` keys of it. */
  readonly namespace?: string;
}

/** The engine over an opened database. */
export function engineOver(database: Database): Engine {
  return {
    prepare<Row>(sql: string): Statement<Row> {
      const statement = database.prepare<Values[]>(sql);
      // The driver gives arrays in two thirds of the time in which it gives objects.
      const names = statement.reader
        ? statement
            .raw()
            .columns()
            .map(({ name }) => name)
        : [];
      const named = (cells: readonly unknown[]): Row => {
        const row: Record<string, unknown> = {};
        for (let at = 0; at < names.length; at += 1) row[names[at] as string] = cells[at];
        return row as Row;
      };
      const one = (cells: unknown): Row | undefined => (cells === undefined ? undefined : named(cells as unknown[]));
      return {
        get: (values) => one(values ? statement.get(values) : statement.get()),
        all: (values) => ((values ? statement.all(values) : statement.all()) as unknown[][]).map(named),
        run: (values) => (values ? statement.run(values) : statement.run()),
      };
    },
    exec: (sql) => void database.exec(sql),
    pragma: (text) => database.pragma(text, { simple: true }),
    immediate: (work) => database.transaction(work).immediate(),
    inTransaction: () => database.inTransaction,
    close: () => void database.close(),
  };
}

/** Pragmas of a connection; `trusted_schema` off so that a file from elsewhere cannot run functions behind our back. */
function configure(engine: Engine, readOnly: boolean): void {
  engine.pragma("trusted_schema = OFF");
  engine.pragma(`cache_size = -${cacheKib}`);
  engine.pragma("foreign_keys = ON");
  // Each visit is a savepoint: what would undo it is kept in memory, not written to a temporary file.
  engine.pragma("temp_store = MEMORY");
  if (readOnly) {
    engine.pragma(`mmap_size = ${mappedBytes}`);
    return;
  }
  engine.pragma("journal_mode = WAL");
  engine.pragma("synchronous = NORMAL");
  engine.pragma(`journal_size_limit = ${walLimitBytes}`);
}

/** Makes the opened file a store of today's schema, or throws a StoreError that says why it cannot be one. */
function prepareFile(engine: Engine, path: string, readOnly: boolean): void {
  checkOurs(engine, path);
  const blank = isBlank(engine);
  if (readOnly && blank) throw new StoreError(`"${path}" is empty: put a backup in its place, or crawl into it first`);
  if (!blank) checkWhole(engine, path);
  configure(engine, readOnly);
  if (!readOnly) migrate(engine);
  else if (engine.pragma("user_version") !== migrations.length) {
    throw new StoreError(
      `"${path}" was written by an older mcp-discover: open it once for writing (crawl) to upgrade it`,
    );
  }
}

/** What can be said of a path before it is opened; SQLite's own words for these are of no help. */
function checkPath(path: string, readOnly: boolean): void {
  // SQLite takes an empty path for a file that it deletes on closing.
  if (path === "") throw new StoreError("the path of the store is empty: name a file");
  if (readOnly && !existsSync(path))
    throw new StoreError(
      `there is no store at "${path}": name yours with --store, or make it: mcp-discover crawl HOST --store PATH`,
    );
  if (!existsSync(dirname(path))) throw new StoreError(`the folder "${dirname(path)}" does not exist: create it`);
  if (existsSync(path) && statSync(path).isDirectory()) throw new StoreError(`"${path}" is a folder: name a file`);
}

/** The methods of a port with every error explained. */
function explained<Method extends (...values: never[]) => unknown>(method: Method, path: string) {
  return async (...values: Parameters<Method>): Promise<Awaited<ReturnType<Method>>> => {
    try {
      return (await method(...values)) as Awaited<ReturnType<Method>>;
    } catch (error) {
      throw explain(error, path);
    }
  };
}

/** A read that gives undefined where it fails: whoever asks in the way that waits is told why. */
function atOnce<Values extends unknown[], Found>(read: (...values: Values) => Found) {
  return (...values: Values): Found | undefined => {
    try {
      return read(...values);
    } catch {
      return undefined;
    }
  };
}

/**
 * Opens the store at `path`, creating or upgrading it unless `readOnly`. `:memory:` gives one that lives as long as it
 * is open. Rejects with a StoreError where the package is missing, or the file is absent (read-only), locked, damaged,
 * empty (read-only), from a newer version, or not ours.
 */
export async function openStore(path: string, options: StoreOptions): Promise<Store> {
  const { readOnly = false } = options;
  const Driver = await loadDriver();
  if (path !== ":memory:") checkPath(path, readOnly);
  let engine: Engine | undefined;
  try {
    engine = engineOver(new Driver(path, { readonly: readOnly, timeout: busyTimeoutMs }));
    prepareFile(engine, path, readOnly);
    return storeOver(engine, path, options);
  } catch (error) {
    engine?.close();
    throw explain(error, path);
  }
}

/** The store over an engine whose file is in order; `path` is for the words of its errors. */
export function storeOver(engine: Engine, path: string, options: StoreOptions): Store {
  const { now } = options;
  const crawler = createCrawlerSide(engine, now, options);
  const inner = crawler.frontier;
  const reads = createReads(engine, now);
  const list = createList(engine, now);
  const numbered = createNumbered(engine, now);
  const history = createHistory(engine);
  const rawCards = createRawCards(engine);
  const runs = createRuns(engine);
  const frontier: Frontier = {
    begin: explained(inner.begin, path),
    remembered: explained(inner.remembered, path),
    lastAsked: explained(inner.lastAsked, path),
    robotsCopy: explained(inner.robotsCopy, path),
    isForgotten: explained(inner.isForgotten, path),
    due: explained(inner.due, path),
    finish: explained(inner.finish, path),
    schedule: explained(inner.schedule, path),
    release: explained(inner.release, path),
  };
  const walks = createSources(engine);
  const sources: SourceMemory = {
    lastWalk: explained(walks.lastWalk, path),
    remember: explained(walks.remember, path),
  };
  return {
    list: explained(list, path),
    search: explained(createSearch(engine, now), path),
    numbered: explained(numbered.range, path),
    numberedRanges: explained(numbered.filled, path),
    highestNumber: explained(numbered.highest, path),
    facets: explained(createFacetCounts(engine), path),
    browse: explained(createBrowse(engine, now), path),
    versions: explained(reads.versions, path),
    version: explained(reads.version, path),
    unconfirmed: explained(reads.unconfirmed, path),
    sequence: explained(reads.sequence, path),
    revision: explained(reads.revision, path),
    atOnce: { revision: atOnce(reads.revision), list: atOnce(list), version: atOnce(reads.version) },
    pageKey: explained(reads.pageKey, path),
    counts: explained(reads.counts, path),
    history: explained(history.changes, path),
    pastCard: explained(history.card, path),
    rawCard: explained(rawCards.named, path),
    rawCardOfHash: explained(rawCards.hashed, path),
    host: explained(createHostViews(engine), path),
    beginRun: explained(runs.begin, path),
    endRun: explained(runs.end, path),
    status: explained(createStatus(engine, now, runs), path),
    compact: explained(createCompact(engine, now), path),
    forget: explained(crawler.forget, path),
    unforget: explained(crawler.unforget, path),
    forgotten: explained(crawler.forgotten, path),
    publish: explained(crawler.publish, path),
    setStatus: explained(crawler.setStatus, path),
    frontier,
    dueAt: explained(createHostSchedule(engine).dueAt, path),
    sources,
    close: explained(async () => engine.close(), path),
  };
}
