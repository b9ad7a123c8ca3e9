// Rule: a card does not set headers that the HTTP client or the protocol owns.

import { quote } from "../../../text/quote.ts";
import { type CardRule, defineRule } from "../../rule.ts";
import { allHeadersOf } from "../parts.ts";
import { sampleHeader } from "../samples.ts";
import { sources } from "../sources.ts";

/** These change where a request goes or how it is framed (RFC 9110, 7.6.1), or are no safe name for an object's member. */
const dangerousNames =
  "host|content-length|transfer-encoding|connection|upgrade|te|trailer|keep-alive|expect|proxy-.*|:.*|__proto__|constructor|prototype";
/** These the MCP transport sets itself. */
const ownedNames = "content-type|accept|mcp-protocol-version|mcp-session-id|mcp-method|mcp-name|last-event-id";
const dangerous = new RegExp(`^(?:${dangerousNames})$`);
const owned = new RegExp(`^(?:${ownedNames})$`);

/** Found in the JSON of each card with a header of one of these names, or with cookies. */
export const headerTrace: RegExp = new RegExp(`"name":"(?:cookie|${dangerousNames}|${ownedNames})"`, "iu");

/** `card/header-forbidden`, spec.md 1.5 SC-HDR-FORBID: error for the wire's own, warning for the protocol's own. */
export const headerForbidden: CardRule = defineRule({
  id: "card/header-forbidden",
  severity: "error",
  title: "a header belongs to the client, not to the card",
  rationale:
    "Clients must set these headers themselves: Host and the framing of a message follow the connection, and the MCP transport writes its own for each message. A card that sets them could send a request to another server or break the session.",
  spec: sources.coreTransports,
  on: "card",
  trace: headerTrace,
  good: sampleHeader({ name: "X-Region" }),
  bad: sampleHeader({ name: "Host", value: "backend" }),
  *check(card) {
    for (const header of allHeadersOf(card)) {
      const name = header.value.name.toLowerCase();
      const pointer = `${header.pointer}/name`;
      const isDangerous = dangerous.test(name);
      if (!isDangerous && !owned.test(name)) continue;
      const quoted = quote(header.value.name);
      const hint = "remove the header, and put what the server needs into a header of its own";
      if (isDangerous) yield { pointer, message: `header ${quoted} must not be set by a card`, hint };
      else yield { pointer, message: `header ${quoted} is set by the MCP transport`, hint, severity: "warning" };
    }
  },
});
