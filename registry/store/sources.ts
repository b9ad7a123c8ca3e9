// Remembers up to when the changes of other registries are known.

import type { Engine } from "./engine.ts";

/** The memory of sources, synchronous. */
export interface Sources {
  lastWalk(url: string): Date | undefined;
  remember(url: string, knownUntil: Date): void;
}

/** Prepares the statements once. */
export function createSources(engine: Engine): Sources {
  const find = engine.prepare<{ known_until: number }>("SELECT known_until FROM sources WHERE url = @url");
  const write = engine.prepare(`INSERT INTO sources (url, known_until) VALUES (@url, @known_until)
    ON CONFLICT (url) DO UPDATE SET known_until = excluded.known_until`);
  return {
    lastWalk(url) {
      const row = find.get({ url });
      return row && new Date(row.known_until);
    },
    remember: (url, knownUntil) => void write.run({ url, known_until: knownUntil.getTime() }),
  };
}
