// Tells a usable ETag from a malformed one.

/** Longest ETag that is kept and sent back: real ones are under 100 characters. */
export const entityTagMaxLength = 1024;

/** Whether the text is an entity tag (RFC 9110 section 8.8.3) short enough to keep. */
export function isEntityTag(text: string): boolean {
  return text.length <= entityTagMaxLength && /^(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"$/.test(text);
}
