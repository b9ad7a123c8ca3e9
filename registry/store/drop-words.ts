// Takes out of the store what a claim's origin wrote: its card, its past cards, and the copies of its documents.

import type { Engine } from "./engine.ts";
import type { Origin } from "./origin.ts";

/** Leaves of a claim only its key, dates, hashes and hosts. Runs within its caller's transaction. */
export type DropWords = (claim: Origin & { readonly id: number }) => void;

/** Prepares the statements once. */
export function createDropWords(engine: Engine): DropWords {
  const empty = engine.prepare("UPDATE claims SET card = @card, revision = revision + 1 WHERE id = @id");
  const copiesAt = engine.prepare<{ sha256: string }>("SELECT sha256 FROM resources WHERE url IN (@card, @catalog)");
  const forgetCopies = engine.prepare("DELETE FROM resources WHERE url IN (@card, @catalog)");
  const dropBody = engine.prepare(`DELETE FROM bodies WHERE sha256 = @sha256
    AND NOT EXISTS (SELECT 1 FROM resources r WHERE r.sha256 = @sha256)`);
  const seenAt = engine.prepare<{ sha256: string }>(`SELECT DISTINCT sha256 FROM observations
    WHERE url IN (@card, @catalog) AND sha256 IS NOT NULL`);
  const forgetPast = engine.prepare("DELETE FROM past_cards WHERE name = @name AND origin_card = @card");
  return ({ id, name, version, origin_card: card, origin_catalog: catalog }) => {
    empty.run({ id, card: JSON.stringify({ name, version, description: "No longer listed." }) });
    const urls = { card, catalog };
    const bodies = [...copiesAt.all(urls), ...seenAt.all(urls)];
    forgetCopies.run(urls);
    for (const { sha256 } of bodies) dropBody.run({ sha256 });
    forgetPast.run({ name, card });
  };
}
