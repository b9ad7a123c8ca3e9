// Works through jobs that lead to more jobs, with a bound on how many of them touch one host at once.

/** Something to do at one host. */
export interface HostJob {
  readonly host: string;
}

/**
 * Runs jobs until none is left; each may give further ones. At most `perHost` run at once for one host, in order of
 * arrival. When a job rejects, no other is started, and the rejection is passed on once the running ones have ended.
 */
export function runJobs<J extends HostJob>(
  first: readonly J[],
  perHost: number,
  run: (job: J) => Promise<readonly J[]>,
): Promise<void> {
  const waiting = new Map<string, J[]>();
  const active = new Map<string, number>();
  let running = 0;
  let broken: { readonly reason: unknown } | undefined;
  return new Promise((resolve, reject) => {
    const add = (jobs: readonly J[]): void => {
      for (const job of jobs) {
        const queue = waiting.get(job.host);
        if (queue) queue.push(job);
        else waiting.set(job.host, [job]);
      }
    };
    const start = (job: J): void => {
      running += 1;
      active.set(job.host, (active.get(job.host) ?? 0) + 1);
      run(job)
        .then(add, (reason: unknown) => {
          broken ??= { reason };
        })
        .then(() => {
          running -= 1;
          active.set(job.host, (active.get(job.host) ?? 1) - 1);
          pump();
        });
    };
    const pump = (): void => {
      for (const [host, queue] of broken ? [] : waiting) {
        while (queue.length > 0 && (active.get(host) ?? 0) < perHost) {
          const job = queue.shift();
          if (job) start(job);
        }
        if (queue.length === 0) waiting.delete(host);
      }
      if (running > 0) return;
      if (broken) reject(broken.reason);
      else resolve();
    };
    add(first);
    pump();
  });
}
