// What SEP-1649 asks of its card (spec.md 4.2).

import type { Unplaced } from "../../validate/unplaced.ts";
import { isServerName } from "../names.ts";
import { filled, member, membersOf, under } from "../source.ts";
import { finding } from "./finding.ts";

const formatVersion = "1.0";
const dynamic = "dynamic";

function isPrimitiveList(value: unknown): boolean {
  return (
    value === dynamic ||
    (Array.isArray(value) && value.every((item) => item === dynamic || membersOf(item) !== undefined))
  );
}

/** Whether the document also has the identity of a later card, so that `version` is the server's. */
export function isHybrid(value: unknown): boolean {
  return Array.isArray(member(value, "remotes")) || isServerName(member(value, "name"));
}

/** Yields `document/sep-1649-*`: few and useful. Never throws. */
export function* checkSep1649Card(value: unknown): Iterable<Unplaced> {
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
