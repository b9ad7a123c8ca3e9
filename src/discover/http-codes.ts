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
  "http/cors-origin": {
    severity: "error",
    title: "pages on other origins cannot read the document",
    rationale:
      "A client that runs in a browser reads a card across origins, and the browser keeps it from the page without Access-Control-Allow-Origin. Cards MUST carry it; for catalogs it is a warning.",
    spec: discovery,
  },
  "http/cors-preflight": {
    severity: "error",
    title: "a browser's preflight for If-None-Match is refused",
    rationale:
      "If-None-Match is no simple header: before it, a browser asks with OPTIONS, and without a good answer it cannot revalidate what it has.",
    spec: discovery,
  },
  "http/cors-expose": {
    severity: "error",
    title: "the ETag is hidden from pages",
    rationale:
      "A page sees only the headers that Access-Control-Expose-Headers names. Without ETag among them it cannot ask whether its copy is current.",
    spec: discovery,
  },
  "http/cors-not-modified": {
    severity: "error",
    title: "the 304 lacks the CORS headers of the 200",
    rationale:
      "A browser checks CORS on every answer, also on 304: without the headers the page gets an error in place of its copy.",
    spec: discovery,
  },
  "http/etag-missing": {
    severity: "warning",
    title: "there is no ETag",
    rationale: "Hosts SHOULD send one. Without it every crawler and client fetches the whole document each time.",
    spec: discovery,
  },
  "http/etag-ignored": {
    severity: "warning",
    title: "the condition If-None-Match is ignored",
    rationale: "The ETag promises cheap second looks, and the host then sends everything again.",
    spec: "https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2",
  },
  "http/etag-changing": {
    severity: "warning",
    title: "the ETag changes while the bytes do not",
    rationale:
      "Machines behind one name that make different tags, or tags made from a clock, defeat every cache and look like a change to every crawler.",
    spec: "https://www.rfc-editor.org/rfc/rfc9110#section-8.8.1",
  },
  "http/body-changing": {
    severity: "warning",
    title: "the document changes from look to look",
    rationale:
      "A time or a request id in the document makes each look a change: histories fill, and digests never match.",
  },
  "http/not-modified-headers": {
    severity: "warning",
    title: "the 304 leaves out headers of the 200",
    rationale:
      "ETag, Cache-Control and Vary must come with 304 where they came with 200; a cache that misses them keeps old ones or asks again at once.",
    spec: "https://www.rfc-editor.org/rfc/rfc9110#section-15.4.5",
  },
  "http/cache-control-missing": {
    severity: "warning",
    title: "there is no Cache-Control",
    rationale: "Hosts SHOULD say how long a document may be kept; without it each reader guesses.",
    spec: discovery,
  },
  "http/cache-control-forbids": {
    severity: "warning",
    title: "nobody may keep the document",
    rationale:
      "A public document with no-store or private is fetched anew by every reader, and crawlers keep no copy of it.",
    spec: discovery,
  },
  "http/insecure": {
    severity: "error",
    title: "the document is served without TLS",
    rationale:
      "Anybody on the way can put other endpoints into it. Cards MUST be served over TLS 1.2 or later in production, and no evidence counts that came over plain http.",
    spec: discovery,
  },
  "http/redirect-chain": {
    severity: "warning",
    title: "many redirects lead to the document",
    rationale: "Official SDKs follow three redirects; a longer chain looks like nothing to them.",
    spec: discovery,
  },
  "http/slow": {
    severity: "warning",
    title: "the document comes slowly",
    rationale: "A person waits for it while they add a server, and crawlers slow down for slow hosts.",
  },
  "http/head": {
    severity: "info",
    title: "HEAD disagrees with GET",
    rationale: "Readers that look before they fetch see another type or another status than those who fetch.",
    spec: "https://www.rfc-editor.org/rfc/rfc9110#section-9.3.2",
  },
  "http/vary-missing": {
    severity: "warning",
    title: "compression without Vary",
    rationale: "A shared cache may give the compressed bytes to a reader that did not ask for them.",
    spec: "https://www.rfc-editor.org/rfc/rfc9110#section-12.5.5",
  },
  "http/uncompressed": {
    severity: "info",
    title: "a large document is not compressed",
    rationale:
      "JSON shrinks to a fifth; servers often compress application/json and forget the types that end in +json.",
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
