// Gives facets and words to what was indexed before there were any: once, when a store is upgraded.

import type { Card } from "../../src/document/card.ts";
import { type ClaimRow, claimColumns, claimTables, readClaim } from "./claim-row.ts";
import type { Engine } from "./engine.ts";
import { tokensOf } from "./facet-tokens.ts";
import { facetsOf } from "./facets.ts";
import { createNoteFacets } from "./note-facets.ts";
import { createWords } from "./search-words.ts";
import type { Status } from "./store.ts";

/** Entries that are read at once. */
const pageRows = 500;

interface Row extends ClaimRow {
  readonly entry: number;
  readonly title: string;
  readonly description: string;
  readonly hosts: string;
  readonly tags: string;
  readonly status: Status;
  readonly updated_at: number;
  readonly published_at: number;
  readonly card: string;
}

/** Fills what step 0008 added, within the upgrade's transaction. */
export function fillFacets(engine: Engine): void {
  const page =
    engine.prepare<Row>(`SELECT e.id AS entry, e.title, e.description, e.hosts, e.tags, e.status, e.updated_at, e.published_at,
      c.id, c.name, c.version, c.card, ${claimColumns}
    FROM entries e CROSS JOIN ${claimTables.replace("claims c", "claims c ON c.id = e.claim")}
    WHERE e.id > @after AND e.is_latest = 1 AND e.status <> 'deleted' ORDER BY e.id LIMIT ${pageRows}`);
  const write = engine.prepare("UPDATE entries SET facets = @facets WHERE id = @entry");
  const noteFacets = createNoteFacets(engine);
  const words = createWords(engine);
  for (let after = 0, rows = page.all({ after }); rows.length > 0; rows = page.all({ after })) {
    for (const row of rows) {
      const { entry, name, title, description, hosts, status } = row;
      const { facts, evidence } = readClaim(row);
      const facets = facetsOf(JSON.parse(row.card) as Card, facts, { evidence, status });
      write.run({ entry, facets: tokensOf(row, facets) });
      noteFacets({ entry, name, title, updatedAt: row.updated_at, publishedAt: row.published_at }, facets);
      words.add([], [description, hosts]);
      after = entry;
    }
  }
}
