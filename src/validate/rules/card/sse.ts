// Rule: a remote speaks the current transport.

import { type CardRule, defineRule } from "../../rule.ts";
import { remotesOf } from "../parts.ts";
import { sampleCard, sampleRemote } from "../samples.ts";
import { sources } from "../sources.ts";
import { protocolTrace } from "./protocol-version.ts";

/** `card/sse`, spec.md 1.5 SC-SSE. */
export const sse: CardRule = defineRule({
  id: "card/sse",
  severity: "warning",
  title: "a remote uses the deprecated sse transport",
  rationale:
    "The protocol replaced HTTP with server-sent events by streamable HTTP and deprecates the old transport. New clients need not speak it, and platforms are switching it off.",
  spec: sources.coreTransports,
  on: "card",
  trace: protocolTrace,
  good: sampleRemote({ type: "streamable-http" }),
  bad: sampleCard({ remotes: [{ type: "sse", url: "https://mcp.example.com/sse" }] }),
  *check(card) {
    for (const remote of remotesOf(card)) {
      if (remote.value.type !== "sse") continue;
      yield {
        pointer: `${remote.pointer}/type`,
        message: 'transport "sse" is deprecated',
        hint: 'offer "streamable-http", beside this remote or instead of it',
      };
    }
  },
});
