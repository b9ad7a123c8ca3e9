// The hosts that are due, from the frontier's own schedule.

import type { Frontier } from "../frontier.ts";
import type { Source } from "./candidate.ts";

/** Hosts asked for at once; more are asked for as these are visited. */
export const duePageSize = 1_000;

/** Yields each host that is due at `at` once. A host leaves the schedule's front when its visit is committed. */
export async function* fromSchedule(frontier: Pick<Frontier, "due" | "schedule">, at: Date): Source {
  const given = new Set<string>();
  let limit = duePageSize;
  for (;;) {
    const due = await frontier.due(at, limit);
    const fresh = due.filter((host) => !given.has(host));
    for (const host of fresh) {
      given.add(host);
      const known = await frontier.schedule(host);
      yield known?.ledByPublic ? { text: host, ledByPublic: true } : host;
    }
    if (fresh.length > 0) continue;
    // All of these are being visited, or are held by another crawler: whoever is due waits behind them.
    if (due.length < limit) return {};
    limit *= 2;
  }
}
