// Rule: a card lists each endpoint once.

import { quote } from "../../../text/quote.ts";
import { type CardRule, defineRule } from "../../rule.ts";
import { remotesOf } from "../parts.ts";
import { sampleCard } from "../samples.ts";
import { ownChoice } from "../sources.ts";

const endpoint = { type: "streamable-http", url: "https://mcp.example.com/mcp" };

/** `card/remotes-duplicate`, spec.md 1.5 SC-REMOTES-DUP. */
export const remotesDuplicate: CardRule = defineRule({
  id: "card/remotes-duplicate",
  severity: "warning",
  title: "a remote is listed twice",
  rationale:
    "SDKs tell remotes apart by their URL, so of two entries with one URL only one is used. If their headers differ, it depends on the client which ones are sent.",
  spec: ownChoice("card/remotes-duplicate"),
  on: "card",
  trace: /(?:"type":"s[\s\S]*?){2}/,
  good: sampleCard({ remotes: [endpoint, { type: "streamable-http", url: "https://eu.example.com/mcp" }] }),
  bad: sampleCard({ remotes: [endpoint, endpoint] }),
  *check(card) {
    const seen = new Set<string>();
    for (const remote of remotesOf(card)) {
      const key = `${remote.value.type} ${remote.value.url}`;
      if (seen.has(key)) {
        yield {
          pointer: `${remote.pointer}/url`,
          message: `remote ${quote(remote.value.url)} is listed twice`,
          hint: "keep one of the two, with everything that it needs",
        };
      }
      seen.add(key);
    }
  },
});
