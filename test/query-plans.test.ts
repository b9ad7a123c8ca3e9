// Every statement that an answer runs finds its rows by an index: SQLite is asked how it goes about each.

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { createApp } from "../registry/app.ts";
import { loadDriver } from "../registry/store/driver.ts";
import type { Engine } from "../registry/store/engine.ts";
import { engineOver, openStore, storeOver } from "../registry/store/sqlite.ts";
import { folderFor } from "./support/registry.ts";
import { fillPath, methodsOf, patternsOf } from "./support/routes.ts";
import { claimOf, commit, createClock, provedClaim, visitOf } from "./support/visits.ts";

/** Tables of one row, or of one for each thing that an operator does; those that stand for a list in memory; and the combinations of
 * values that few facets have. */
const small = ["counter", "secrets", "cadence", "sources", "runs", "forgotten", "json_each", "facet_sets"];

/** Statements that are known to read a whole table, each with its reason. */
const whole: readonly RegExp[] = [
  // Counted once between two commits, for the home page.
  /^SELECT\s+\(SELECT coalesce\(sum\(uses\), 0\) FROM facet_sets\) AS servers/,
];

/** An engine that remembers what was asked of it. */
function recording(engine: Engine, asked: Set<string>): Engine {
  return {
    ...engine,
    prepare<Row>(sql: string) {
      const statement = engine.prepare<Row>(sql);
      return {
        ...statement,
        get(values) {
          asked.add(sql);
          return statement.get(values);
        },
        all(values) {
          asked.add(sql);
          return statement.all(values);
        },
      };
    },
  };
}

/** What of a plan reads a table from end to end; a walk along an index is none, since its statements end by LIMIT. */
function scans(plan: readonly { readonly detail: string }[]): string[] {
  return plan
    .map(({ detail }) => detail)
    .filter((detail) => detail.startsWith("SCAN "))
    .filter((detail) => !/VIRTUAL TABLE|USING (?:COVERING )?INDEX|CONSTANT ROW|^SCAN (?:\(?subquery|m\b)/i.test(detail))
    .filter((detail) => !small.includes(detail.split(" ")[1] ?? ""));
}

test("what the API and the pages ask of the store is found by an index", async (t) => {
  const path = join(folderFor(t), "registry.db");
  const clock = createClock();
  const store = await openStore(path, { now: clock });
  const host = "weather.example.com";
  for (let n = 0; n < 30; n += 1) {
    const other = `h${n}.example.com`;
    await commit(
      store.frontier,
      visitOf(other, [claimOf(other, `com.example.h${n}/rain`, "1.0.0", { at: clock() })], clock()),
    );
    clock.advance(1_000);
  }
  const claim = provedClaim(host, "com.example.weather/rain", "1.0.0", { at: clock() });
  await commit(store.frontier, visitOf(host, [claim], clock()));
  await store.close();

  const Driver = await loadDriver();
  const database = new Driver(path, { readonly: true });
  t.after(() => database.close());
  const engine = engineOver(database);
  const asked = new Set<string>();
  const watched = storeOver(recording(engine, asked), path, { now: clock });
  const app = createApp({ store: watched, now: clock });
  const queries = [
    ...[
      "",
      "limit=1",
      "version=latest",
      "version=1.0.0",
      "search=rain",
      "search=rain&version=latest",
      "include_deleted=true",
    ],
    ...[
      "updated_since=2020-01-01T00:00:00Z",
      "updated_since=2999-01-01T00:00:00Z",
      "q=rain",
      "q=ran&after=1",
      "q=weather+forecast",
    ],
    ...["search=rain&updated_since=2020-01-01T00:00:00Z", "search=absent", "q=com.example&limit=1"],
  ];
  const values = (pattern: string, server: string) =>
    fillPath(pattern, (name) => {
      const [namespace = "", short = ""] = server.split("/");
      if (name === "name") return pattern.includes(":namespace") ? short : encodeURIComponent(server);
      return name === "namespace" ? namespace : name === "version" ? "1.0.0" : "x";
    });
  for (const pattern of patternsOf(app).filter((each) => methodsOf(app, each).includes("GET"))) {
    for (const server of ["com.example.weather/rain", "com.example/absent"]) {
      for (const query of queries) await app.request(`${values(pattern, server)}?${query}`);
    }
  }
  for (const query of [
    {},
    { of: host },
    { of: "com.example.weather/rain" },
    { of: "com.example.weather/rain", newest: true },
    { newest: true },
    { since: clock() },
    { after: 3 },
  ]) {
    await watched.history({ limit: 10, ...query });
  }
  assert.ok(asked.size >= 15, `${asked.size} statements`);
  const faults = [...asked]
    .filter((sql) => !whole.some((known) => known.test(sql)))
    .flatMap((sql) => {
      const names = [...new Set([...sql.matchAll(/@(\w+)/g)].map((match) => match[1] ?? ""))];
      const bound = Object.fromEntries(names.map((name) => [name, name === "match" || name === "search" ? '"a"' : 1]));
      const plan = database.prepare<object[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`);
      return scans(names.length > 0 ? plan.all(bound) : plan.all()).map((detail) => `${detail}: ${sql}`);
    });
  assert.deepEqual(faults, []);
});
