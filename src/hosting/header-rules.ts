// The list of header rules that several hosts keep in JSON.

import { type Served, sharedHeaders } from "./served.ts";

/** A rule for one path. */
export interface HeaderRule {
  readonly source: string;
  readonly headers: readonly { readonly key: string; readonly value: string }[];
}

/** One rule a path, with all of its headers. */
export function headerRules(served: readonly Served[]): readonly HeaderRule[] {
  return served.map(({ path, mediaType }) => ({
    source: path,
    headers: [["Content-Type", mediaType] as const, ...sharedHeaders].map(([key, value]) => ({ key, value })),
  }));
}
