// Looks at inputs again whenever something changes where they lie, until the user ends it.

import { setTimeout as sleep } from "node:timers/promises";
import { exitCode } from "./exit-code.ts";
import type { Host } from "./host.ts";
import { createWatcher, TooManyFolders } from "./watch-folders.ts";

/** Milliseconds from the first sign of a change to looking: an editor writes a file in several steps. */
export const settleMs = 100;

/**
 * Looks once, and then after each change, until the signal aborts; `look` is told whether it is the first time. Resolves to 0
 * when the user ends it, to 3 where the system does not let so many folders be watched. At most one look at a time, and as
 * long a rest after it.
 */
export async function watchLoop(
  names: readonly string[],
  host: Host,
  look: (first: boolean) => Promise<void>,
): Promise<number> {
  const watcher = createWatcher(names, host.cwd);
  const stop = (): void => watcher.wake();
  host.signal.addEventListener("abort", stop);
  try {
    watcher.refresh();
    await look(true);
    for (let restMs = settleMs; !host.signal.aborted; ) {
      await watcher.changed();
      await sleep(restMs, undefined, { signal: host.signal }).catch(() => {}); // Only an abort ends it early.
      if (host.signal.aborted) break;
      watcher.settle();
      const from = performance.now();
      await look(false);
      restMs = Math.max(settleMs, performance.now() - from);
      watcher.refresh();
    }
    return exitCode.clean;
  } catch (error) {
    if (!(error instanceof TooManyFolders)) throw error;
    await host.stderr.write(`error: --watch: ${error.message}\n`);
    return exitCode.unknown;
  } finally {
    host.signal.removeEventListener("abort", stop);
    watcher.close();
  }
}
