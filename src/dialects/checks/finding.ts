// The form of what a dialect says of a document.

import type { Unplaced } from "../../validate/unplaced.ts";

/** A finding about a document that breaks its own dialect: a warning, since the document is no current standard anyway. */
export function finding(code: Unplaced["code"], pointer: string, message: string, hint: string): Unplaced {
  return { code, severity: "warning", message, pointer, hint };
}
