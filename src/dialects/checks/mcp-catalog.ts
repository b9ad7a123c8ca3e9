// What the MCP Catalog asked of its entries (spec.md 3).

import type { Unplaced } from "../../validate/unplaced.ts";
import { firstOf } from "../first-entry.ts";
import { filled, member } from "../source.ts";
import { finding } from "./finding.ts";

/** Yields `document/mcp-catalog-*`: few and useful. Never throws. */
export function* checkMcpCatalog(value: unknown): Iterable<Unplaced> {
  yield* firstOf(value, (entry, pointer) =>
    filled(member(entry, "identifier")) === undefined
      ? finding(
          "document/mcp-catalog-identifier",
          pointer,
          "the entry has no identifier",
          "write an identifier of the form urn:air:<domain>:mcp:<name>",
        )
      : undefined,
  );
  yield* firstOf(value, (entry, pointer) =>
    filled(member(entry, "url")) === undefined
      ? finding("document/mcp-catalog-url", pointer, "the entry has no url", "write the URL of the server's card")
      : undefined,
  );
}
