// How wide text is on a terminal: counted in cells, a little roughly, which is enough to put a mark under a word.

const zero = /^(?:\p{Mn}|\p{Me}|\u200c|\u200d|\ufe0e|\ufe0f)$/u;
const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]$/u;
const narrow = /^[\x20-\x7e]*$/;

/** Counts the terminal cells of a text that holds no control characters. */
export function widthOf(text: string): number {
  if (narrow.test(text)) return text.length;
  let cells = 0;
  for (const character of text) cells += cellsOf(character);
  return cells;
}

/** Gives the longest beginning of the text that fits into `cells`. */
export function fitStart(text: string, cells: number): string {
  if (narrow.test(text)) return text.slice(0, cells);
  let used = 0;
  let end = 0;
  for (const character of text) {
    used += cellsOf(character);
    if (used > cells) break;
    end += character.length;
  }
  return text.slice(0, end);
}

/** Gives the text, or as much of its beginning as fits into `cells` with the mark that more was there. */
export function shorten(text: string, cells: number): string {
  return widthOf(text) <= cells ? text : `${fitStart(text, Math.max(0, cells - 1))}${cells > 0 ? "…" : ""}`;
}

/** Gives the longest ending of the text that fits into `cells`. */
export function fitEnd(text: string, cells: number): string {
  if (narrow.test(text)) return cells <= 0 ? "" : text.slice(-cells);
  let over = widthOf(text) - cells;
  let start = 0;
  for (const character of text) {
    if (over <= 0) break;
    over -= cellsOf(character);
    start += character.length;
  }
  return text.slice(start);
}

/** Breaks a text at spaces into lines of at most `cells`; a longer word stands alone. */
export function wrap(text: string, cells: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && widthOf(line) + 1 + widthOf(word) > cells) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

function cellsOf(character: string): number {
  if (zero.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}
