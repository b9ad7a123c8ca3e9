// The judged queries and the servers that they are judged over: for the benchmark, and for the test that holds its floor.

import { readFileSync } from "node:fs";
import { openStore } from "../../registry/store/sqlite.ts";
import type { Store } from "../../registry/store/store.ts";
import { claimOf, commit, createClock, visitOf } from "../../test/support/visits.ts";

/** One query and the servers that it asks for, graded 1 (related) to 3 (what was asked for). */
export interface Judgement {
  readonly kind: string;
  readonly query: string;
  readonly relevant: Readonly<Record<string, number>>;
}

/** Means over some queries, each from 0 to 1. */
export interface Measured {
  readonly ndcg: number;
  readonly recall: number;
  readonly mrr: number;
}

interface Sample {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly url: string;
  readonly provider: string;
  readonly description: string;
  readonly tags: readonly string[];
}

/** A store of the samples: names made from the host and the id, tags and category as their catalog would give them. */
export async function openSampleStore(
  path: string,
): Promise<{ readonly store: Store; readonly samples: readonly { readonly name: string }[]; close(): Promise<void> }> {
  const samples: readonly Sample[] = JSON.parse(readFileSync(path, "utf8"));
  const clock = createClock();
  const store = await openStore(":memory:", { now: clock });
  const names: { name: string }[] = [];
  for (const { id, name: title, category, url, description, tags } of samples) {
    const { hostname } = new URL(url);
    const name = `${hostname.split(".").reverse().join(".")}/${id}`;
    names.push({ name });
    const card = {
      title,
      description: description.slice(0, 100),
      remotes: [{ type: "streamable-http" as const, url }],
    };
    const claim = claimOf(`${id}.example.com`, name, "1.0.0", {
      at: clock(),
      card,
      endpointHosts: [hostname],
      tags: [...tags, category],
    });
    await commit(store.frontier, visitOf(`${id}.example.com`, [claim], clock()));
  }
  return { store, samples: names, close: () => store.close() };
}

/** Asks every query and measures what came: all together, by kind, and the ten worst. */
export async function measures(
  judgements: readonly Judgement[],
  ask: (query: string) => Promise<readonly string[]>,
): Promise<{
  readonly all: Measured;
  readonly kinds: ReadonlyMap<string, Measured>;
  readonly worst: readonly { readonly query: string; readonly ndcg: number; readonly found: readonly string[] }[];
}> {
  const rows: (Measured & { readonly query: string; readonly kind: string; readonly found: readonly string[] })[] = [];
  for (const { kind, query, relevant } of judgements) {
    const found = await ask(query);
    rows.push({ kind, query, found, ...measureOne(found, relevant) });
  }
  const kinds = new Map(
    [...new Set(rows.map(({ kind }) => kind))].map((kind) => [kind, mean(rows.filter((row) => row.kind === kind))]),
  );
  const worst = [...rows].sort((a, b) => a.ndcg - b.ndcg).slice(0, 10);
  return { all: mean(rows), kinds, worst };
}

function measureOne(found: readonly string[], relevant: Judgement["relevant"]): Measured {
  const grades = found.slice(0, 10).map((id) => relevant[id] ?? 0);
  const ideal = Object.values(relevant)
    .sort((a, b) => b - a)
    .slice(0, 10);
  const wanted = Object.keys(relevant).length;
  const first = grades.findIndex((grade) => grade > 0);
  return {
    ndcg: gain(grades) / gain(ideal),
    recall: grades.filter((grade) => grade > 0).length / Math.min(wanted, 10),
    mrr: first === -1 ? 0 : 1 / (first + 1),
  };
}

/** Discounted cumulative gain, with the usual exponential gain of a grade. */
function gain(grades: readonly number[]): number {
  return grades.reduce((sum, grade, index) => sum + (2 ** grade - 1) / Math.log2(index + 2), 0);
}

function mean(rows: readonly Measured[]): Measured {
  const of = (member: keyof Measured): number => rows.reduce((sum, row) => sum + row[member], 0) / rows.length;
  return { ndcg: of("ndcg"), recall: of("recall"), mrr: of("mrr") };
}
