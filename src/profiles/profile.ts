// What a profile is: a reader of documents, and what it must find in one before it can use it.

import type { Code } from "../document/diagnostic.ts";
import type { Kind } from "../document/kind.ts";
import type { Miss } from "../document/reading.ts";
import type { Report } from "../document/report.ts";

/** The readers that are known, in the order in which they are shown. */
export const profileNames = [
  "mcp-client",
  "ai-catalog-1",
  "ai-catalog-2",
  "ai-catalog-3",
  "ard-0.91",
  "mcp-registry",
  "sep-1649-scanner",
  "smithery-static",
] as const;

/** One of {@link profileNames}. */
export type ProfileName = (typeof profileNames)[number];

/** The code of what a reader needs: its name, in the form that codes have. */
export function codeOf(name: string): Code {
  return `profile/${name.replaceAll(".", "-")}`;
}

/** A judged document, with its value where it is JSON. */
export interface Subject {
  readonly report: Report;
  readonly value: unknown;
}

/** One reader. */
export interface Profile {
  readonly name: ProfileName;
  /** Who reads, for people. */
  readonly title: string;
  /** What the reader needs, in a sentence or two. */
  readonly needs: string;
  /** A link to the text that says so. */
  readonly spec: string;
  /** Whether documents of that kind are meant for this reader, or could be made so. */
  appliesTo(kind: Kind): boolean;
  /** Yields what keeps the reader from using the document; nothing means that it can. */
  check(subject: Subject): Iterable<Miss>;
}

const cardKinds: ReadonlySet<Kind> = new Set([
  "server-card",
  "server-card-draft",
  "sep-1649-card",
  "smithery-card",
  "sep-1960-manifest",
  "ietf-manifest",
  "mcp-json",
]);

/** Whether a document of that kind describes one server. A server.json does too, for other readers than these. */
export function isCardKind(kind: Kind): boolean {
  return cardKinds.has(kind);
}

/** Whether a document of that kind lists artifacts by the AI Catalog's members. */
export function isCatalogKind(kind: Kind): boolean {
  return kind === "ai-catalog" || kind === "ard-catalog" || kind === "mcp-catalog";
}
