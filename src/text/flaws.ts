// Finds what makes a short display text dangerous to show: what cannot be seen, and what changes how the rest is seen.

/** What can be wrong with a text (security.md V10). */
export type FlawKind = "control" | "bidi" | "invisible" | "blank" | "combining";

/** The first place where a text has a flaw of one kind. */
export interface Flaw {
  readonly kind: FlawKind;
  /** As it reads in a message: `U+202E`, or `nothing visible`. */
  readonly what: string;
}

/** How a text may be laid out: a label stands on one line, prose may hold line breaks and tabs. */
export type TextShape = "label" | "prose";

/** More marks than this on one letter is a flood: no living script stacks as many of the general ones. */
export const maxStackedMarks = 4;
/** Marks of one script's own may stack higher (Tibetan, Myanmar) before it is a flood. */
const maxOwnMarks = 10;

const control = /[\p{Cc}\p{Cs}\u2028\u2029\ufff9-\ufffb]|\p{Noncharacter_Code_Point}/u;
const override = /[\u202d\u202e]/;
const bidiControl = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const allBidiControls = new RegExp(bidiControl.source, "g");
const rightToLeft =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\p{Script=Mandaic}\p{Script=Samaritan}]/u;
const ignorable = /[\p{Default_Ignorable_Code_Point}\u{1d173}-\u{1d17a}]/u;
const seen = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{C}\u2800]/u;

/** What is seen, in ASCII, has no flaw. */
const plain = /^ *[!-~][ -~]*$/;

/** Gives at most one flaw of each kind. Runs in time linear in the text. */
export function findFlaws(text: string, shape: TextShape = "label"): readonly Flaw[] {
  const flaws: Flaw[] = [];
  if (text === "" || plain.test(text)) return flaws;
  const judged = shape === "prose" ? text.replace(/[\t\n]|\r\n/g, " ") : text;
  const controlCharacter = control.exec(judged)?.[0];
  if (controlCharacter !== undefined) flaws.push({ kind: "control", what: codePoint(controlCharacter) });
  const bidi = findBidi(judged);
  if (bidi !== undefined) flaws.push({ kind: "bidi", what: codePoint(bidi) });
  if (judged !== "" && !seen.test(judged)) flaws.push({ kind: "blank", what: "nothing visible" });
  else {
    const invisible = ignorable.test(judged) ? findInvisible([...judged]) : undefined;
    if (invisible !== undefined) flaws.push({ kind: "invisible", what: codePoint(invisible) });
  }
  const flood = findFlood(judged);
  if (flood !== undefined) flaws.push({ kind: "combining", what: `${flood} marks on one letter` });
  return flaws;
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/** Overrides never; marks and balanced isolates or embeddings only where a text has letters that run right to left. */
function findBidi(text: string): string | undefined {
  const first = bidiControl.exec(text)?.[0];
  if (first === undefined) return undefined;
  const overriding = override.exec(text)?.[0];
  if (overriding !== undefined) return overriding;
  // The marks have a script themselves: without them, is there a letter that runs right to left?
  if (!rightToLeft.test(text.replaceAll(allBidiControls, ""))) return first;
  const open: string[] = [];
  for (const character of text) {
    if (/[\u202a\u202b]/.test(character)) open.push("\u202c");
    else if (/[\u2066-\u2068]/.test(character)) open.push("\u2069");
    else if (/[\u202c\u2069]/.test(character) && open.pop() !== character) return character;
  }
  return open.length > 0 ? first : undefined;
}

const joining =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Nko}\p{Script=Mongolian}\p{Script=Adlam}\p{Script=Mandaic}\p{Script=Phags_Pa}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Thai}\p{Script=Lao}\p{Script=Tibetan}\p{Script=Balinese}\p{Script=Javanese}\p{Script=Newa}\p{Script=Meetei_Mayek}]/u;
const unspaced =
  /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}\p{Script=Balinese}\p{Script=Javanese}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=New_Tai_Lue}\p{Script=Tai_Le}]/u;
const pictograph = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u20e3|\ufe0f/u;

/** Gives the first character that shows nothing and does nothing where it stands. */
function findInvisible(characters: readonly string[]): string | undefined {
  for (const [index, character] of characters.entries()) {
    if (!ignorable.test(character) || bidiControl.test(character)) continue;
    if (!isAtHome(character, characters[index - 1] ?? "", characters, index)) return character;
  }
  return undefined;
}

function isAtHome(character: string, before: string, characters: readonly string[], index: number): boolean {
  const after = characters[index + 1] ?? "";
  const code = character.codePointAt(0) ?? 0;
  if (code === 0x200d) return joining.test(before) || (pictograph.test(before) && pictograph.test(after));
  if (code === 0x200c) return joining.test(before);
  if (code === 0x200b) return unspaced.test(before) || unspaced.test(after);
  if (code === 0x034f) return /[\p{M}\p{Script=Hebrew}]/u.test(before);
  if (code === 0xfe0e || code === 0xfe0f)
    return /[\p{Emoji}\p{Extended_Pictographic}\p{S}\p{Po}\p{Script=Han}]/u.test(before);
  if (code >= 0xfe00 && code <= 0xfe0d)
    return /[\p{Script=Han}\p{Script=Myanmar}\p{Script=Mongolian}\p{S}]/u.test(before);
  if (code >= 0xe0100 && code <= 0xe01ef) return /\p{Script=Han}/u.test(before);
  if ((code >= 0x180b && code <= 0x180f) || code === 0x180e) return /\p{Script=Mongolian}/u.test(before);
  if (code === 0x115f || code === 0x1160) return /\p{Script=Hangul}/u.test(before + after);
  if (code === 0x17b4 || code === 0x17b5) return /\p{Script=Khmer}/u.test(before);
  if (code >= 0xe0020 && code <= 0xe007f) return isFlagTag(characters, index);
  return false;
}

/** UTS 51 ED-14a: a black flag, then two to six tag letters or digits, then the cancelling tag. */
function isFlagTag(characters: readonly string[], index: number): boolean {
  let start = index;
  while (start > 0 && index - start <= 8 && /[\u{e0020}-\u{e007f}]/u.test(characters[start - 1] ?? "")) start -= 1;
  const run = characters.slice(start, start + 8).join("");
  return characters[start - 1] === "\u{1f3f4}" && /^[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{2,6}\u{e007f}/u.test(run);
}

/** Gives how many marks stand in the first run that is too long for its kind. */
function findFlood(text: string): number | undefined {
  if (!/\p{M}{5}/u.test(text)) return undefined;
  for (const [run] of text.matchAll(/[\p{Mn}\p{Me}]{5,}/gu)) {
    const marks = run.replace(/\p{Default_Ignorable_Code_Point}/gu, "");
    const count = marks.match(/./gu)?.length ?? 0;
    const general = marks.match(/\p{Script=Inherited}/gu)?.length ?? 0;
    if (general > maxStackedMarks || count > maxOwnMarks) return count;
  }
  return undefined;
}
