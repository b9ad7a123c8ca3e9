// Reads the shared SSRF vectors, where they are.

import { readFileSync } from "node:fs";
import { sharedData } from "./shared-data.ts";

/** One vector of ssrf-vectors.json; which members are there depends on its kind. */
export interface Vector {
  readonly id: string;
  readonly group: string;
  readonly kind: string;
  readonly expect: "allow" | "deny";
  readonly expect_cli: "allow" | "deny";
  readonly reason: string;
  readonly input?: string;
  readonly options?: { readonly nat64?: boolean };
  readonly dns?: Readonly<Record<string, readonly string[]>>;
  readonly dns_error?: string;
  readonly dns_sequence?: readonly (readonly string[])[];
  readonly scenario?: string;
  readonly chain?: readonly (string | { readonly status: number; readonly location: string | null })[];
  readonly env?: Readonly<Record<string, string>>;
  readonly response_header?: string;
}

/** Every vector of one kind; empty where the shared data is absent. */
export function vectors(kind: string): readonly Vector[] {
  const path = sharedData("ssrf-vectors.json");
  if (path === undefined) return [];
  const file: { vectors: Vector[] } = JSON.parse(readFileSync(path, "utf8"));
  return file.vectors.filter((vector) => vector.kind === kind);
}
