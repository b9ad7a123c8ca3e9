// Rule: a card's version is one that every SDK takes.

import { quote } from "../../../text/quote.ts";
import { type CardRule, defineRule } from "../../rule.ts";
import { sampleCard } from "../samples.ts";
import { sources } from "../sources.ts";
import { versionTrace } from "../traces.ts";
import { isVersionRange } from "./version-range.ts";

// The rows of spec.md 1.7 on which readers differ and which are no ranges.
const disputed: readonly (readonly [form: RegExp, why: string])[] = [
  [/^=/, "starts with an equals sign"],
  [/\s/, "has white space in it"],
  [/[~|<>^*]/, "has a character of range syntax in it"],
  [/\.[xX](?=[.+-]|$)/, 'has "x" as a part of its own'],
];

/** `card/version-portable`, the mixed verdicts of spec.md 1.7. */
export const versionPortable: CardRule = defineRule({
  id: "card/version-portable",
  severity: "warning",
  title: "some SDKs refuse this version",
  rationale:
    "SDKs and registries look for ranges with patterns of their own, and some of these patterns catch plain versions too. The card is valid, but the clients built on those SDKs will not read it.",
  spec: sources.cardSchema,
  on: "card",
  trace: versionTrace,
  good: sampleCard({ version: "1.0.0-rc.1" }),
  bad: sampleCard({ version: "1.0.0-rc.x" }),
  *check(card) {
    if (card.version.trim() === "" || isVersionRange(card.version)) return;
    const why = disputed.find(([form]) => form.test(card.version))?.[1];
    if (why === undefined) return;
    yield {
      pointer: "/version",
      message: `version ${quote(card.version)} ${why}, and some SDKs take it for a range`,
      hint: "write the version with digits, letters, dots and hyphens only, and no part that is only x",
    };
  },
});
