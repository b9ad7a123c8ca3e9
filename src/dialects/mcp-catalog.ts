// The MCP Catalog of May to July 2026, which AI Catalog replaced (spec.md 3).

import type { Unplaced } from "../validate/unplaced.ts";
import { readCatalog } from "./catalog.ts";
import { type Dialect, finding } from "./dialect.ts";
import { firstOf } from "./first-entry.ts";
import { filled, member } from "./source.ts";

function* check(value: unknown): Iterable<Unplaced> {
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

/** `specVersion: "draft"`, served at /.well-known/mcp/catalog.json from May to July 2026, in three generations. */
export const mcpCatalog: Dialect = {
  kind: "mcp-catalog",
  title: "MCP Catalog",
  spec: "https://github.com/modelcontextprotocol/experimental-ext-server-card/pull/42",
  check: check,
  normalise: readCatalog,
};
