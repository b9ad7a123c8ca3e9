// Rule: a remote's transport and its protocol versions go together.

import { type CardRule, defineRule } from "../../rule.ts";
import { remotesOf } from "../parts.ts";
import { sampleRemote } from "../samples.ts";
import { ownChoice } from "../sources.ts";
import { protocolTrace } from "./protocol-version.ts";

/** `card/protocol-transport`, spec.md 1.5 SC-PV-SSE. */
export const protocolTransport: CardRule = defineRule({
  id: "card/protocol-transport",
  severity: "warning",
  title: "the transport does not exist in a listed protocol version",
  rationale:
    "Streamable HTTP came after the first release of the protocol, and the sse transport is deprecated in the newest. A remote that claims the wrong pair has most likely one of the two wrong.",
  spec: ownChoice("card/protocol-transport"),
  on: "card",
  trace: protocolTrace,
  good: sampleRemote({ supportedProtocolVersions: ["2025-03-26"] }),
  bad: sampleRemote({ supportedProtocolVersions: ["2024-11-05"] }),
  *check(card) {
    for (const remote of remotesOf(card)) {
      const versions = remote.value.supportedProtocolVersions ?? [];
      const pointer = `${remote.pointer}/supportedProtocolVersions`;
      const late = versions.find((version) => version >= "2026-07-28" && /^\d{4}-/.test(version));
      if (remote.value.type === "sse" && late !== undefined) {
        const message = "an sse remote claims a protocol version in which sse is deprecated";
        yield { pointer, message, hint: "remove that version, or offer streamable-http" };
      }
      if (remote.value.type === "streamable-http" && versions.length > 0 && versions.every((v) => v === "2024-11-05")) {
        const message = "a streamable-http remote claims only 2024-11-05, which has no such transport";
        yield { pointer, message, hint: "list a later version that the server speaks" };
      }
    }
  },
});
