// The steps from an empty file to today's schema, and how they are taken.

import type { Engine } from "./engine.ts";
import { fillFacets } from "./fill-facets.ts";
import { first } from "./migrations/0001-first.ts";
import { memory } from "./migrations/0002-memory.ts";
import { schedule } from "./migrations/0003-schedule.ts";
import { sources } from "./migrations/0004-sources.ts";
import { verdicts } from "./migrations/0005-verdicts.ts";
import { search } from "./migrations/0006-search.ts";
import { publications } from "./migrations/0007-publications.ts";
import { facets } from "./migrations/0008-facets.ts";
import { pageKey } from "./migrations/0010-page-key.ts";
import { soleClaim } from "./migrations/0011-sole-claim.ts";

/** Marks a SQLite file as one of ours: "mcpd" in ASCII. */
export const applicationId = 0x6d637064;

/** Append-only: a released step never changes. Step N leads to `user_version` N. */
export const migrations: readonly string[] = [
  first,
  memory,
  schedule,
  sources,
  verdicts,
  search,
  publications,
  facets,
  pageKey,
  soleClaim,
];

/** What SQL alone cannot fill in, by what a step wrote into `unfilled`: last of all, when every column is there. */
const fills: Readonly<Record<string, (engine: Engine) => void>> = { facets: fillFacets };

/**
 * Takes every step that the file lacks, each in a transaction of its own, so that a killed upgrade goes on later. An empty file
 * gets all of them in one, which writes each page once.
 */
export function migrate(engine: Engine): void {
  if (Number(engine.pragma("user_version")) > 0) takeSteps(engine);
  else engine.immediate(() => takeSteps(engine));
}

function takeSteps(engine: Engine): void {
  for (const [index, sql] of migrations.entries()) {
    engine.immediate(() => {
      // Another process may have taken the step while this one waited for the lock.
      if (Number(engine.pragma("user_version")) > index) return;
      engine.exec(sql);
      engine.pragma(`application_id = ${applicationId}`);
      engine.pragma(`user_version = ${index + 1}`);
    });
  }
  engine.immediate(() => {
    for (const { what } of engine.prepare<{ what: string }>("SELECT what FROM unfilled").all()) {
      fills[what]?.(engine);
      engine.prepare("DELETE FROM unfilled WHERE what = @what").run({ what });
    }
  });
}
