// What every http/* code means: how a document is served and linked.

import type { CodeTable } from "../document/code-info.ts";

const discovery = "https://github.com/modelcontextprotocol/experimental-ext-server-card/blob/main/docs/discovery.md";
const catalogText = "https://github.com/Agent-Card/ai-catalog/blob/main/specification/ai-catalog.md";

/** The codes of delivery. They are about answers of a server, so that no document can show them. */
export const httpCodes: CodeTable = {
  "http/content-type": {
    severity: "warning",
    title: "the document is served under a media type of something else",
    rationale: "Clients ask for the media type of cards or catalogs, and some refuse an answer under any other.",
    spec: discovery,
  },
  "http/content-type-html": {
    severity: "warning",
    title: "the document is served as a page",
    rationale:
      "A browser shows the text as a page, and whatever markup a stranger got into it would run there. Clients take it for an error page.",
    spec: discovery,
  },
  "http/content-type-missing": {
    severity: "warning",
    title: "the document is served without a media type",
    rationale: "Without Content-Type readers have to guess, and careful ones refuse to.",
    spec: "https://www.rfc-editor.org/rfc/rfc9110#section-8.3",
  },
  "http/charset": {
    severity: "warning",
    title: "the answer declares a charset that JSON does not have",
    rationale: "JSON is always UTF-8. A reader that believes the declared charset shows broken letters.",
    spec: "https://www.rfc-editor.org/rfc/rfc8259#section-8.1",
  },
  "http/etag": {
    severity: "warning",
    title: "the ETag is malformed",
    rationale:
      "An entity tag stands in double quotes. Caches and crawlers ignore a malformed one and fetch the whole document each time.",
    spec: "https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3",
  },
  "http/redirect-cross-origin": {
    severity: "warning",
    title: "the document's URL redirects to another origin",
    rationale:
      "What a host says by serving a document is said by the origin that answers in the end. Clients may refuse to follow, and nobody else's document counts as the first host's own.",
    spec: discovery,
  },
  "http/not-a-card": {
    severity: "error",
    title: "something else stands where a Server Card should",
    rationale:
      "The path or the catalog promises a card. A client that follows it finds no server, however good the document may be in its own right.",
    spec: discovery,
  },
  "http/not-a-catalog": {
    severity: "error",
    title: "something else stands where an AI Catalog should",
    rationale:
      "Clients begin at /.well-known/ai-catalog.json and read entries from it. A card that stands there is not found by any of them.",
    spec: discovery,
  },
  "http/entry-url-relative": {
    severity: "warning",
    title: "a catalog lists a relative URL",
    rationale: "Readers that do not know where the catalog came from cannot resolve it, and many do not try.",
    spec: catalogText,
  },
  "http/catalog-depth": {
    severity: "warning",
    title: "catalogs are nested too deep to be followed",
    rationale: "Readers follow a few levels only, since a chain of catalogs could go on without end.",
    spec: catalogText,
  },
};
