// Holds the traces of the rules: where one is not found, its rule has nothing to say, on real cards and on damaged ones.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import type { Card } from "../src/document/card.ts";
import type { CardRule } from "../src/validate/rule.ts";
import { rules } from "../src/validate/rules/index.ts";
import { checkSchema } from "../src/validate/schema-stage.ts";
import { projectRoot, sharedData, skipWithout } from "./support/shared-data.ts";

const cardRules = rules.filter((rule): rule is CardRule => rule.on === "card");
const traced = cardRules.filter((rule) => rule.trace !== undefined);

const isCard = (value: unknown): value is Card => [...checkSchema("card", value)].length === 0;

function cardsBelow(folder: string | undefined): readonly Card[] {
  if (folder === undefined) return [];
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".json"));
  return names.map((name) => read(readFileSync(join(folder, name), "utf8"))).filter(isCard);
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Says of a card what the rules say that would not have been asked. */
function unasked(card: Card): string[] {
  const json = JSON.stringify(card);
  return traced
    .filter((rule) => rule.trace?.test(json) === false)
    .flatMap((rule) => [...rule.check(card, { servedFrom: "example.net" })].map(() => `${rule.id}: ${json}`));
}

const samples = cardRules.flatMap(({ good, bad }) => [good, bad]).filter(isCard);
const examples = cardsBelow(join(projectRoot, "schemas/examples"));
const wild = cardsBelow(sharedData("wild"));

test("many rules have a trace, and none that remembers where it was", () => {
  assert.ok(traced.length >= 25);
  for (const { id, trace } of traced) assert.doesNotMatch(trace?.flags ?? "", /[gy]/, id);
});

test("a trace is found in each card that its rule speaks about", () => {
  assert.ok(samples.length > 90 && examples.length > 3);
  assert.deepEqual([...samples, ...examples].flatMap(unasked), []);
});

test("a trace is found in each real card that its rule speaks about", { skip: skipWithout("wild") }, () => {
  assert.ok(wild.length > 0);
  assert.deepEqual(wild.flatMap(unasked), []);
});

type Place = readonly [owner: Record<string, unknown>, key: string];

/** Each text and each flag in a value, by the object that holds it. */
function placesIn(value: unknown): readonly Place[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    typeof item === "object" ? placesIn(item) : [[value as Record<string, unknown>, key] as const],
  );
}

/** Texts of the rules' own documents, in each of which some rule looks for something. */
const texts = [...new Set(samples.flatMap(placesIn).flatMap(([owner, key]) => [key, owner[key]]))].filter(
  (text) => typeof text === "string",
);

/** What JSON writes with an escape, what folds to ASCII, and what ends or opens something. */
const oddities = [
  ...'"\\\t\n\r\u0001\u007f\u2028\u212a\u017f\u0130{}<#@? ',
  "\\t",
  "http://",
  "://",
  "127.0.0.1",
  "coo\u212aie",
];

test("a trace is found in each damaged card that its rule speaks about", () => {
  const piece = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...texts) },
    { weight: 2, arbitrary: fc.constantFrom(...oddities) },
    { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 8 }) },
  );
  const damage = fc.record({
    place: fc.nat(),
    text: fc.array(piece, { maxLength: 3 }),
    keep: fc.nat(12),
    everywhere: fc.boolean(),
  });
  let judged = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...samples, ...examples, ...wild),
      fc.array(damage, { minLength: 1, maxLength: 3 }),
      (whole, damages) => {
        const card = structuredClone(whole) as Card;
        for (const { place, text, keep, everywhere } of damages) {
          const places = placesIn(card);
          const [owner, key] = places[place % places.length] ?? [{}, ""];
          const before = owner[key];
          if (typeof before !== "string") owner[key] = !before;
          else
            for (const [each, member] of places)
              if (
                (each === owner && member === key) ||
                (everywhere && String(each[member]).startsWith(before.slice(0, 5)))
              )
                each[member] = before.slice(0, keep) + text.join("");
        }
        if (!isCard(card)) return;
        judged += 1;
        assert.deepEqual(unasked(card), []);
      },
    ),
    { numRuns: 4000 },
  );
  assert.ok(judged > 500, `only ${judged} damaged cards satisfied the schema`);
});
