// Commits what several visits bring at about the same time in one transaction: a commit costs more than what is in it.

import type { Engine } from "./engine.ts";

/** The most pieces of work in one transaction, so that no other process waits long for the write lock. */
export const groupMaxPieces = 64;

/** How long the first piece of a group may wait for others while they keep coming, in milliseconds. */
export const groupMaxMs = 10;

/** Does the work in a transaction that others may share. What the work throws undoes that work alone. */
export type InGroup = <T>(work: () => T) => Promise<T>;

interface Piece {
  /** Does the work; gives what settles its promise once the group is committed. */
  readonly attempt: () => () => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Makes the function. A piece is settled only after the commit that holds it; where that fails, all of it is rejected.
 * `opened` is called in each transaction before its pieces.
 */
export function createGroups(engine: Engine, opened: () => void = () => {}): InGroup {
  let waiting: Piece[] = [];
  let since = 0;

  function commit(): void {
    const pieces = waiting;
    waiting = [];
    try {
      const settle = engine.immediate(() => {
        opened();
        return pieces.map(({ attempt }) => attempt());
      });
      for (const one of settle) one();
    } catch (error) {
      for (const { reject } of pieces) reject(error);
    }
  }

  /** Waits on as long as each turn of the event loop brings more. */
  function gather(before: number): void {
    const more = waiting.length > before && waiting.length < groupMaxPieces && performance.now() - since < groupMaxMs;
    if (more) setImmediate(gather, waiting.length);
    else commit();
  }

  return (work) =>
    new Promise((resolve, reject) => {
      const attempt = (): (() => void) => {
        try {
          // Within the group's transaction this one is a savepoint.
          const value = engine.immediate(work);
          return () => resolve(value);
        } catch (error) {
          // A full disk ends the whole transaction: what came after would stand outside of any.
          if (!engine.inTransaction()) throw error;
          return () => reject(error);
        }
      };
      if (waiting.length === 0) {
        since = performance.now();
        setImmediate(gather, 0);
      }
      waiting.push({ attempt, reject });
    });
}
