// The families of codes, as headings, in the order in which a document meets them.

import type { Family } from "../../src/document/diagnostic.ts";

/** What each family of codes is about. */
export const families: Readonly<Record<Family, { readonly title: string; readonly about: string }>> = {
  json: {
    title: "The text",
    about:
      "Before anybody asks what a document says, its text must be strict JSON in UTF-8 of a bounded size, the same for every reader.",
  },
  document: {
    title: "Other kinds of document",
    about:
      "A document is judged as what it is, by its content. One that is readable and no Server Card v1 or AI Catalog is named, and checked by the rules of its own dialect.",
  },
  schema: {
    title: "Form",
    about:
      "What the JSON Schema of cards and catalogs does not allow: a document that breaks it is malformed for every reader.",
  },
  card: { title: "Server Cards", about: "A card that satisfies the schema can still be wrong or unwise." },
  catalog: { title: "AI Catalogs", about: "So can a catalog, its entries, and the cards inside of them." },
  http: {
    title: "Delivery",
    about: "How a document is served, which only discover and crawl can see: headers, redirects, media types.",
  },
  check: {
    title: "A whole site",
    about: "What only `check` can see, because it looks at several documents and at their host together.",
  },
  live: {
    title: "The running server",
    about:
      "What a server says of itself beside what its card says. Only `check --live` asks servers; nothing else here speaks to one.",
  },
  admission: {
    title: "Admission",
    about:
      "A registry does not list what is dangerous to show or to route, even where the standard allows it. `validate --admission` shows these findings. An error keeps the server out; after a warning it is listed without the part that is not shown.",
  },
  profile: {
    title: "Profiles",
    about:
      "What a reader that the user named needs. `validate --profile NAME` makes it an error where it is missing; `validate --readers` shows it for every reader without making it one.",
  },
};

/** The family that a code belongs to. */
export function familyOf(code: string): Family | undefined {
  const name = code.split("/", 1)[0] ?? "";
  return Object.hasOwn(families, name) ? (name as Family) : undefined;
}
