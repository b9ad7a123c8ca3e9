// What the running servers said, beside what their cards say.

import { printable } from "../../src/document/printable.ts";
import type { LiveState } from "../../src/live/live.ts";
import type { LiveAnswer } from "../live-check.ts";
import { diagnosticsText, type TextLayout } from "./diagnostics.ts";

const said: Readonly<Record<LiveState, string>> = {
  agrees: "says what its card says",
  differs: "says something else than its card",
  "needs-authorization": "needs authorization, so nothing is verified",
  "not-asked": "was not asked",
  unreachable: "did not answer",
  "not-mcp": "does not answer as an MCP server",
};

/** A line for each server and the differences below it. With `quiet`, only those that differ. */
export function liveLines(live: readonly LiveAnswer[], layout: TextLayout, quiet: boolean): string[] {
  const shown = quiet ? live.filter(({ result }) => result.diagnostics.length > 0) : live;
  if (shown.length === 0) return [];
  const { palette } = layout;
  const lines = shown.flatMap(({ server, result }) => {
    const { state, endpoint, protocol, needs, failure, diagnostics } = result;
    const why =
      needs !== undefined
        ? `: it needs ${needs.map(printable).join(", ")}`
        : failure
          ? `: ${printable(failure.message)}`
          : "";
    const spoken = protocol === undefined ? "" : palette.faint(` (${printable(protocol)})`);
    const report = { source: endpoint, kind: "server-card" as const, valid: true, diagnostics };
    return [
      `  ${palette.strong(printable(server))} at ${printable(endpoint)} ${said[state]}${why}${spoken}`,
      ...(diagnostics.length > 0 ? ["", ...diagnosticsText(report, layout)] : []),
    ];
  });
  return [palette.strong("The running servers"), ...lines, ""];
}
