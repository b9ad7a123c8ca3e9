// Reads the secret that a store was given when it was made.

import type { Engine } from "./engine.ts";

/** Gives `Store.secret` over an opened database. */
export function createSecret(engine: Engine): () => Uint8Array {
  const find = engine.prepare<{ value: Uint8Array }>("SELECT value FROM secrets WHERE name = 'serving'");
  return () => {
    const value = find.get()?.value;
    if (value === undefined) throw new Error("the store has lost its secret");
    return value;
  };
}
