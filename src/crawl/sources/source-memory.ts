// What is remembered of sources between crawls: up to when a registry's changes are known.

/** The memory of registries, by their URL. Implementations: `registry/store` (durable), this file (one run). */
export interface SourceMemory {
  /** Up to which moment the registry's changes are known; undefined where it was never walked to its end. */
  lastWalk(url: string): Promise<Date | undefined>;
  /** Notes a walk. Only after what it found was visited, or it would be lost with a crawl that was stopped. */
  remember(url: string, knownUntil: Date): Promise<void>;
}

/** Opens an empty memory that lives as long as the run. */
export function createSourceMemory(): SourceMemory {
  const walks = new Map<string, Date>();
  return {
    async lastWalk(url) {
      return walks.get(url);
    },
    async remember(url, knownUntil) {
      walks.set(url, knownUntil);
    },
  };
}
