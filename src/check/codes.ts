// What every check/* code means: what a check compares, beyond one document and its delivery.

import type { CodeTable } from "../document/code-info.ts";

/** The codes of comparisons. They are about several documents or a host, so that no single document can show them. */
export const checkCodes: CodeTable = {
  "check/copies-differ": {
    severity: "warning",
    title: "copies of a card disagree",
    rationale:
      "Readers of the older place get another version or another endpoint than readers of the current one, and nobody can tell which is meant. Old copies are forgotten first when something changes.",
  },
  "check/entry-version": {
    severity: "warning",
    title: "a catalog's entry and its card say different versions",
    rationale:
      "Readers sort by the entry's version and show the card's. Where the two differ, one of them is old, and nobody can tell which.",
    spec: "https://github.com/Agent-Card/ai-catalog/blob/main/specification/ai-catalog.md",
  },
  "check/entry-identifier": {
    severity: "warning",
    title: "an entry's identifier does not fit its card's name",
    rationale:
      "The identifier of a card follows from its name. Readers that know the server by one of them do not find it by the other.",
    spec: "https://github.com/Agent-Card/ai-catalog/blob/main/specification/ai-catalog.md",
  },
  "check/entry-digest": {
    severity: "error",
    title: "a card's bytes are not those of its entry's digest",
    rationale:
      "A reader that checks the digest must refuse the card. Either the card was changed and the entry was not, or somebody else changed it.",
    spec: "https://github.com/Agent-Card/ai-catalog/blob/main/specification/ai-catalog.md",
  },
  "check/placeholder": {
    severity: "warning",
    title: "a template's word was left in the card",
    rationale:
      "A value such as your-domain, <project> or a documentation host came with an example. Clients that follow it reach nothing, or somebody else.",
  },
  "check/drift": {
    severity: "error",
    title: "what is served is not what the repository says",
    rationale:
      "A deployment that failed, a cache that was not purged or a proxy that rewrites: the world gets another card than the one that was reviewed.",
  },
  "check/not-served": {
    severity: "error",
    title: "the expected card is served nowhere",
    rationale: "The card of the repository names a server that none of the cards found is about.",
  },
  "check/unlisted": {
    severity: "warning",
    title: "the endpoint's card is in no catalog of its host",
    rationale:
      "Whoever knows the endpoint finds the card beside it; whoever knows only the domain reads /.well-known/ai-catalog.json and finds nothing.",
    spec: "https://github.com/modelcontextprotocol/experimental-ext-server-card/blob/main/docs/discovery.md",
  },
  "check/nested": {
    severity: "info",
    title: "nested catalogs list what was not looked at",
    rationale:
      "A check is of what one host publishes. Below its root catalog it looks at that host's own documents, and at a few of its catalogs where there are many; the cards that an aggregator lists are other people's to mend.",
  },
  "check/catch-all": {
    severity: "info",
    title: "the host answers every path with 200",
    rationale:
      "A single-page application that sends its page for everything makes readers fetch and parse pages in vain, and hides that a document is missing.",
    spec: "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.5",
  },
  "check/bot-wall": {
    severity: "error",
    title: "a bot wall stands before the document",
    rationale:
      "A page that tests for humans is what clients, crawlers and registries get instead of the document: none of them is a browser. The document itself may be perfect.",
  },
  "check/guarded": {
    severity: "warning",
    title: "a document for everybody asks for a login",
    rationale:
      "Discovery sends no credentials. A card may describe a server that needs a login, but the card itself should be public.",
    spec: "https://github.com/modelcontextprotocol/experimental-ext-server-card/blob/main/docs/discovery.md",
  },
  "check/oauth-resource": {
    severity: "error",
    title: "protected-resource metadata is about something else",
    rationale:
      "A client compares the metadata's resource with the endpoint that it talks to and must refuse the metadata where they differ, so nobody can log in.",
    spec: "https://www.rfc-editor.org/rfc/rfc9728#section-3.3",
  },
  "check/oauth-issuer": {
    severity: "error",
    title: "an authorization server has no https URL",
    rationale: "Issuers are https URLs; a client must not send a user's login anywhere else.",
    spec: "https://www.rfc-editor.org/rfc/rfc8414#section-2",
  },
};
