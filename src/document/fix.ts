// What would mend a finding, told by pointers; src/fix turns it into edits of the text.

/** One safe change of a document. Pointers are RFC 6901 and start at the document's root. */
export type Fix =
  /** Another value in the place of the one that stands there. */
  | { readonly op: "replace"; readonly pointer: string; readonly value: unknown }
  /** Another name for a member; its value stays as it is. */
  | { readonly op: "rename"; readonly pointer: string; readonly name: string }
  /** A member that is not there yet; objects missing on the way to it are made. `first`: before the other members. */
  | { readonly op: "add"; readonly pointer: string; readonly value: unknown; readonly first?: true }
  /** A member or an item less. Only for what says nothing that the rest does not say. */
  | { readonly op: "remove"; readonly pointer: string }
  /** The text without its byte order mark. */
  | { readonly op: "drop-mark" };

/** The same fix, for a document that stands inside another one at `prefix`. */
export function fixWithin(prefix: string, fix: Fix): Fix {
  return fix.op === "drop-mark" ? fix : { ...fix, pointer: prefix + fix.pointer };
}
