// Makes an older document fit to be shown: commands, values of headers and credentials are covered.

import { isMembers } from "../document/sniff.ts";
import { maskCredentials } from "../text/credentials.ts";
import { isCommandMember, isCredentialMember } from "./commands.ts";

/** What stands for a text that is not shown. */
export const cover = "…";

/** Members of a described header or argument that say what it is for, and not what is sent. */
const telling = new Set(["name", "description", "format", "placeholder", "type"]);

interface Place {
  /** Inside a member that holds commands, headers or credentials. */
  readonly covered: boolean;
  /** Directly in an item of a list, or in what describes a credential: there `name` is the name of a header, in a map it could be one. */
  readonly described: boolean;
}

function copy(value: unknown, place: Place): unknown {
  if (typeof value === "string") return place.covered ? cover : maskCredentials(value);
  if (Array.isArray(value))
    return value.map((item) => copy(item, { covered: place.covered, described: isMembers(item) }));
  if (!isMembers(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, child]) => {
      const tells = place.described && telling.has(name) && typeof child === "string";
      const isCredential = isCredentialMember(name);
      if (isCredential && typeof child === "number") return [name, cover];
      const covered = isCredential || isCommandMember(name) || (place.covered && !tells);
      return [name, copy(child, { covered, described: isCredential && isMembers(child) })];
    }),
  );
}

/**
 * Gives a copy in which no text is left that starts a program, is sent in a header, or looks like a credential. For
 * showing only: two such copies can be compared. Recursive: the gate has bounded the depth.
 */
export function veiledDocument(value: unknown): unknown {
  return copy(value, { covered: false, described: false });
}
