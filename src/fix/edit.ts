// A change of a text, and its application: everything outside of it stays as it is.

/** `length` UTF-16 units from `offset` give way to `text`. */
export interface Edit {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/** Whether two edits are about the same place. Edits that touch count: what one writes there may need what the other takes. */
export function overlap(one: Edit, other: Edit): boolean {
  return one.offset <= other.offset + other.length && other.offset <= one.offset + one.length;
}

/** Gives the text with all edits made. They are in any order and do not overlap; offsets are those of `text`. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.offset - b.offset)) {
    parts.push(text.slice(at, edit.offset), edit.text);
    at = edit.offset + edit.length;
  }
  return parts.join("") + text.slice(at);
}
