// Reads how long a host asks to be left alone.

/** The least that is waited after "too many requests": a host cannot make us hammer it. */
export const retryAfterMinMs = 60_000;

/** The most: a host that asks for a year is asked again tomorrow. */
export const retryAfterMaxMs: number = 24 * 3600 * 1000;

/** The three forms of an HTTP-date (RFC 9110 section 5.6.7); anything else that `Date.parse` would take is none. */
const httpDates: readonly RegExp[] = [
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT$/,
  /^[A-Z][a-z]+day, \d\d-(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-\d\d \d\d:\d\d:\d\d GMT$/,
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \d]\d \d\d:\d\d:\d\d \d{4}$/,
];

/**
 * Gives the milliseconds to wait (RFC 9110 section 10.2.3: whole seconds or a date), clamped to 60 s and 24 h. A value
 * that is neither gives the least.
 */
export function retryAfterMs(value: string | undefined, now: Date): number {
  const text = value?.trim() ?? "";
  const asked = /^\d+$/.test(text) ? Number(text) * 1000 : untilDate(text, now);
  return Math.min(Math.max(asked, retryAfterMinMs), retryAfterMaxMs);
}

function untilDate(text: string, now: Date): number {
  if (!httpDates.some((form) => form.test(text))) return 0;
  const at = Date.parse(text.endsWith("GMT") ? text : `${text} GMT`);
  return Number.isNaN(at) ? 0 : at - now.getTime();
}
