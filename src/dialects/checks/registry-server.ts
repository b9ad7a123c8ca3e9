// What the MCP Registry asks of a server.json before anything else (spec.md 1.9).

import type { Unplaced } from "../../validate/unplaced.ts";
import { isServerName } from "../names.ts";
import { filled, itemsOf, member } from "../source.ts";
import { maxTextPoints } from "../texts.ts";
import { finding } from "./finding.ts";

const datedSchema = /^https:\/\/static\.modelcontextprotocol\.io\/schemas\/\d{4}-\d\d-\d\d\/server\.schema\.json$/;

/** Yields `document/server-json-*`: few and useful. Never throws. */
export function* checkRegistryServer(value: unknown): Iterable<Unplaced> {
  if (!datedSchema.test(filled(member(value, "$schema")) ?? ""))
    yield finding(
      "document/server-json-schema",
      "",
      "$schema is no dated server.schema.json",
      "name the dated schema that the registry reads",
    );
  if (!isServerName(member(value, "name")))
    yield finding(
      "document/server-json-name",
      "/name",
      "the name is not of the form namespace/name",
      "write a reverse-DNS namespace, a slash and the server's name",
    );
  const description = filled(member(value, "description")) ?? "";
  if ([...description].length > maxTextPoints)
    yield finding(
      "document/server-json-description",
      "/description",
      `the description has more than ${maxTextPoints} characters`,
      "shorten it: the registry refuses it",
    );
  if (itemsOf(member(value, "remotes")).length + itemsOf(member(value, "packages")).length === 0)
    yield finding(
      "document/server-json-empty",
      "",
      "there is neither a remote nor a package",
      "list at least one way to reach the server",
    );
}
