// What an endpoint document must say to be of use (spec.md 4.3).

import type { Unplaced } from "../../validate/unplaced.ts";
import { findEndpoints } from "../endpoints.ts";
import { createSource, filledMember } from "../source.ts";
import { finding } from "./finding.ts";

/** Yields `document/mcp-json-*`: few and useful. Never throws. */
export function* checkMcpJson(value: unknown): Iterable<Unplaced> {
  const candidates = findEndpoints(createSource(value, ""), false).flat();
  if (!candidates.some(({ url }) => url !== undefined))
    yield finding(
      "document/mcp-json-endpoint",
      "",
      "the document names no endpoint",
      "write the endpoint's URL as endpoint",
    );
  if (filledMember(value, "name", "title", "displayName") === undefined)
    yield finding("document/mcp-json-name", "", "the document names no server", "write the server's name as name");
}
