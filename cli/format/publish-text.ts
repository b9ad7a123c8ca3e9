// What `publish` wrote, or would write, as text for people.

import { printable } from "../../src/document/printable.ts";
import type { SitePlan } from "../../src/publish/site.ts";
import type { PlannedFile } from "../site-files.ts";
import type { TextLayout } from "./diagnostics.ts";
import { widthOf } from "./width.ts";
import { count } from "./words.ts";

/** Formats a plan that was carried out, or with `dryRun` only compared. `out` is the folder as the user named it. */
export function publishText(
  plan: SitePlan,
  planned: readonly PlannedFile[],
  options: { readonly out: string; readonly dryRun: boolean; readonly layout: TextLayout },
): string {
  const { palette } = options.layout;
  const out = printable(options.out);
  const host = new URL(plan.baseUrl).host;
  const wide = Math.max(...planned.map(({ file }) => widthOf(file.path)));
  const lines = planned.map(({ file, state }) => {
    const word = state === "same" ? palette.faint(state) : palette.good(state);
    return `  ${printable(file.path)}${" ".repeat(wide - widthOf(file.path) + 3)}${word}`;
  });
  const changes = planned.filter(({ state }) => state !== "same").length;
  const verb = options.dryRun ? "would be written" : "written";
  if (changes === 0) return `nothing to change: ${out} holds the ${count(planned.length, "file")} of ${plan.baseUrl}\n`;
  const first = `${count(changes, "file")} ${verb} to ${out} for ${plan.baseUrl}`;
  const next = options.dryRun
    ? "Write them: the same command without --dry-run"
    : `Upload the folder as the root of ${host}, then: mcp-discover discover ${host}`;
  return [palette.strong(first), "", ...lines, "", next, ""].join("\n");
}
