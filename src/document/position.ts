// Turns offsets into lines and columns.

/** A place in a text: line and column from 1, in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

const lineEnd = /\r\n|[\n\r]/g;

/** Creates a function that gives the place of an offset. Lines end with LF, CR LF or CR; the text is scanned once. */
export function createPositions(text: string): (offset: number) => Position {
  let starts: number[] | undefined;
  return (offset) => {
    if (starts === undefined) {
      starts = [0];
      for (const match of text.matchAll(lineEnd)) starts.push(match.index + match[0].length);
    }
    const at = Math.max(0, Math.min(offset, text.length));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: at - (starts[low] ?? 0) + 1 };
  };
}
