// Keeps what the caller gave in confidence out of what is told, also where a server repeats it.

import type { LiveOptions } from "./live.ts";

/** Shorter values would hide ordinary words. */
const secretMinUnits = 6;

function secretsOf({ headers = {}, variables = {} }: Pick<LiveOptions, "headers" | "variables">): string[] {
  const values = [...Object.values(headers), ...Object.values(variables)];
  const parts = values.flatMap((value) => [value, ...value.split(/\s+/), encodeURIComponent(value)]);
  // The longest first: a part of a value must not hide in pieces what can be hidden whole.
  return [...new Set(parts)].filter((part) => part.length >= secretMinUnits).sort((a, b) => b.length - a.length);
}

/** Our own words and the protocol's: no secret, though a header may hold the same. */
const words: ReadonlySet<string> = new Set(["kind", "code", "generation"]);
const date = /^\d{4}-\d{2}-\d{2}$/;

function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return date.test(value) ? value : change(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value);
  return Object.fromEntries(members.map(([name, item]) => [name, words.has(name) ? item : mapTexts(item, change)]));
}

/** Gives a copy of shallow data in which no text of the server's holds a value of the caller's headers and variables. */
export function hideSecrets<T>(data: T, given: Pick<LiveOptions, "headers" | "variables">): T {
  const secrets = secretsOf(given);
  if (secrets.length === 0) return data;
  return mapTexts(data, (text) => secrets.reduce((left, secret) => left.replaceAll(secret, "…"), text)) as T;
}
