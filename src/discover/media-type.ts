// Reads the media type out of a Content-Type header.

/** Gives the bare media type in lower case, without parameters; undefined where there is none. */
export function mediaTypeOf(contentType: string | undefined): string | undefined {
  const type = contentType?.split(";", 1)[0]?.trim().toLowerCase();
  return type === undefined || type === "" ? undefined : type;
}

/** Whether a Content-Type header says JSON: `application/json` or any `+json` type (RFC 6839 section 3.1). */
export function isJsonContentType(contentType: string | undefined): boolean {
  const type = mediaTypeOf(contentType);
  return type !== undefined && (type === "application/json" || /^[^/\s]+\/[^/\s]+\+json$/.test(type));
}
