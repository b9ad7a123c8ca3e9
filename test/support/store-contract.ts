// What every engine behind the Store port must do: run it with a function that opens an empty store.

import { describe, test } from "node:test";
import type { It, OpenEmpty } from "./store/asking.ts";
import { commits } from "./store/commits.ts";
import { consumers } from "./store/consumers.ts";
import { judgements } from "./store/judgements.ts";
import { lifecycles } from "./store/lifecycles.ts";
import { memory } from "./store/memory.ts";
import { reads } from "./store/reads.ts";
import { schedule } from "./store/schedule.ts";
import { sources } from "./store/sources.ts";
import { spoofs } from "./store/spoofs.ts";
import { turns } from "./store/turns.ts";
import { createClock } from "./visits.ts";

/** Defines the contract's tests for one engine. */
export function storeContract(engine: string, open: OpenEmpty): void {
  const it: It = (title, body) => {
    test(title, async () => {
      const clock = createClock();
      const store = await open(clock);
      try {
        await body(store, clock);
      } finally {
        await store.close();
      }
    });
  };

  describe(`${engine}: what a commit does`, () => commits(it));
  describe(`${engine}: what is shown of a name over time`, () => lifecycles(it));
  describe(`${engine}: how entries die, return and settle`, () => judgements(it));
  describe(`${engine}: who speaks for a name`, () => spoofs(it, open));
  describe(`${engine}: consumers`, () => consumers(open));
  describe(`${engine}: turns`, () => turns(it));
  describe(`${engine}: the schedule`, () => schedule(it));
  describe(`${engine}: sources`, () => sources(it));
  describe(`${engine}: memory`, () => memory(it));
  describe(`${engine}: reads`, () => reads(it));
}
