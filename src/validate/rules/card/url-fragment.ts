// Rule: a remote's URL has no fragment.

import { type CardRule, defineRule } from "../../rule.ts";
import { remotesOf } from "../parts.ts";
import { sampleRemote } from "../samples.ts";
import { ownChoice } from "../sources.ts";
import { urlTrace } from "../traces.ts";

/** `card/url-fragment`, spec.md 1.5 SC-URL-FRAG. */
export const urlFragment: CardRule = defineRule({
  id: "card/url-fragment",
  severity: "warning",
  title: "a remote's URL has a fragment",
  rationale:
    "What follows the # is never sent to a server, so it cannot choose anything there. It does make two URLs of one endpoint look different.",
  spec: ownChoice("card/url-fragment"),
  on: "card",
  trace: urlTrace,
  good: sampleRemote({ url: "https://mcp.example.com/mcp" }),
  bad: sampleRemote({ url: "https://mcp.example.com/mcp#weather" }),
  *check(card) {
    for (const remote of remotesOf(card)) {
      const hash = remote.value.url.indexOf("#");
      if (hash < 0) continue;
      yield {
        pointer: `${remote.pointer}/url`,
        part: "#",
        message: "remote URL has a fragment, which no server receives",
        hint: "remove the # and what follows it",
      };
    }
  },
});
