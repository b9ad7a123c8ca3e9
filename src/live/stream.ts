// Watches a stream of server-sent events for the one event that is waited for, so that an endless stream need not end.

/**
 * Makes the `until` of an Ask: true once an event is complete for whose lines `wanted` holds. Each byte is looked at once, however
 * the stream is cut into pieces; of a body that is no event stream nothing is wanted, since no line begins so.
 */
export function untilEvent(wanted: (lines: readonly string[]) => boolean): (piece: Uint8Array) => boolean {
  const decoder = new TextDecoder();
  let rest = "";
  let event: string[] = [];
  return (piece) => {
    const text = decoder.decode(piece, { stream: true });
    // A text without a line's end is only put aside: looking at the whole again for each byte would take hours.
    if (!/[\r\n]/.test(text)) {
      rest += text;
      return false;
    }
    // A carriage return at the end may be the first half of a line's end.
    const lines = (rest + text).split(/\r\n|\n|\r(?=[^\n])/);
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line !== "") event.push(line);
      else if (wanted(event)) return true;
      else event = [];
    }
    return false;
  };
}
