// Rules of the form `{ source, headers: [{ key, value }] }`, which two hosts read from a JSON file.

import type { Want } from "./hosting.ts";
import { headersWithType } from "./served-headers.ts";

/** Headers for the paths that match `source`. */
export interface HeaderRule {
  readonly source: string;
  readonly headers: readonly { readonly key: string; readonly value: string }[];
}

/** One rule for each file that misses a header. A plain path is a pattern that matches itself alone. */
export function headerRules(wants: readonly Want[]): readonly HeaderRule[] {
  return wants
    .map((want) => ({
      source: want.path,
      headers: headersWithType(want).map(({ name, value }) => ({ key: name, value })),
    }))
    .filter(({ headers }) => headers.length > 0);
}

/** JSON as people write it in settings. */
export function settingsText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
