// What `migrate --format json` prints.

import type { Migration } from "../../src/dialects/migrate.ts";
import { type Migrated, withHybrids } from "../migrated.ts";
import { schemaVersion, tool } from "./json.ts";

/** The object of schemas/migrate.schema.json. */
export interface MigrateJson extends Omit<Migration, "cards"> {
  readonly schemaVersion: number;
  readonly tool: typeof tool;
  readonly source: string;
  /** The document was a valid card or catalog already. */
  readonly unchanged: boolean;
  readonly cards: ReturnType<typeof withHybrids>;
  readonly diffs: readonly string[];
  /** Paths as they were written. */
  readonly written: readonly string[];
}

/** Gives the object that `migrate --format json` prints. */
export function migrateJson(
  result: Migrated,
  options: { readonly hybrid: boolean; readonly written: readonly string[] },
): MigrateJson {
  const { source, migration, diffs, unchanged } = result;
  const cards = withHybrids(migration.cards, options.hybrid);
  return { schemaVersion, tool, source, ...migration, unchanged, cards, diffs, written: options.written };
}
