// Rule: a card has no members that the standard took out.

import { type CardRule, defineRule } from "../../rule.ts";
import { step } from "../parts.ts";
import { sampleCard } from "../samples.ts";
import { sources } from "../sources.ts";

const atRuntime = "clients learn it from the server itself when they connect";
const localOnly = "how to install a server belongs in a registry's server.json";

/** What became of each member (spec.md 1.4). */
const legacyMembers: ReadonlyMap<string, string> = new Map([
  ["tools", atRuntime],
  ["resources", atRuntime],
  ["prompts", atRuntime],
  ["capabilities", atRuntime],
  ["extensions", atRuntime],
  ["instructions", atRuntime],
  ["requires", atRuntime],
  ["authentication", "clients learn it from the server's answer to an unauthenticated request"],
  ["auth", "clients learn it from the server's answer to an unauthenticated request"],
  ["packages", localOnly],
  ["serverInfo", "name, title and version stand at the top of the card now"],
  ["transport", "remotes say it now"],
  ["protocolVersion", "each remote says it in supportedProtocolVersions now"],
  ["pricing", "no part of the standard reads it"],
]);

/** `card/legacy-member`, spec.md 1.5 SC-LEGACY-FIELD. */
export const legacyMember: CardRule = defineRule({
  id: "card/legacy-member",
  severity: "warning",
  title: "a member is no longer part of the card",
  rationale:
    "Earlier drafts had these members and the standard left them out on purpose. Objects are open, so the card stays valid, but no client reads them and what they say grows stale unseen.",
  spec: sources.cardReadme,
  on: "card",
  trace: new RegExp(`"(?:${[...legacyMembers.keys()].join("|")})":`),
  good: sampleCard({ _meta: { "com.example/pricing": "free" } }),
  bad: sampleCard({ tools: [] }),
  *check(card) {
    for (const [member, instead] of legacyMembers) {
      if (!Object.hasOwn(card, member)) continue;
      yield {
        pointer: step(member),
        onKey: true,
        message: `member "${member}" is not part of a Server Card: ${instead}`,
        hint: "remove it, or keep it under a key of your own in _meta",
      };
    }
  },
});
