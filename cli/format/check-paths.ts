// The places that a check looked at, as a table: path, answer, and what it is.

import { noteOn } from "../../src/check/notes.ts";
import type { PathFound } from "../../src/check/probe.ts";
import { mediaTypeOf } from "../../src/discover/media-type.ts";
import { printable } from "../../src/document/printable.ts";
import type { TextLayout } from "./diagnostics.ts";
import { kindNames } from "./kinds.ts";
import { fitStart, widthOf, wrap } from "./width.ts";

/** A row for each place. Where lines are narrow, what it is stands below its path. */
export function pathLines(paths: readonly PathFound[], { palette, columns }: TextLayout): string[] {
  if (paths.length === 0) return [];
  const rows = paths.map((path) => ({ path, place: shown(path), answer: answerOf(path), note: sentence(path) }));
  const placeWidth = Math.max(...rows.map(({ place }) => widthOf(place)));
  const answerWidth = Math.max(...rows.map(({ answer }) => widthOf(answer)));
  const start = 2 + placeWidth + 3;
  const beside = start + answerWidth + 3;
  const asTable = columns === undefined || columns - beside >= 30;
  const lines = rows.flatMap(({ path, place, answer, note }) => {
    const head = `  ${pad(place, placeWidth)}   ${answer}`;
    const said = path.state === "document" ? note : palette.faint(note);
    if (asTable) {
      const [first = "", ...rest] = columns === undefined ? [note] : wrap(note, columns - beside);
      const style = path.state === "document" ? (text: string) => text : palette.faint;
      return [
        `  ${pad(place, placeWidth)}   ${pad(answer, answerWidth)}   ${style(first)}`,
        ...rest.map((line) => " ".repeat(beside) + style(line)),
      ];
    }
    const below = columns === undefined ? [said] : wrap(note, columns - 4);
    return [fitStart(head, columns ?? widthOf(head)), ...below.map((line) => `    ${palette.faint(line)}`)];
  });
  return [palette.strong("Where"), ...lines, ""];
}

function pad(text: string, width: number): string {
  return text + " ".repeat(Math.max(width - widthOf(text), 0));
}

/** The path; beside an endpoint, with the endpoint's own. */
function shown({ place, url }: PathFound): string {
  return printable(place.beside === undefined ? place.path : new URL(url).pathname);
}

function answerOf({ answer, state, failure }: PathFound): string {
  if (answer === undefined) return state === "unasked" ? "-" : (failure?.code ?? "no answer");
  const type = mediaTypeOf(answer.headers["content-type"]);
  return answer.status === 200 && type !== undefined ? `200 ${printable(type).slice(0, 40)}` : String(answer.status);
}

function sentence(path: PathFound): string {
  const note = printable(noteOn(path));
  if (path.report === undefined) return note;
  const isCurrent =
    path.report.card !== undefined || path.report.catalog !== undefined || path.report.kind === "server-card";
  const verdict = path.report.valid || !isCurrent ? "" : ", invalid";
  return `${kindNames[path.report.kind]}${verdict}: ${note}`;
}
