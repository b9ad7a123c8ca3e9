// Turns a document of any shape into Server Cards v1 and an AI Catalog that lists them, or says precisely why not.

import type { Kind } from "../document/kind.ts";
import { readDocument } from "../document/read.ts";
import { kindOf } from "../document/sniff.ts";
import { defaultNamespace } from "../namespace.ts";
import { readUrl } from "../text/read-url.ts";
import { validate } from "../validate/validate.ts";
import { catalogVersion } from "./catalog.ts";
import { soundCatalog } from "./catalog-check.ts";
import { clean } from "./clean.ts";
import type { Note, Reason } from "./dialect.ts";
import { finish, type MigratedCard } from "./finish.ts";
import { type Circumstances, normalise, noServer } from "./normalise.ts";

/** What the caller knows besides the document. */
export interface MigrateOptions {
  /** Where the document was served: relative endpoints and names are made from it. Anything but http(s) is ignored. */
  readonly url?: string;
  /** For the provenance; absent, no time is written. */
  readonly now?: Date;
  /** Owner of the provenance key in `_meta`. Default {@link defaultNamespace}. */
  readonly namespace?: string;
}

/** What became of a document. */
export interface Migration {
  readonly kind: Kind;
  readonly cards: readonly MigratedCard[];
  /** A valid AI Catalog 1.0: of the cards, or, where the document was a catalog, of its entries. Absent where none would be valid. */
  readonly catalog?: Readonly<Record<string, unknown>>;
  /** What was changed in a catalog besides its cards, and what was left out of it. */
  readonly notes: readonly Note[];
  /** Why servers in the document gave no card; never empty where there is neither a card nor a catalog. */
  readonly reasons: readonly Reason[];
}

function readCircumstances({ url, now, namespace }: MigrateOptions): Circumstances {
  const base = url === undefined ? undefined : readUrl(url);
  const isWeb = base?.protocol === "https:" || base?.protocol === "http:";
  return {
    namespace: namespace ?? defaultNamespace,
    ...(isWeb && { url: base }),
    ...(now !== undefined && !Number.isNaN(now.getTime()) && { fetchedAt: now.toISOString() }),
  };
}

function listCards(cards: readonly MigratedCard[], host: string | undefined): Readonly<Record<string, unknown>> {
  const described = host === undefined ? {} : { host: { displayName: host, identifier: host } };
  return { specVersion: catalogVersion, ...described, entries: cards.map(({ entry }) => entry) };
}

/**
 * Turns a document into cards by the table of spec.md 4.8. Pure and deterministic, fetches nothing, throws TypeError for
 * what is neither bytes nor text. A valid card is given back as it is. No command and no value of a header is ever carried
 * over, and a description that is too long is cut at a word with the original kept in `_meta` under `<namespace>/source`.
 */
export function migrate(input: Uint8Array | string, options: MigrateOptions = {}): Migration {
  const read = readDocument(input);
  if (!read.readable) {
    const message = read.kind === "json" ? (read.diagnostics[0]?.message ?? noServer(read.kind)) : noServer(read.kind);
    return { kind: read.kind, cards: [], notes: [], reasons: [{ code: "unreadable", pointer: "", message }] };
  }
  const isFlawed = read.diagnostics.some(({ severity }) => severity === "error");
  const value = isFlawed ? clean(read.value) : read.value;
  const kind = kindOf(value);
  const circumstances = readCircumstances(options);
  const mend = kind === "server-card" && !validate(input).valid;
  const normalised = normalise(value, circumstances, { pointer: "", depth: 0, mend });
  const { cards, reasons } = finish(normalised.drafts);
  const written = normalised.catalog === undefined ? undefined : soundCatalog(normalised.catalog);
  const listed = cards.length > 0 ? soundCatalog(listCards(cards, circumstances.url?.hostname)) : undefined;
  const catalog = normalised.catalog === undefined ? listed?.catalog : written?.catalog;
  // The cards are there all the same, so that they cannot be listed is no reason against them.
  const unlisted = normalised.catalog === undefined ? [...(listed?.notes ?? []), ...(listed?.reasons ?? [])] : [];
  return {
    kind,
    cards,
    ...(catalog !== undefined && { catalog }),
    notes: [
      ...(normalised.notes ?? []),
      ...(written?.notes ?? []),
      ...unlisted.map(({ pointer, message }) => ({ pointer, message })),
    ],
    reasons: [...normalised.reasons, ...reasons, ...(written?.reasons ?? [])],
  };
}
