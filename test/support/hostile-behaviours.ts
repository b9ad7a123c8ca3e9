// Reads the HTTP behaviours out of the shared list of hostile documents.

import { readFileSync } from "node:fs";
import { sharedData } from "./shared-data.ts";

/** One behaviour, as far as the crawler's tests use it. */
export interface HostileBehaviour {
  readonly id: string;
  readonly behaviour: { readonly status?: number; readonly headers?: Readonly<Record<string, string>> };
  readonly expect: {
    readonly next_attempt_min_s?: number;
    readonly next_attempt_max_s?: number;
    readonly next_fetch_min_s?: number;
    readonly next_fetch_max_s?: number;
  };
}

/** Gives every line that describes a behaviour; none where the data is absent. */
export function readHostile(path: string): HostileBehaviour[] {
  const file = sharedData(path);
  if (file === undefined) return [];
  const lines = readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "");
  return lines.map((line) => JSON.parse(line)).filter((one) => one.kind === "http-behaviour");
}
