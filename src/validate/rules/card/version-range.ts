// Rule: a card's version is one version, not a range of them.

import { quote } from "../../../text/quote.ts";
import { type CardRule, defineRule } from "../../rule.ts";
import { sampleCard } from "../samples.ts";
import { sources } from "../sources.ts";
import { versionTrace } from "../traces.ts";

const operator = /^\s*(?:\^|~|[<>]=?)/;
const either = /\|\|/;
const hyphen = /^\s*v?\d\S*\s+-\s+v?\d/;
const anything = /^\s*[xX*]\s*$/;
// The release only: `x` behind `-` or `+` belongs to a pre-release or build name and is fine (spec.md 1.7).
const openSegment = /^\s*[vV]?\d+(?:\.(?:\d+|[xX*]))*\.[xX*](?:\.(?:\d+|[xX*]))*(?![\w.*])/;

/** Whether a version is a range by the core set of spec.md 1.7. */
export function isVersionRange(version: string): boolean {
  return [operator, either, hyphen, anything, openSegment].some((form) => form.test(version));
}

/** `card/version-range`, spec.md 1.5 SC-VER-RANGE. */
export const versionRange: CardRule = defineRule({
  id: "card/version-range",
  severity: "error",
  title: "the version is a range",
  rationale:
    "A version must name one release: the schema's text says that ranges are rejected. Registries and SDKs look for them with slightly different patterns, so a card with a range is missing from some of them.",
  spec: sources.cardSchema,
  on: "card",
  trace: versionTrace,
  good: sampleCard({ version: "1.0.0-rc.1" }),
  bad: sampleCard({ version: "^1.2.3" }),
  also: ["card/version-semver"],
  *check(card) {
    if (!isVersionRange(card.version)) return;
    yield {
      pointer: "/version",
      message: `version ${quote(card.version)} is a range`,
      hint: 'write the one version that this card describes, such as "1.2.3"',
    };
  },
});
