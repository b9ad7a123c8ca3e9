// Reads lengths of time and moments as people write them: 24h, 90d, 2026-11-03.

import { UsageError } from "../usage-error.ts";

const unitMs: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** Longer than anything that is kept, in days. */
const mostDays = 36_500;

/** Reads a length such as `24h`, in milliseconds; units are s, m, h, d and w. Throws UsageError. */
export function readDuration(text: string): number {
  const match = /^(\d{1,9})([smhdw])$/.exec(text);
  const ms = Number(match?.[1]) * (unitMs[match?.[2] ?? ""] ?? Number.NaN);
  if (!(ms <= mostDays * 86_400_000)) throw new UsageError(`"${text}" is no length of time such as 24h or 90d`);
  return ms;
}

/** A moment: so long before now, or a date. */
export type Moment = { readonly agoMs: number } | { readonly date: Date };

/** The moment that an ISO date, with or without a time, stands for; a date without a time is its beginning in UTC. */
export function readDate(text: string): Date | undefined {
  if (!/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)?)?$/.test(text)) return undefined;
  const zoned = text.includes("T") && !/(?:Z|[+-]\d\d:\d\d)$/.test(text) ? `${text}Z` : text;
  const date = new Date(zoned);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** Reads a moment. Throws UsageError. */
export function readMoment(text: string): Moment {
  const date = readDate(text);
  if (date !== undefined) return { date };
  if (/^\d+[smhdw]$/.test(text)) return { agoMs: readDuration(text) };
  throw new UsageError(`"${text}" is neither a length of time such as 24h nor a date such as 2026-11-03`);
}

/** The moment as a date. */
export function dateOf(moment: Moment, now: Date): Date {
  return "date" in moment ? moment.date : new Date(now.getTime() - moment.agoMs);
}
