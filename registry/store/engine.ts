// The little of a SQL engine that the store's parts use, so that only sqlite.ts knows the package behind it.

/** What can be bound to a parameter. */
export type Value = string | number | Uint8Array | null;

/** Named parameters (`@name` in the SQL). */
export type Values = Readonly<Record<string, Value>>;

/** A prepared statement. `Row` is what the SQL selects; nothing checks it but the tests. */
export interface Statement<Row = unknown> {
  get(values?: Values): Row | undefined;
  all(values?: Values): Row[];
  run(values?: Values): { readonly changes: number; readonly lastInsertRowid: number | bigint };
}

/** An opened database. Synchronous: a statement never spans an await. */
export interface Engine {
  prepare<Row>(sql: string): Statement<Row>;
  exec(sql: string): void;
  /** Reads or sets one pragma and gives its first value. */
  pragma(text: string): unknown;
  /**
   * Runs the work in one transaction that holds the write lock from its start; an error rolls all of it back. Within
   * another one it is a part that is rolled back by itself.
   */
  immediate<T>(work: () => T): T;
  /** Whether a transaction is open: SQLite ends it by itself where the disk is full or fails. */
  inTransaction(): boolean;
  close(): void;
}
