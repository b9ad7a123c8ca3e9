// What is said of a place in a table: one clause.

import { mediaTypeOf } from "../discover/media-type.ts";
import type { Report } from "../document/report.ts";
import type { Hop } from "../http/exchange.ts";
import { cut, quote } from "../text/quote.ts";
import { isHybrid, type Place } from "./places.ts";
import type { PathFound } from "./probe.ts";

/** The note on a place: lower-case clause, no full stop. It may quote what the host sent. */
export function noteOn({ place, state, answer, report, failure }: PathFound): string {
  const moved = answer === undefined ? "" : way(answer.hops);
  switch (state) {
    case "absent":
      return place.absent;
    case "page":
      return `a page for people, not JSON (${cut(mediaTypeOf(answer?.headers["content-type"]) ?? "no media type")})${moved}`;
    case "catch-all":
      return "the same for every path: nothing is published here";
    case "guarded":
      return answer?.status === 401 ? "asks for a login: what is to be found must be public" : "refused to us";
    case "wall":
      return `${failure?.message ?? "a bot wall"}: says nothing of what is published`;
    case "odd":
      return `neither there nor absent${moved}`;
    case "failed":
      return failure === undefined ? "no answer" : `${failure.code}: ${failure.message}`;
    case "unasked":
      return "not asked: the budget was spent";
    case "document":
      return (report === undefined ? "" : documentNote(place, report)) + moved;
  }
}

/** The redirects hop by hop: each status, and where it led. */
function way(hops: readonly Hop[]): string {
  const steps = hops.slice(1).map(({ url }, index) => `${hops[index]?.status} to ${url}`);
  return steps.length === 0 ? "" : `; ${steps.join(", ")}`;
}

function documentNote(place: Place, report: Report): string {
  const { kind } = report;
  if (isHybrid(place, report)) return "a current card that older clients can read, too";
  if (kind === "server-card") {
    return place.standing === "older" || place.standing === "unofficial"
      ? "a current card at a place that no current text names"
      : `says ${quote(report.card?.name ?? "no valid name")}`;
  }
  if (kind === "ai-catalog" || kind === "ard-catalog") {
    const entries = report.catalog?.entries.length;
    return entries === undefined ? "malformed" : `${entries} ${entries === 1 ? "entry" : "entries"}`;
  }
  if (kind === "json") return "JSON of a shape that nobody asks for here";
  return place.standing === "neighbour"
    ? place.says
    : "an older shape: mcp-discover migrate turns it into a current one";
}
