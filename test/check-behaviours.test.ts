// Every hostile server that a check can meet: it ends in time, never throws, and names what happened.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { check } from "../src/check/check.ts";
import { noteOn } from "../src/check/notes.ts";
import { printable } from "../src/document/printable.ts";
import type { Exchange } from "../src/http/exchange.ts";
import { behaviours } from "./support/behaviours.ts";
import { isForTheTransport, meanings, openBehaviour, timeoutFor } from "./support/played-behaviour.ts";
import { skipWithout } from "./support/shared-data.ts";

const skip = skipWithout("hostile-documents.jsonl");
const opened: { close(): Promise<void> }[] = [];
after(async () => {
  await Promise.all(opened.map((one) => one.close()));
});

function keep<T extends { close(): Promise<void> }>(one: T): T {
  opened.push(one);
  return one;
}

/** Conditions and HEAD as the first question are the exchange's own matter: a check asks GET first. */
const own = behaviours().filter(
  (one) => isForTheTransport(one) && one.behaviour.method === undefined && one.behaviour.given_validator === undefined,
);

for (const one of own) {
  const { id, expect } = one;
  test(`${id}: check names it, in time`, { skip }, async () => {
    const visit = (await openBehaviour(one, keep)).openVisit();
    const timeoutMs = timeoutFor(one);
    const exchange: Exchange = (ask) => visit.exchange({ ...ask, policy: { ...ask.policy, timeoutMs } });
    const started = performance.now();
    const found = await check("a.example.com", { exchange });
    const ms = performance.now() - started;
    assert.ok(ms < Math.max(8 * timeoutMs, 6000) + 1000, `took ${ms} ms`);
    for (const path of found.paths)
      assert.equal(printable(noteOn(path)), noteOn(path), "nothing of the host's own words");
    if (/^(?:any|accept_or_fail)$/.test(expect.outcome)) return;
    const [root] = found.paths;
    const said = root?.answer ? `answer ${root.answer.status}` : (root?.failure ?? found.failures[0])?.code;
    const wanted = expect.outcome.startsWith("accept") ? ["answer 200"] : (meanings[expect.code ?? ""] ?? []);
    assert.ok(wanted.includes(said ?? ""), `${said}, not ${wanted}`);
  });
}
