// Rule: a repository's subfolder is a clean relative path.

import { quote } from "../../../text/quote.ts";
import { type CardRule, defineRule } from "../../rule.ts";
import { sampleCard } from "../samples.ts";
import { sources } from "../sources.ts";

const repository = { url: "https://github.com/example/weather", source: "github" };

/** Says what is wrong with a path inside a repository; undefined for a clean relative one. */
export function pathProblem(path: string): string | undefined {
  if (path === "") return "is empty";
  if (path.includes("\\")) return "has a backslash";
  if (path.startsWith("/") || /^[a-z]:/i.test(path)) return "is absolute";
  if (path.endsWith("/")) return "ends with a slash";
  const segments = path.split("/");
  if (segments.includes("")) return "has an empty segment";
  return segments.includes(".") || segments.includes("..") ? "has a dot segment" : undefined;
}

/** `card/repository-subfolder`, spec.md 1.5 SC-REPO-SUB. */
export const repositorySubfolder: CardRule = defineRule({
  id: "card/repository-subfolder",
  severity: "warning",
  title: "a repository's subfolder is no clean relative path",
  rationale:
    "Tools join the subfolder to a checkout or a URL. Dots and slashes in the wrong place lead outside of the repository, or to a page that does not exist.",
  spec: sources.cardSchema,
  on: "card",
  trace: /"subfolder":/,
  good: sampleCard({ repository: { ...repository, subfolder: "servers/weather" } }),
  bad: sampleCard({ repository: { ...repository, subfolder: "/servers/weather" } }),
  *check(card) {
    const subfolder = card.repository?.subfolder;
    const problem = subfolder === undefined ? undefined : pathProblem(subfolder);
    if (subfolder === undefined || problem === undefined) return;
    yield {
      pointer: "/repository/subfolder",
      message: `subfolder ${quote(subfolder)} ${problem}`,
      hint: 'write the path from the top of the repository, such as "servers/weather"',
    };
  },
});
