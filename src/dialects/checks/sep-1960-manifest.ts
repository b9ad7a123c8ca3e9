// What SEP-1960 asked of its manifest (spec.md 4.4).

import type { Unplaced } from "../../validate/unplaced.ts";
import { filled, member, membersOf } from "../source.ts";
import { finding } from "./finding.ts";

/** Yields `document/sep-1960-*`: few and useful. Never throws. */
export function* checkSep1960Manifest(value: unknown): Iterable<Unplaced> {
  for (const name of ["mcp_version", "server_name", "server_version"])
    if (filled(member(value, name)) === undefined)
      yield finding("document/sep-1960-identity", "", `the manifest states no ${name}`, `write ${name} as a string`);
  const endpoints = Object.values(membersOf(member(value, "endpoints")) ?? {});
  if (!endpoints.some((endpoint) => filled(endpoint) !== undefined))
    yield finding(
      "document/sep-1960-endpoints",
      "/endpoints",
      "the manifest names no endpoint",
      "write the URL into endpoints.streamable_http",
    );
}
