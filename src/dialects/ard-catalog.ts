// The catalog of Agentic Resource Discovery, a superset of AI Catalog (spec.md 4.6).

import type { Unplaced } from "../validate/unplaced.ts";
import { readCatalog } from "./catalog.ts";
import { type Dialect, finding } from "./dialect.ts";
import { firstOf } from "./first-entry.ts";
import { filled, member, under } from "./source.ts";

const ardIdentifier = /^urn:air:[a-zA-Z0-9.-]+(?::[a-zA-Z0-9._-]+)+$/;

function* check(value: unknown): Iterable<Unplaced> {
  yield* firstOf(value, (entry, pointer) =>
    filled(member(entry, "displayName")) === undefined
      ? finding(
          "document/ard-display-name",
          pointer,
          "the entry has no displayName, which ARD requires",
          "write a displayName",
        )
      : undefined,
  );
  yield* firstOf(value, (entry, pointer) =>
    ardIdentifier.test(filled(member(entry, "identifier")) ?? "")
      ? undefined
      : finding(
          "document/ard-identifier",
          under(pointer, "identifier"),
          "the identifier is no urn:air of ARD",
          "write urn:air:<domain>:<name>",
        ),
  );
  yield* firstOf(value, (entry, pointer) => {
    const queries = member(entry, "representativeQueries");
    const count = Array.isArray(queries) ? queries.length : 0;
    if (queries === undefined || (count >= 2 && count <= 5)) return undefined;
    return finding(
      "document/ard-queries",
      under(pointer, "representativeQueries"),
      "ARD wants two to five representative queries",
      "list two to five",
    );
  });
}

/** One document can be an ARD catalog and an AI Catalog, and stays both. */
export const ardCatalog: Dialect = {
  kind: "ard-catalog",
  title: "ARD catalog",
  spec: "https://github.com/ards-project/ard-spec",
  check: check,
  normalise: readCatalog,
};
