// Opens the store for a command that only asks it, and says in the store's own words why that cannot be.

import { resolve } from "node:path";
import { type Store, StoreError } from "../registry/store/store.ts";
import { printable } from "../src/document/printable.ts";
import { exitCode } from "./exit-code.ts";
import type { Host } from "./host.ts";
import { defaultStorePath } from "./options.ts";

/** Which store, and whether it is written to. */
export interface StoreChoice {
  readonly path: string | undefined;
  readonly write?: true;
}

/** Does the work with an open store, which is closed afterwards. A store that fails is said on stderr: exit code 3. */
export async function withStore(
  { path = defaultStorePath, write }: StoreChoice,
  host: Host,
  work: (store: Store, path: string) => Promise<number>,
): Promise<number> {
  let store: Store | undefined;
  try {
    const { openStore } = await import("../registry/store/sqlite.ts");
    store = await openStore(resolve(host.cwd, path), { now: host.now, readOnly: write !== true });
    return await work(store, path);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    await host.stderr.write(`error: ${printable(error.message)}\n`);
    return exitCode.unknown;
  } finally {
    await store?.close();
  }
}
