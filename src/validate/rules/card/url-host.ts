// Rule: the host in a URL is a host.

import { readTemplateUrl } from "../../../text/host-names.ts";
import { quote } from "../../../text/quote.ts";
import { type CardRule, defineRule } from "../../rule.ts";
import { urlsOf } from "../parts.ts";
import { sampleRemote } from "../samples.ts";
import { sources } from "../sources.ts";

/** `card/url-host`: our reading of RFC 3986, 3.2.2 for URLs that the schema's pattern lets through. */
export const urlHost: CardRule = defineRule({
  id: "card/url-host",
  severity: "error",
  title: "the host of a URL is malformed",
  rationale:
    "The host of a URL must match the grammar of URLs; the schema only asks that the text starts right and has no spaces. A host with hidden direction marks, empty labels or forbidden characters cannot be looked up, and may read as another host.",
  spec: sources.hosts,
  on: "card",
  good: sampleRemote({ url: "https://mcp.example.com:8443/mcp" }),
  bad: sampleRemote({ url: "https://mcp..example.com%/mcp" }),
  *check(card) {
    for (const url of urlsOf(card)) {
      const read = readTemplateUrl(url.value);
      if (read === undefined || (read.scheme !== "https" && read.scheme !== "http")) continue;
      const isVariable = read.host === undefined && /^\{[^{}]*\}$/.test(read.writtenHost);
      if (isVariable || (read.host !== undefined && isHost(read.host))) continue;
      yield {
        pointer: url.pointer,
        message: `${quote(read.writtenHost)} is not a host name`,
        hint: "write the host as DNS knows it, such as mcp.example.com",
      };
    }
  },
});

const names = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*$/i;

function isHost(host: string): boolean {
  const name = host.endsWith(".") ? host.slice(0, -1) : host;
  return host.startsWith("[") || (name.length <= 253 && names.test(name));
}
