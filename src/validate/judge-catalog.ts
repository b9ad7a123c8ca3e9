// Judges one value that is meant as an AI Catalog: its root, each entry by itself, and the cards that stand inside it.

import { checkCatalogAdmission } from "../admission/admission.ts";
import { type Catalog, cardMediaType, catalogMediaType } from "../document/card.ts";
import { fixWithin } from "../document/fix.ts";
import { maxArrayItems } from "../document/limits.ts";
import { isMembers } from "../document/sniff.ts";
import { judgeCard, take } from "./judge-card.ts";
import type { ValidateOptions } from "./options.ts";
import { checkCatalogRules } from "./run-rules.ts";
import { checkSchema } from "./schema-stage.ts";
import { adjusted } from "./severities.ts";
import { mended, type Unplaced } from "./unplaced.ts";

/** Levels of catalogs within catalogs that are read: what the AI Catalog specification recommends (2.7). */
export const maxCatalogDepth = 4;

/** The card type's name before June 2026. */
const olderCardMediaType = "application/mcp-server+json";

/** A judged catalog: present only when its root can be read. Pointers start at the catalog's own root. */
export interface JudgedCatalog {
  readonly catalog?: Catalog;
  readonly findings: readonly Unplaced[];
  readonly badEntries: readonly number[];
}

/** Faults of these members leave the list of entries readable. */
const harmless = /^\/(?:host|extensions|signature)(?:\/|$)/;
const inEntry = /^\/entries\/(\d+)(?:\/|$)/;

/** The media type of an entry without parameters, in small letters; `mediaType` is the older name of `type`. */
export function entryType(entry: unknown): string | undefined {
  if (!isMembers(entry)) return undefined;
  const type = entry["type"] ?? entry["mediaType"];
  return typeof type === "string" ? type.split(";", 1)[0]?.trim().toLowerCase() : undefined;
}

/** Whether an entry holds its card inside itself. */
export function isInlineCard(entry: unknown): entry is { readonly data: unknown } {
  const type = entryType(entry);
  return (type === cardMediaType || type === olderCardMediaType) && isMembers(entry) && Object.hasOwn(entry, "data");
}

function moved(prefix: string, findings: readonly Unplaced[]): Unplaced[] {
  return findings.map((found) => ({
    ...found,
    pointer: prefix + (found.pointer ?? ""),
    ...mended(found.fix && fixWithin(prefix, found.fix)),
  }));
}

function judgeData(entry: unknown, options: ValidateOptions, depth: number): readonly Unplaced[] {
  if (isInlineCard(entry)) return judgeCard(entry.data, options).findings;
  if (entryType(entry) !== catalogMediaType || !isMembers(entry) || !Object.hasOwn(entry, "data")) return [];
  if (depth < maxCatalogDepth) return judgeCatalog(entry["data"], options, depth + 1).findings;
  return [
    {
      code: "catalog/too-deep",
      severity: "warning",
      message: `a catalog stands more than ${maxCatalogDepth} levels inside others, where readers stop`,
      pointer: "",
      part: "{",
      hint: "list its entries higher up",
      spec: "https://github.com/Agent-Card/ai-catalog/blob/main/specification/ai-catalog.md",
    },
  ];
}

/** Cuts a list that is too long, so that what comes later is bounded. */
function bounded(value: unknown): { value: unknown; findings: Unplaced[] } {
  if (!isMembers(value) || !Array.isArray(value["entries"]) || value["entries"].length <= maxArrayItems)
    return { value, findings: [] };
  const count = value["entries"].length;
  return {
    value: { ...value, entries: value["entries"].slice(0, maxArrayItems) },
    findings: [
      {
        code: "json/too-many-items",
        severity: "error",
        message: `entries has ${count} items, of at most ${maxArrayItems}; the rest is not read`,
        pointer: "/entries",
        onKey: true,
        hint: "split the list: a catalog can list other catalogs",
      },
    ],
  };
}

/**
 * Judges a value as a catalog; `depth` counts the catalogs that it stands in. One bad entry never costs the others.
 * What the schema calls malformed, no rule speaks of again.
 */
export function judgeCatalog(whole: unknown, options: ValidateOptions, depth = 0): JudgedCatalog {
  const { value, findings } = bounded(whole);
  const bad = new Set<number>();
  let readable = true;
  for (const broken of checkSchema("catalog", value)) {
    findings.push(broken);
    const entry = inEntry.exec(broken.pointer ?? "")?.[1];
    if (entry !== undefined) bad.add(Number(entry));
    else if (!harmless.test(broken.pointer ?? "")) readable = false;
  }
  if (!readable) return { findings, badEntries: [] };
  const catalog = value as Catalog;
  const context = options.servedFrom === undefined ? {} : { servedFrom: options.servedFrom };
  const malformed = new Set(findings.map((found) => found.pointer));
  const found = adjusted(checkCatalogRules(catalog, context), options.severities);
  findings.push(...take(found).filter((found) => !malformed.has(found.pointer)));
  if (options.admission && depth === 0)
    findings.push(...take(checkCatalogAdmission(whole as Catalog, options.servedFrom)));
  catalog.entries.forEach((entry, index) => {
    if (!bad.has(index)) findings.push(...moved(`/entries/${index}/data`, judgeData(entry, options, depth)));
  });
  return { catalog, findings, badEntries: [...bad].sort((a, b) => a - b) };
}
