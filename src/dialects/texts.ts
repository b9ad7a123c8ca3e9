// Fits a stranger's text into a member of a card: one line, no control characters, cut where a word ends.

/** The longest `title` and `description` of a card, in code points (the schema's own limit). */
export const maxTextPoints = 100;

/** The longest text that the provenance keeps of a cut description, in code points: enough for any real one. */
export const maxOriginalPoints = 2000;

/** How much of a text may be given up to end it at a word: half, so that a text of one long word still says something. */
const leastKept = 0.5;

const blanks = /[\s\u0000-\u001f\u007f-\u009f]+/g;
const loneSurrogate = /\p{Surrogate}/gu;

/** The text on one line, with U+FFFD for what is no character. Zero-width joiners, which scripts need, stay. */
export function oneLine(text: string): string {
  return text.replace(blanks, " ").replace(loneSurrogate, "\ufffd").trim();
}

/** Cuts a text to `max` code points, the ellipsis included, at a word boundary, or else between two graphemes. */
export function cutText(text: string, max: number = maxTextPoints): string {
  const points = [...text];
  if (points.length <= max) return text;
  const head = points.slice(0, max - 1).join("");
  const atWord = points[max - 1] === " " ? head.length : head.lastIndexOf(" ");
  const kept = atWord >= head.length * leastKept ? head.slice(0, atWord) : lastWhole(text, head.length);
  return `${kept.replace(/[\s,;:.·—–-]+$/u, "")}…`;
}

/** The text's beginning of at most `length` UTF-16 units that splits no grapheme. */
function lastWhole(text: string, length: number): string {
  let kept = "";
  for (const { segment } of new Intl.Segmenter("und", { granularity: "grapheme" }).segment(
    text.slice(0, length + 64),
  )) {
    if (kept.length + segment.length > length) break;
    kept += segment;
  }
  return kept === "" ? text.slice(0, length) : kept;
}

/** The longest slug: leaves room for any namespace in a name of 200 characters. */
const maxSlugLength = 60;

/** Turns a text into the second half of a card's name; undefined where no Latin letter or digit is left of it. */
export function slug(text: string): string | undefined {
  const made = text
    .slice(0, 400)
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-/, "")
    .slice(0, maxSlugLength)
    .replace(/-$/, "");
  return made.length >= 2 ? made : undefined;
}
