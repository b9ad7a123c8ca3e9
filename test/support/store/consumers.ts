// The store contract: whoever polls with updated_since sees each change once and ends with the whole picture.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Entry, ListQuery, Store } from "../../../registry/store/store.ts";
import { type Clock, claimOf, commit, createClock, dayMs, provedClaim, visitOf } from "../visits.ts";
import type { OpenEmpty } from "./asking.ts";

const hosts = ["example.com", "a.example.net", "b.example.net"] as const;

type Action =
  | {
      readonly do: "visit";
      readonly host: (typeof hosts)[number];
      readonly versions: readonly string[];
      readonly title: string;
    }
  | { readonly do: "break" | "lose" | "fail" | "shut"; readonly host: (typeof hosts)[number] }
  | { readonly do: "wait"; readonly ms: number }
  | { readonly do: "poll" | "compact" };

const anyHost = fc.constantFrom(...hosts);
const anyAction: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("visit" as const),
      host: anyHost,
      versions: fc.uniqueArray(fc.constantFrom("1.0.0", "1.1.0", "2.0.0"), { maxLength: 2 }),
      title: fc.constantFrom("A", "B"),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom("break" as const, "lose" as const, "fail" as const, "shut" as const),
      host: anyHost,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("wait" as const),
      ms: fc.constantFrom(0, 1, 1_000, -5_000, dayMs, 40 * dayMs),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom("poll" as const, "poll" as const, "compact" as const) }) },
);

/** Does one thing to the store. */
async function act(store: Store, clock: Clock, action: Action): Promise<void> {
  if (action.do === "wait") clock.advance(action.ms);
  if (action.do === "compact") await store.compact({ keepMs: dayMs });
  if (!("host" in action)) return;
  const { host } = action;
  const url = `https://${host}/.well-known/ai-catalog.json`;
  const visit = (parts: Parameters<typeof visitOf>[3]) => commit(store.frontier, visitOf(host, [], clock(), parts));
  if (action.do === "visit") {
    const claim = host === "example.com" ? provedClaim : claimOf;
    const claims = action.versions.map((version) =>
      claim(host, "com.example/a", version, {
        at: clock(),
        card: { title: action.title },
        cardUrl: `https://${host}/${version}`,
      }),
    );
    await commit(store.frontier, visitOf(host, claims, clock()));
  } else if (action.do === "break") await visit({ unreadable: [`https://${host}/1.0.0`] });
  else if (action.do === "lose") {
    await visit({
      outcome: "none",
      readWhole: [],
      observations: [{ url, at: clock(), outcome: "absent", status: 410 }],
    });
  } else {
    const code = action.do === "fail" ? "dns" : "robots";
    const outcome = action.do === "fail" ? "failed" : "refused";
    await visit({ outcome, failure: { code, message: "no", url }, readWhole: [], observations: [] });
  }
}

/** Everything of an entry that a change may alter; freshness and dates of evidence are no change. */
function seen({ name, version, serverJson, status, isLatest, statusMessage, updatedAt }: Entry): string {
  return JSON.stringify([name, version, serverJson, status, isLatest, statusMessage, updatedAt]);
}

/** One list, read page by page. */
async function whole(store: Store, query: Partial<ListQuery>): Promise<Entry[]> {
  const entries: Entry[] = [];
  let page = await store.list({ limit: 2, includeDeleted: true, ...query });
  for (;;) {
    entries.push(...page.entries);
    if (!page.next) return entries;
    page = await store.list({ limit: 2, includeDeleted: true, ...query, after: page.next });
  }
}

export function consumers(open: OpenEmpty): void {
  test("whoever polls with the last updatedAt that it saw misses no change and sees none twice", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyAction, { minLength: 5, maxLength: 40 }), async (actions) => {
        const clock = createClock();
        const store = await open(clock);
        const picture = new Map<string, { readonly text: string; readonly at: number }>();
        let cursor = new Date(0);
        const poll = async (): Promise<void> => {
          for (const entry of await whole(store, { updatedSince: cursor })) {
            const key = `${entry.name}@${entry.version}`;
            const at = entry.updatedAt.getTime();
            assert.ok(at > (picture.get(key)?.at ?? 0), `${key} is told twice`);
            picture.set(key, { text: seen(entry), at });
          }
          cursor = new Date(Math.max(cursor.getTime(), ...[...picture.values()].map(({ at }) => at)));
        };
        try {
          for (const action of actions) {
            await act(store, clock, action);
            if (action.do === "poll") await poll();
          }
          await poll();
          const told = [...picture.values()].map(({ text }) => text).sort();
          assert.deepEqual(told, (await whole(store, {})).map(seen).sort());
        } finally {
          await store.close();
        }
      }),
      { numRuns: 60 },
    );
  });
}
