// Quotes a stranger's value inside a message: short, and without the credentials that it may hold.

import { maskCredentials } from "./credentials.ts";

/** Longest quotation in UTF-16 units: enough to recognise a value, too short to flood a terminal. */
export const maxQuotedUnits = 80;

/** Gives the value with credentials masked and the rest cut; control characters stay for the formatter to encode. */
export function cut(value: string): string {
  const masked = maskCredentials(value.slice(0, maxQuotedUnits * 8));
  return masked.length > maxQuotedUnits ? `${masked.slice(0, maxQuotedUnits)}…` : masked;
}

/** Gives the {@link cut} value in double quotes. */
export function quote(value: string): string {
  return `"${cut(value)}"`;
}
