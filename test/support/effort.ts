// Measures how long our own code takes, whatever else the machine has to do.

/** Gives the milliseconds of processor time that `work` takes, the best of `attempts`; stops early below `enoughMs`. */
export function effortMs(work: () => void, enoughMs: number, attempts = 3): number {
  let best = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < attempts && best >= enoughMs; attempt++) {
    const [before, start] = [process.cpuUsage(), performance.now()];
    work();
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, performance.now() - start, (user + system) / 1000);
  }
  return best;
}
