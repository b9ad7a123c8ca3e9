// Writes what changed between two texts as a unified diff, in bounded time.

/** How a diff names its two sides; the names are written as they are, so they must hold no line break. */
export interface DiffNames {
  readonly from: string;
  readonly to: string;
}

/** Unchanged lines around a change: what diff and git show. */
export const contextLines = 3;

/** Lines removed and added that a shortest diff is sought for; beyond it everything between the first and the last change is one change. */
export const maxShortestEdits = 1500;

/** Comparisons of lines before the search is given up: about 50 ms. */
const maxSteps = 8_000_000;

type Step = "same" | "out" | "in";

/** Cuts after each LF; the last line may have none. A CR before it belongs to the line. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Numbers lines so that equal lines have equal numbers. */
function numbered(lines: readonly string[], numbers: Map<string, number>): Int32Array {
  return Int32Array.from(lines, (line) => {
    const number = numbers.get(line) ?? numbers.size;
    numbers.set(line, number);
    return number;
  });
}

/** The furthest points of Myers' greedy search, one array for each number of edits; undefined where it was given up. */
function search(a: Int32Array, b: Int32Array): readonly Int32Array[] | undefined {
  const most = Math.min(a.length + b.length, maxShortestEdits);
  const furthest: Int32Array[] = [];
  let steps = 0;
  for (let edits = 0; edits <= most; edits++) {
    const before = furthest[edits - 1];
    const now = new Int32Array(2 * edits + 1);
    furthest.push(now);
    for (let k = -edits; k <= edits; k += 2) {
      let x = before === undefined ? 0 : startOf(before, edits, k);
      for (; x < a.length && x - k < b.length && a[x] === b[x - k]; x++) steps++;
      now[k + edits] = x;
      if (x >= a.length && x - k >= b.length) return furthest;
    }
    steps += edits;
    if (steps > maxSteps) return undefined;
  }
  return undefined;
}

/** True where the best way to diagonal `k` adds a line (comes from `k + 1`) and does not remove one. */
function isAdded(before: Int32Array, edits: number, k: number): boolean {
  if (k === -edits) return true;
  return k !== edits && (before[k - 1 + edits - 1] ?? 0) < (before[k + 1 + edits - 1] ?? 0);
}

function startOf(before: Int32Array, edits: number, k: number): number {
  return isAdded(before, edits, k) ? (before[k + 1 + edits - 1] ?? 0) : (before[k - 1 + edits - 1] ?? 0) + 1;
}

/** Walks the search back from its end. */
function traced(a: Int32Array, b: Int32Array): readonly Step[] {
  const furthest = search(a, b);
  if (furthest === undefined) return [...Array<Step>(a.length).fill("out"), ...Array<Step>(b.length).fill("in")];
  const steps: Step[] = [];
  let x = a.length;
  let k = a.length - b.length;
  for (let edits = furthest.length - 1; edits >= 0; edits--) {
    const before = furthest[edits - 1];
    const start = before === undefined ? 0 : startOf(before, edits, k);
    for (; x > start; x--) steps.push("same");
    if (before === undefined) break;
    const added = isAdded(before, edits, k);
    steps.push(added ? "in" : "out");
    k += added ? 1 : -1;
    x = added ? start : start - 1;
  }
  return steps.reverse();
}

function script(a: Int32Array, b: Int32Array): readonly Step[] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const middle = traced(a.subarray(head, a.length - tail), b.subarray(head, b.length - tail));
  return [...Array<Step>(head).fill("same"), ...middle, ...Array<Step>(tail).fill("same")];
}

/** Stretches of steps that are shown together: each change with its context, joined where contexts touch. */
function* stretches(steps: readonly Step[]): Generator<readonly [start: number, end: number]> {
  let open: [number, number] | undefined;
  for (const [at, step] of steps.entries()) {
    if (step === "same") continue;
    const start = Math.max(0, at - contextLines);
    const end = Math.min(steps.length, at + 1 + contextLines);
    if (open !== undefined && start <= open[1]) open[1] = end;
    else {
      if (open !== undefined) yield open;
      open = [start, end];
    }
  }
  if (open !== undefined) yield open;
}

/** `7,3`: the first line and how many; one line needs no count, and no lines stand after the line before. */
function span(first: number, count: number): string {
  return count === 1 ? String(first + 1) : `${count === 0 ? first : first + 1},${count}`;
}

function written(mark: string, line: string): string {
  return `${mark}${line}${line.endsWith("\n") ? "" : "\n\\ No newline at end of file\n"}`;
}

/**
 * Gives the difference of two texts in unified format, as `patch` and `git apply` read it; empty where they are equal.
 * Lines end with LF; a CR stays with its line. The shortest diff is found where at most {@link maxShortestEdits} lines
 * differ. The texts stand in it as they are: who prints it makes them printable.
 */
export function lineDiff(before: string, after: string, names: DiffNames): string {
  if (before === after) return "";
  const [from, to] = [linesOf(before), linesOf(after)];
  const numbers = new Map<string, number>();
  const steps = script(numbered(from, numbers), numbered(to, numbers));
  const parts = [`--- ${names.from}\n+++ ${names.to}\n`];
  let [at, x, y] = [0, 0, 0];
  for (const [start, end] of stretches(steps)) {
    x += start - at;
    y += start - at;
    const [firstX, firstY] = [x, y];
    const body: string[] = [];
    for (at = start; at < end; at++) {
      const step = steps[at];
      if (step === "in") body.push(written("+", to[y++] ?? ""));
      else {
        body.push(written(step === "out" ? "-" : " ", from[x++] ?? ""));
        if (step === "same") y++;
      }
    }
    parts.push(`@@ -${span(firstX, x - firstX)} +${span(firstY, y - firstY)} @@\n`, body.join(""));
  }
  return parts.join("");
}
