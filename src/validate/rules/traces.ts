// The traces that several rules share: what is found in the JSON of each card that one of them speaks about.

/** A list of choices. */
export const choicesTrace: RegExp = /"choices":/;

/** A format that is not that of plain text. */
export const formatTrace: RegExp = /"format":"(?!string")/;

/** A list of headers. */
export const headersTrace: RegExp = /"headers":/;

/** An icon that is no PNG at a plain address, or does not say so. */
export const iconTrace: RegExp = /"mimeType":"(?!image\/png")|"src":"(?!https:\/\/[\w.-]+\/[\w./-]*\.png")/;

/** A brace in a text that may be a template. */
export const templateTrace: RegExp = /"(?:url|value|default)":"(?:[^"\\]|\\.)*?[{}]/;

/** A character that is neither visible nor a space, or is beyond ASCII; or nothing but spaces. */
export const textTrace: RegExp = /[^ -~]|\\[^"\\]|" +"/;

/** A URL with more to it than https, a host and a path. */
export const urlTrace: RegExp = /"(?:websiteUrl|url|src)":"(?!https:\/\/[\w.{}-]+(?:\/[\w.~{}/-]*)?")/;

/** A version that is not three plain numbers, each small enough to be exact. */
export const versionTrace: RegExp = /"version":"(?!(?:(?:0|[1-9]\d{0,14})\.){2}(?:0|[1-9]\d{0,14})")/;
