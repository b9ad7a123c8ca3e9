// What the registry serves of itself: its catalogs at the two well-known places, its card, and the index as nested catalogs.

import type { Context, Hono } from "hono";
import { cardMediaType, catalogMediaType } from "../../src/document/card.ts";
import { Problem } from "../problem.ts";
import type { Address } from "../self/address.ts";
import { ownCard, ownCardPath } from "../self/card.ts";
import { indexCatalog, rangeCatalog } from "../self/index-catalog.ts";
import { indexPath, readRange } from "../self/ranges.ts";
import { rootCatalog } from "../self/root-catalog.ts";
import type { NumberedReads } from "../store/numbered.ts";
import { type AnswerKind, tagBody, taggedAnswer } from "./answer.ts";
import type { Answers } from "./kept-answers.ts";
import { only } from "./paths.ts";

/** How long a copy of what the registry says of itself may be kept, in seconds: the value of the specification's example. */
export const selfMaxAgeSeconds = 3600;

const lasting = { "Cache-Control": `public, max-age=${selfMaxAgeSeconds}` };

const catalogKind: AnswerKind = { mediaType: catalogMediaType };

/** Where the root catalog stands, each with the media type that its readers ask for (spec.md 4.6, 5). */
const rootPlaces = [
  ["/.well-known/ai-catalog.json", catalogMediaType],
  ["/.well-known/ard.json", "application/json"],
] as const;

/** What the routes need. */
export interface SelfOptions {
  readonly store: NumberedReads;
  readonly answers: Answers;
  readonly address: Address;
}

/** Adds the routes. Both well-known places serve the same bytes. */
export function addSelf(app: Hono, { store, answers, address }: SelfOptions): void {
  for (const [path, mediaType] of rootPlaces) {
    only(app, path, (c) => taggedAnswer(c, tagBody(rootCatalog(address)), { mediaType, headers: lasting }));
  }
  only(app, ownCardPath, (c) =>
    taggedAnswer(c, tagBody(ownCard(address)), { mediaType: cardMediaType, headers: lasting }),
  );
  only(app, indexPath, (c) => answers(c, catalogKind, () => indexCatalog(store, address)));
  only(app, `${indexPath}/:range`, range);

  async function range(c: Context): Promise<Response> {
    return answers(c, catalogKind, async () => {
      const asked = readRange(c.req.param("range") ?? "");
      if (asked === undefined || asked.from > (await store.highestNumber()))
        throw new Problem("not-found", `There is no such catalog. Begin at ${indexPath}.`);
      return rangeCatalog(asked, { store, address: address });
    });
  }
}
