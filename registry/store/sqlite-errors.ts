// Says in the user's words what SQLite's error codes mean for a store.

import { damaged } from "./soundness.ts";
import { StoreError } from "./store.ts";

/** The StoreError for what SQLite threw about the file at `path`; anything else, a bug included, comes back as it was. */
export function explain(error: unknown, path: string): unknown {
  if (error instanceof StoreError || !(error instanceof Error)) return error;
  const code = "code" in error ? String(error.code) : "";
  if (code === "SQLITE_NOTADB") {
    return new StoreError(`"${path}" is not a SQLite file: name another path`, { cause: error });
  }
  if (code.startsWith("SQLITE_CORRUPT")) return damaged(path, error);
  if (code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED")) {
    return new StoreError(`"${path}" is locked by another process: let it finish, or stop it`, {
      cause: error,
      isBusy: true,
    });
  }
  if (code.startsWith("SQLITE_FULL")) {
    return new StoreError(`there is no space left to write "${path}": free some and run again`, { cause: error });
  }
  if (code.startsWith("SQLITE_READONLY")) {
    return new StoreError(`"${path}" may not be written: check the rights on the file and its folder`, {
      cause: error,
    });
  }
  if (code.startsWith("SQLITE_CANTOPEN")) {
    return new StoreError(`"${path}" cannot be opened: check that its folder exists and may be written`, {
      cause: error,
    });
  }
  if (code.startsWith("SQLITE_IOERR")) {
    return new StoreError(`"${path}" could not be read or written (${code}): check the disk`, { cause: error });
  }
  return error;
}
