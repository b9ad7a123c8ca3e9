// Covers the credentials in a document's text, so that a code frame can show the line around them.

import type { Code, Diagnostic } from "../document/diagnostic.ts";
import type { Report } from "../document/report.ts";
import { secretStretches } from "../text/credentials.ts";
import { credentialCodes } from "./redact.ts";

const cover = "•";

/** Of these the finding's text may be shown but for the credential in it. */
const partly: ReadonlySet<Code> = new Set<Code>(["card/credential", "catalog/credential"]);

/**
 * Gives the text with each credential covered, of the same length, so that offsets stay true: also in a document that was not
 * judged. What `findCredentials` knows keeps its first four characters; other findings of {@link credentialCodes} are covered to
 * the end of their JSON string.
 */
export function veil(text: string, diagnostics: readonly Pick<Diagnostic, "code" | "range">[]): string {
  const stretches: (readonly [start: number, end: number])[] = secretStretches(text).map(({ start, end }) => [
    start,
    end,
  ]);
  for (const { code, range } of diagnostics) {
    if (range === undefined || !credentialCodes.has(code)) continue;
    const opens = text[range.start] === '"';
    const start = opens ? range.start + 1 : range.end;
    const end = endOfString(text, start);
    const known = stretches.some(([from, to]) => from >= start && to <= end);
    if (!known || !partly.has(code)) stretches.push([start, end]);
  }
  // One after another from the left: a text with ten thousand of them is copied once.
  const pieces: string[] = [];
  let shown = 0;
  for (const [start, end] of stretches.sort((a, b) => a[0] - b[0])) {
    if (end <= shown || end <= start) continue;
    const from = Math.max(start, shown);
    pieces.push(text.slice(shown, from), cover.repeat(end - from));
    shown = end;
  }
  return pieces.join("") + text.slice(shown);
}

/** The text of a report as it may be shown, the credentials of findings that the user does not want to hear of covered too. */
export function veiledText({ text, diagnostics, silenced = [] }: Report): string | undefined {
  return text === undefined ? undefined : veil(text, [...diagnostics, ...silenced]);
}

/** Offset of the quote that ends the JSON string in which `from` lies. */
function endOfString(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === '"' || text[at] === "\n") return at;
  }
  return text.length;
}
