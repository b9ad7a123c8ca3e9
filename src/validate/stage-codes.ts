// What the codes of the stages before the rules mean: every schema/* code, and the depth of catalogs.

import { catalogMediaType } from "../document/card.ts";
import type { CodeTable } from "../document/code-info.ts";
import { maxCatalogDepth } from "./judge-catalog.ts";
import { sampleCard, sampleCatalog, sampleEntry, sampleRemote } from "./rules/samples.ts";

const cardSchema = "https://github.com/modelcontextprotocol/experimental-ext-server-card/blob/main/schema.json";
const catalogText = "https://github.com/Agent-Card/ai-catalog/blob/main/specification/ai-catalog.md";

/** A catalog with so many levels of catalogs in it. */
function nested(levels: number): unknown {
  if (levels === 0) return sampleCatalog([]);
  return sampleCatalog([
    { identifier: `urn:air:example.com:catalog:${levels}`, type: catalogMediaType, data: nested(levels - 1) },
  ]);
}

/** The codes of these stages. It is the published schema that decides on schema/*; the words are ours. */
export const stageCodes: CodeTable = {
  "schema/required": {
    severity: "error",
    title: "a member that must be there is missing",
    rationale:
      "Clients refuse a card without $schema, name, version and description: without them they cannot say what the server is, nor tell one from another.",
    spec: cardSchema,
    good: sampleCard(),
    bad: sampleCard({ version: undefined }),
  },
  "schema/type": {
    severity: "error",
    title: "a value is of the wrong type",
    rationale:
      "Typed readers refuse the whole document for one value of another type. Numbers and true or false among inputs are strings in a card.",
    spec: cardSchema,
    good: sampleCard(),
    bad: sampleCard({ version: 1 }),
  },
  "schema/pattern": {
    severity: "error",
    title: "a text does not have the form it must have",
    rationale:
      "Names, URLs of remotes and $schema have fixed forms, because programs take them apart: a name without a slash has no namespace to check, and a URL without a scheme cannot be called.",
    spec: cardSchema,
    good: sampleCard({ name: "com.example/weather" }),
    bad: sampleCard({ name: "weather" }),
  },
  "schema/min-length": {
    severity: "error",
    title: "a text is too short",
    rationale: "An empty text tells nobody anything. An optional member is left out instead.",
    spec: cardSchema,
    good: sampleCard({ title: "Weather" }),
    bad: sampleCard({ title: "" }),
  },
  "schema/max-length": {
    severity: "error",
    title: "a text is too long",
    rationale:
      "Lists show cards in one line each, so a description has at most 100 characters. What is longer belongs on the page that websiteUrl names.",
    spec: cardSchema,
    good: sampleCard({ title: "Weather" }),
    bad: sampleCard({ description: "Weather forecasts for any place. ".repeat(4) }),
  },
  "schema/enum": {
    severity: "error",
    title: "a value is none of those that are allowed",
    rationale:
      "A client must know how to speak to a remote before it connects, and a card knows two ways: streamable-http and sse. A server that is started locally is described by a server.json instead.",
    spec: cardSchema,
    good: sampleRemote({ type: "streamable-http" }),
    bad: sampleRemote({ type: "http" }),
  },
  "schema/format": {
    severity: "error",
    title: "a text is no URI or no time",
    rationale:
      "A card has no base address that a relative URL could be resolved against, and times are compared by programs.",
    spec: cardSchema,
    good: sampleCard({ websiteUrl: "https://example.com/weather" }),
    bad: sampleCard({ websiteUrl: "weather.html" }),
  },
  "schema/url-or-data": {
    severity: "error",
    title: "a catalog entry has both url and data, or neither",
    rationale:
      "An entry either says where its artifact is, or holds it. With both, two readers can see two different artifacts; with neither there is nothing to see.",
    spec: catalogText,
    good: sampleCatalog([sampleEntry()]),
    bad: sampleCatalog([sampleEntry({ url: undefined })]),
  },
  "catalog/too-deep": {
    severity: "warning",
    title: "a catalog stands too deep inside others",
    rationale: "Readers follow a few levels of catalogs in catalogs only, so that nobody finds what is listed deeper.",
    spec: catalogText,
    good: sampleCatalog([sampleEntry()]),
    bad: nested(maxCatalogDepth + 1),
  },
};
