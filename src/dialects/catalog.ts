// Brings a whole catalog of any generation up to AI Catalog 1.0 (spec.md 2.2, 3, 4.6).

import { credentialsLeft, readEntry, renameMembers } from "./catalog-entry.ts";
import { holdsCommands, withoutCredentials } from "./commands.ts";
import type { DialectContext, Normalised, Reason } from "./dialect.ts";
import { maxListedServers } from "./listed.ts";
import { filled, filledMember, itemsOf, membersOf, under } from "./source.ts";

/** The version of AI Catalog that is written. */
export const catalogVersion = "1.0";

type Members = Readonly<Record<string, unknown>>;

/** A host needs a name to show: where it states none, its identifier will do, and without one it says nothing. */
function readHost(host: unknown): Members {
  const stated = membersOf(host);
  if (stated === undefined) return {};
  if (filled(stated["displayName"]) !== undefined) return { host: stated };
  const displayName = filledMember(stated, "name", "identifier", "domain");
  return displayName === undefined ? {} : { host: { ...stated, displayName } };
}

/** The identity by which entries of one catalog must differ (spec.md 2.3). */
function identityOf(entry: Members): string {
  return `${String(entry["identifier"])}\n${String(entry["version"] ?? "")}`;
}

/** Reads a catalog of any generation. Without `entries` there is no catalog; entries that mean nothing are left out. */
export function readCatalog(value: unknown, context: DialectContext): Normalised {
  const { pointer } = context;
  const root = membersOf(value);
  if (root === undefined || !Array.isArray(root["entries"]))
    return { drafts: [], reasons: [{ code: "not-a-server", pointer, message: "the catalog has no entries" }] };
  const listed = itemsOf(root["entries"]);
  const read = listed
    .slice(0, maxListedServers)
    .map((each, index) => readEntry(each, under(pointer, "entries", index), context));
  const seen = new Set<string>();
  const entries = read.flatMap(({ entry }) => {
    if (entry === undefined || seen.has(identityOf(entry))) return [];
    seen.add(identityOf(entry));
    return [entry];
  });
  const { entries: _, ...around } = root;
  const kept = withoutCredentials(around);
  const { specVersion, host, $schema: __, ...others } = renameMembers(kept as Members);
  const rest = Object.fromEntries(Object.entries(others).filter(([name, each]) => !holdsCommands({ [name]: each })));
  const current = typeof specVersion === "string" && /^1\.\d+$/.test(specVersion) ? specVersion : catalogVersion;
  const catalog = { specVersion: current, ...readHost(holdsCommands(host) ? undefined : host), ...rest, entries };
  const drafts = read.flatMap((each) => each.drafts);
  const notes = read.flatMap((each) => each.notes);
  const lost = read.filter(({ entry }) => entry !== undefined).length - entries.length;
  if (kept !== around) notes.push({ pointer, message: credentialsLeft });
  if (lost > 0)
    notes.push({
      pointer: under(pointer, "entries"),
      message: `${lost} entries repeat an identifier and were left out`,
    });
  if (listed.length > maxListedServers)
    notes.push({ pointer: under(pointer, "entries"), message: `only the first ${maxListedServers} entries were read` });
  const reasons = read.flatMap((each) => each.reasons);
  if (!Object.hasOwn(root, "signature")) return { drafts, reasons, catalog, notes };
  const signed: Reason = {
    code: "signed",
    pointer: under(pointer, "signature"),
    message: "the catalog is signed: whoever signed it has to write it anew",
  };
  return { drafts, reasons: [...reasons, signed] };
}
