// The server.json of the MCP Registry: its remotes are a card's, its packages are not (registry-api.md 2.2).

import type { Unplaced } from "../validate/unplaced.ts";
import { type Dialect, finding } from "./dialect.ts";
import { draftCard } from "./draft.ts";
import { cardMembers } from "./members.ts";
import { isServerName } from "./names.ts";
import { filled, itemsOf, member } from "./source.ts";
import { maxTextPoints } from "./texts.ts";

const datedSchema = /^https:\/\/static\.modelcontextprotocol\.io\/schemas\/\d{4}-\d\d-\d\d\/server\.schema\.json$/;

function* check(value: unknown): Iterable<Unplaced> {
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

/** Documents of the registry's own format. */
export const registryServer: Dialect = {
  kind: "server-json",
  title: "server.json of the MCP Registry",
  spec: "https://github.com/modelcontextprotocol/registry/blob/main/docs/reference/server-json/generic-server-json.md",
  check,
  normalise: (value, context) => draftCard(value, context, { members: cardMembers }),
};
