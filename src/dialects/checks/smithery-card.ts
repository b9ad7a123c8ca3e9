// What the scanner of Smithery reads from a static card (spec.md 4.2).

import type { Unplaced } from "../../validate/unplaced.ts";
import { filled, itemsOf, member, membersOf, under } from "../source.ts";
import { finding } from "./finding.ts";

/** Yields `document/smithery-*`: few and useful. Never throws. */
export function* checkSmitheryCard(value: unknown): Iterable<Unplaced> {
  const info = member(value, "serverInfo");
  for (const name of ["name", "version"])
    if (filled(member(info, name)) === undefined)
      yield finding(
        "document/smithery-server-info",
        "",
        `serverInfo states no ${name}`,
        `write the server's ${name} into serverInfo`,
      );
  for (const [index, tool] of itemsOf(member(value, "tools")).entries())
    if (filled(member(tool, "name")) === undefined || membersOf(member(tool, "inputSchema")) === undefined) {
      yield finding(
        "document/smithery-tool",
        under("/tools", index),
        "the tool lacks a name or an inputSchema",
        "list each tool as tools/list answers it",
      );
      return;
    }
}
