// The card of SEP-1649 and of the first text of SEP-2127, at /.well-known/mcp/server-card.json (spec.md 4.2).

import type { Unplaced } from "../validate/unplaced.ts";
import { type Dialect, finding } from "./dialect.ts";
import { draftCard } from "./draft.ts";
import { cardMembers, olderMembers } from "./members.ts";
import { isServerName } from "./names.ts";
import { filled, member, membersOf, under } from "./source.ts";

const formatVersion = "1.0";
const dynamic = "dynamic";

function isPrimitiveList(value: unknown): boolean {
  return (
    value === dynamic ||
    (Array.isArray(value) && value.every((item) => item === dynamic || membersOf(item) !== undefined))
  );
}

function* check(value: unknown): Iterable<Unplaced> {
  const info = member(value, "serverInfo");
  for (const name of ["name", "version"])
    if (filled(member(info, name)) === undefined)
      yield finding(
        "document/sep-1649-server-info",
        "",
        `serverInfo states no ${name}`,
        `write the server's ${name} into serverInfo`,
      );
  const version = member(value, "version");
  if (version !== undefined && version !== formatVersion && !isHybrid(value))
    yield finding(
      "document/sep-1649-version",
      "/version",
      "the version of a SEP-1649 card is its format's",
      `write "${formatVersion}" here and the server's version into serverInfo`,
    );
  const transport = member(value, "transport");
  if (filled(member(transport, "endpoint") ?? member(transport, "url")) === undefined)
    yield finding(
      "document/sep-1649-transport",
      membersOf(transport) === undefined ? "" : "/transport",
      "the transport has no endpoint",
      "write the endpoint's path or URL into transport.endpoint",
    );
  for (const name of ["tools", "resources", "prompts"]) {
    const listed = member(value, name);
    if (listed !== undefined && !isPrimitiveList(listed))
      yield finding(
        "document/sep-1649-primitives",
        under("", name),
        `${name} is neither "${dynamic}" nor a list of objects`,
        `write ["${dynamic}"] or leave it out`,
      );
  }
}

/** Whether the document also has the identity of a later card, so that `version` is the server's. */
function isHybrid(value: unknown): boolean {
  return Array.isArray(member(value, "remotes")) || isServerName(member(value, "name"));
}

/** Cards of the SEP-1649 form, and hybrids of it with later ones. */
export const sep1649Card: Dialect = {
  kind: "sep-1649-card",
  title: "SEP-1649 card",
  spec: "https://github.com/modelcontextprotocol/modelcontextprotocol/issues/1649",
  check,
  normalise(value, context) {
    const hybrid = isHybrid(value);
    return draftCard(value, context, {
      members: hybrid ? { ...cardMembers, version: ["serverInfo/version", "version"] } : olderMembers,
    });
  },
};
