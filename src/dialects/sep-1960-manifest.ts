// The manifest of the closed proposal SEP-1960, at /.well-known/mcp (spec.md 4.4).

import type { Unplaced } from "../validate/unplaced.ts";
import { type Dialect, finding } from "./dialect.ts";
import { draftCard } from "./draft.ts";
import { olderMembers } from "./members.ts";
import { filled, member, membersOf } from "./source.ts";

function* check(value: unknown): Iterable<Unplaced> {
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

/** Manifests of SEP-1960. */
export const sep1960Manifest: Dialect = {
  kind: "sep-1960-manifest",
  title: "SEP-1960 manifest",
  spec: "https://github.com/modelcontextprotocol/modelcontextprotocol/issues/1960",
  check,
  normalise: (value, context) => draftCard(value, context, { members: olderMembers, weakVersion: ["version"] }),
};
