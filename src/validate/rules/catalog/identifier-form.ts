// Rule: an entry's identifier has a form that catalogs can share.

import { quote } from "../../../text/quote.ts";
import { type CatalogRule, defineRule, type Finding } from "../../rule.ts";
import { entriesOf, textOf } from "../entries.ts";
import { sampleCatalog, sampleEntry } from "../samples.ts";
import { sources } from "../sources.ts";

const segment = /^[a-zA-Z0-9._-]+$/;
const publisher = /^[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?$/;

function problem(identifier: string): Pick<Finding, "message" | "severity"> | undefined {
  if (/^urn:(?:ai|mcp):/i.test(identifier)) return { message: "has an older form" };
  if (!/^urn:air:/i.test(identifier)) {
    if (/^[a-z][a-z0-9+.-]*:\S+$/i.test(identifier)) return undefined;
    return { message: "is no absolute URI", severity: "info" };
  }
  const [domain = "", ...segments] = identifier.split(":").slice(2);
  if (!publisher.test(domain) || !segments.every((part) => segment.test(part)))
    return { message: "is not a well-formed urn:air" };
  if (segments.length < 2) return { message: "lacks a part: publisher, namespace and name are needed" };
  if (!domain.includes(".")) return { message: "names a publisher that is no domain" };
  return identifier.startsWith("urn:air:")
    ? undefined
    : { message: "is not in lower case, and identifiers are compared exactly" };
}

/** `catalog/identifier-form`, spec.md 2.3 and 2.4. */
export const identifierForm: CatalogRule = defineRule({
  id: "catalog/identifier-form",
  severity: "warning",
  title: "an identifier has an odd form",
  rationale:
    "Catalogs are merged by identifier, so it has to mean the same artifact everywhere. The recommended form names the publisher's domain, a namespace and a name; older forms are no longer understood.",
  spec: sources.aiCatalog,
  on: "catalog",
  good: sampleCatalog([sampleEntry({ identifier: "urn:air:example.com:mcp:weather" })]),
  bad: sampleCatalog([sampleEntry({ identifier: "urn:mcp:server:com.example/weather" })]),
  *check(catalog) {
    for (const entry of entriesOf(catalog)) {
      const identifier = textOf(entry.value, "identifier");
      const found = identifier === undefined ? undefined : problem(identifier);
      if (identifier === undefined || found === undefined) continue;
      yield {
        pointer: `${entry.pointer}/identifier`,
        message: `identifier ${quote(identifier)} ${found.message}`,
        hint: 'write "urn:air:", your domain, a namespace and a name, such as "urn:air:example.com:mcp:weather"',
        ...(found.severity !== undefined && { severity: found.severity }),
      };
    }
  },
});
