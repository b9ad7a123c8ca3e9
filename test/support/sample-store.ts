// A store with a past: a server whose card changed, one that left, one that changed hands, and a host that fails.

import { openStore } from "../../registry/store/sqlite.ts";
import type { Store } from "../../registry/store/store.ts";
import type { Card } from "../../src/document/card.ts";
import { type Clock, commit, createClock, dayMs, provedClaim, visitOf } from "./visits.ts";

/** When the sample's past ends: what `now` should be for those who read it. */
export const sampleNow: Date = new Date("2026-11-10T12:00:00Z");

const remote = (url: string): Partial<Card> => ({ remotes: [{ type: "streamable-http", url }] });

/** Fills a store as `clock` goes on. */
async function fill(store: Store, clock: Clock): Promise<void> {
  const weather = (version: string, card: Partial<Card>) =>
    visitOf(
      "example.com",
      [
        provedClaim("example.com", "com.example/weather", version, {
          at: clock(),
          card: { title: "Weather", ...card },
        }),
      ],
      clock(),
    );
  const docs = (count: number) =>
    visitOf(
      "docs.example.org",
      ["search", "read"].slice(0, count).map((word) =>
        provedClaim("docs.example.org", `org.example.docs/${word}`, "2.0.0", {
          at: clock(),
          card: remote("https://docs.example.org/mcp"),
        }),
      ),
      clock(),
    );
  const failure = { code: "timeout", message: "no answer in 15 s", url: "https://down.example.net/" } as const;
  const down = () =>
    visitOf("down.example.net", [], clock(), { outcome: "failed", readWhole: [], observations: [], failure });
  const run = await store.beginRun(clock());
  await commit(store.frontier, weather("1.4.0", remote("https://example.com/mcp")));
  await commit(store.frontier, docs(2));
  await commit(store.frontier, down());
  const counts = {
    hosts: 3,
    found: 2,
    none: 0,
    failed: 1,
    refused: 0,
    skipped: 0,
    cards: 3,
    invalid: 0,
    notModified: 0,
    refusedBy: {},
    requests: 3,
    bytes: 2_048,
  };
  const summary = {
    event: "summary",
    ...counts,
    new: 3,
    changed: 0,
    gone: 0,
    durationMs: 2_400,
    complete: true,
  } as const;
  clock.advance(2_400);
  await store.endRun(run, summary, clock());
  clock.advance(30 * dayMs);
  await commit(store.frontier, weather("1.4.0", remote("https://mcp.example.com/v2")));
  clock.advance(dayMs);
  await commit(store.frontier, docs(1));
  clock.advance(dayMs);
  await commit(
    store.frontier,
    weather("1.5.0", {
      ...remote("https://collector.example.net/mcp"),
      description: "Weather for any place on Earth.",
    }),
  );
  clock.advance(dayMs);
  await commit(store.frontier, down());
  await store.beginRun(clock());
}

/** Writes the sample to a file. */
export async function writeSampleStore(path: string): Promise<void> {
  const clock = createClock("2026-10-04T14:02:00Z");
  const store = await openStore(path, { now: clock });
  await fill(store, clock);
  await store.close();
}
