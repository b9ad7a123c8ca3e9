// Cuts a stream of bytes into lines within a bound on memory, however long a line is.

/** A line without its break. `cut`: it was longer than the limit, and this is its beginning. */
export interface Line {
  readonly text: string;
  readonly cut: boolean;
}

/** Yields the lines of UTF-8 bytes; a byte order mark and the `\r` of `\r\n` are taken away. `maxLength` is in UTF-16 units. */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  maxLength: number,
): AsyncGenerator<Line, void, undefined> {
  const decoder = new TextDecoder();
  let rest = "";
  let cut = false;
  const line = (text: string): Line => {
    const whole = text.endsWith("\r") ? text.slice(0, -1) : text;
    return { text: whole.slice(0, maxLength), cut: cut || whole.length > maxLength };
  };
  for await (const chunk of chunks) {
    const [first = "", ...lines] = decoder.decode(chunk, { stream: true }).split("\n");
    rest += first;
    for (const next of lines) {
      yield line(rest);
      rest = next;
      cut = false;
    }
    // One more than the limit, so that a `\r` at the end is still seen.
    if (rest.length > maxLength + 1) {
      rest = rest.slice(0, maxLength);
      cut = true;
    }
  }
  rest += decoder.decode();
  if (rest !== "" || cut) yield line(rest);
}
