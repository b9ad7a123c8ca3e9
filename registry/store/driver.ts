// Loads the SQLite driver that runs on this Node.js: the one file that knows the package.

import type BetterSqlite3 from "better-sqlite3";
import { StoreError } from "./store.ts";

/** The driver's constructor. */
export type Driver = typeof BetterSqlite3;

/** better-sqlite3 13 needs this Node.js; 12 runs on older ones, and aborts at exit on late releases of Node 24. */
const firstNodeOfVersion13 = 22;

/** An open database. */
export type Database = BetterSqlite3.Database;

/** Which package names to try, best first. */
function packagesFor(nodeVersion: string): readonly string[] {
  const newer = Number.parseInt(nodeVersion, 10) >= firstNodeOfVersion13;
  return newer ? ["better-sqlite3-v13", "better-sqlite3"] : ["better-sqlite3"];
}

/**
 * Loads the package and its native half, which is missing where install scripts did not run or Node.js changed since.
 * Rejects with a StoreError that says what to run.
 */
export async function loadDriver(nodeVersion: string = process.versions.node): Promise<Driver> {
  let reason: unknown;
  for (const name of packagesFor(nodeVersion)) {
    let driver: Driver;
    try {
      driver = (await import(name)).default;
    } catch (error) {
      reason = error;
      continue;
    }
    try {
      new driver(":memory:").close();
      return driver;
    } catch (error) {
      throw new StoreError(`${name} is not built for this Node.js: run \`npm rebuild ${name}\``, { cause: error });
    }
  }
  throw new StoreError("better-sqlite3 is not installed: the store needs it, so run `npm install better-sqlite3`", {
    cause: reason,
  });
}
