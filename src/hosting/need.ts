// What readers need of how a card or a catalog is served: each need in a sentence, with the text that asks for it.

const discovery = "https://github.com/modelcontextprotocol/experimental-ext-server-card/blob/main/docs/discovery.md";
const fetchStandard = "https://fetch.spec.whatwg.org/#http-cors-protocol";
const catalogText = "https://github.com/Agent-Card/ai-catalog/blob/main/specification/ai-catalog.md";

/** One need. */
export interface NeedInfo {
  /** What must be true of the answers, in one plain sentence. */
  readonly sentence: string;
  /** The text that asks for it. */
  readonly spec: string;
}

/** Every need of spec.md 5, in the order in which a person would mend them: what a newly published file asks for. */
export const allNeeds = [
  "reachable",
  "content-type",
  "allow-origin",
  "allow-methods",
  "allow-headers",
  "expose-etag",
  "preflight",
  "cache-control",
  "etag",
] as const;

/** One of {@link allNeeds}. */
export type Need = (typeof allNeeds)[number];

/** What each need means. */
export const needs: Readonly<Record<Need, NeedInfo>> = {
  reachable: {
    sentence: "GET answers 200 with the document, without a login or a redirect to a page.",
    spec: catalogText,
  },
  "content-type": {
    sentence:
      "A card is served as application/mcp-server-card+json, a catalog as application/ai-catalog+json, ard.json as application/json.",
    spec: discovery,
  },
  "allow-origin": {
    sentence:
      "GET, HEAD, OPTIONS and 304 answers carry Access-Control-Allow-Origin: *, so that pages of any site may read them.",
    spec: discovery,
  },
  "allow-methods": { sentence: "Access-Control-Allow-Methods names GET.", spec: discovery },
  "allow-headers": {
    sentence:
      "Access-Control-Allow-Headers names Content-Type and If-None-Match, which browsers do not send without leave.",
    spec: discovery,
  },
  "expose-etag": {
    sentence: "Access-Control-Expose-Headers names ETag, which scripts of a page cannot read otherwise.",
    spec: discovery,
  },
  preflight: {
    sentence: "OPTIONS answers with a 2xx status: a browser asks that way before it sends If-None-Match.",
    spec: fetchStandard,
  },
  "cache-control": {
    sentence: "Cache-Control says how long an answer may be kept: public, max-age=3600 is the usual.",
    spec: discovery,
  },
  etag: {
    sentence: "Each answer carries an ETag, and a request with that tag in If-None-Match gets 304.",
    spec: discovery,
  },
};
