// Rule: a card's version names a release, not a moving target.

import { type CardRule, defineRule } from "../../rule.ts";
import { sampleCard } from "../samples.ts";
import { sources } from "../sources.ts";
import { versionTrace } from "../traces.ts";

/** `card/version-latest`, spec.md 1.5 SC-VER-LATEST. */
export const versionLatest: CardRule = defineRule({
  id: "card/version-latest",
  severity: "warning",
  title: 'the version is "latest"',
  rationale:
    "Registries keep the word for their own pointer to the newest version and refuse it as a version. Clients that cache by version would also never see a change.",
  spec: sources.registry,
  on: "card",
  trace: versionTrace,
  good: sampleCard({ version: "2.0.1" }),
  bad: sampleCard({ version: "latest" }),
  also: ["card/version-semver"],
  *check(card) {
    if (card.version.trim().toLowerCase() !== "latest") return;
    yield {
      pointer: "/version",
      message: `version is "latest", which names no release`,
      hint: 'write the version that is deployed, such as "2.0.1"',
    };
  },
});
