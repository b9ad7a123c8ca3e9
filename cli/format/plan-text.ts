// What a dry run would ask, for people.

import type { HostSchedule } from "../../src/crawl/frontier.ts";
import { printable } from "../../src/document/printable.ts";
import { visitMaxRequests } from "../../src/http/limits.ts";
import type { Plan, PlannedSource } from "../dry-run.ts";
import { shortTime } from "./change-words.ts";
import type { Palette } from "./palette.ts";
import { count } from "./words.ts";

/** Formats one host: what would become of it, what the schedule says, and each URL with its reason. */
export function planText(plan: Plan, palette: Palette): string {
  const { host, action, reason, until, asks, schedule } = plan;
  const why = reason === undefined ? "" : ` (${reason}${until === undefined ? "" : ` until ${shortTime(until)}`})`;
  const what = { visit: "would be visited", skip: "would be skipped", refuse: palette.error("is refused") }[action];
  const known = action === "refuse" ? "" : scheduleText(schedule);
  const lines = asks.map(({ url, why: hope, conditional }) => {
    return `  GET ${printable(url)}\n      ${palette.faint(`${hope}${conditional ? "; only if it has changed" : ""}`)}`;
  });
  return `${[`${palette.strong(printable(host))} · ${what}${why}${known}`, ...lines].join("\n")}\n`;
}

function scheduleText(schedule: HostSchedule | undefined): string {
  const { lastVisitAt, nextVisitAt, outcome } = schedule ?? {};
  if (lastVisitAt === undefined) return "; never visited";
  const next = nextVisitAt === undefined ? "" : `, due ${shortTime(nextVisitAt)}`;
  return `; last visited ${shortTime(lastVisitAt)}${outcome === undefined ? "" : ` (${outcome})`}${next}`;
}

/** Formats a list that would be read first. */
export function sourceText({ source, since }: PlannedSource): string {
  const part = since === undefined ? "from its beginning to its end" : `for what changed since ${shortTime(since)}`;
  return `${printable(source)} would be read ${part}; whom it names is not known before\n`;
}

/** Formats the end: how many of each. */
export function plansText({ visit, skip, refuse }: Readonly<Record<Plan["action"], number>>): string {
  const others = [...(skip > 0 ? [`${skip} skipped`] : []), ...(refuse > 0 ? [`${refuse} refused`] : [])];
  const sentence = [
    `${count(visit, "host")} would be visited, with at most ${visitMaxRequests} requests each`,
    ...others,
  ];
  return `${sentence.join(", ")}. Nobody was asked.\n`;
}
