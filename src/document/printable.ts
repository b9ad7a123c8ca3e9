// Makes strangers' text safe to show on a terminal, in a log or on a page: what cannot be seen becomes visible.

/** Scripts whose writing needs the two joiners between letters. */
const joining =
  "[\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Nko}\\p{Script=Mongolian}\\p{Script=Devanagari}\\p{Script=Bengali}\\p{Script=Gurmukhi}\\p{Script=Gujarati}\\p{Script=Oriya}\\p{Script=Tamil}\\p{Script=Telugu}\\p{Script=Kannada}\\p{Script=Malayalam}\\p{Script=Sinhala}\\p{Script=Khmer}\\p{Script=Myanmar}\\p{Script=Tibetan}\\p{Script=Thaana}]";

const picture = "\\p{Extended_Pictographic}";

/**
 * Joiners and variation selectors that carry meaning: between letters of a joining script, inside an emoji, or one
 * selector after the character that it selects a form of. Matched first, and kept.
 */
const meaningful = [
  `(?<=${joining})[\\u200c\\u200d](?=${joining})`,
  `(?<=${picture}[\\ufe0f\\u{1f3fb}-\\u{1f3ff}]?)\\u200d(?=${picture})`,
  `(?<=[${picture}0-9#*])[\\ufe0e\\ufe0f]`,
  "(?<=\\p{Script=Han})[\\u{e0100}-\\u{e01ef}]",
].join("|");

/**
 * What is never shown as it is: controls, line and paragraph separators, formats (bidi, zero-width, tags), surrogates,
 * unassigned noncharacters, and whatever else is drawn as nothing, assigned or not: blank fillers, selectors without a base. `\p{Cf}` also holds a few visible Arabic
 * number signs, which stay.
 */
const unseen =
  "\\p{Cc}|\\p{Zl}|\\p{Zp}|(?![\\u0600-\\u0605\\u06dd\\u070f\\u0890\\u0891\\u08e2\\u{110bd}\\u{110cd}])\\p{Cf}|\\p{Cs}|\\p{Noncharacter_Code_Point}|\\p{Default_Ignorable_Code_Point}";

/** Made for the first text that is not plain: most are, and making it takes a millisecond. */
let pattern: RegExp | undefined;
const plain = /^[\x20-\x7e]*$/;

/**
 * Returns the text with every character that could move a cursor, hide or reorder text, or draw nothing written as
 * `\u{..}`; everything else, in any script, is unchanged. The result holds no line break (security.md L1).
 */
export function printable(text: string): string {
  if (plain.test(text)) return text;
  pattern ??= new RegExp(`(${meaningful})|(?:${unseen})`, "gu");
  return text.replace(pattern, (match: string, kept: string | undefined) =>
    kept === undefined ? `\\u{${match.codePointAt(0)?.toString(16)}}` : match,
  );
}
