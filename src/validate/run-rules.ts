// Runs the rules over what satisfied its schema.

import type { Card, Catalog } from "../document/card.ts";
import type { Finding, JudgingRule, RuleContext } from "./rule.ts";
import { rules as documentedRules } from "./rules/index.ts";
import { jsonOf } from "./rules/parts.ts";
import { mended, type Unplaced } from "./unplaced.ts";

const rules: readonly JudgingRule[] = documentedRules;
const catalogRules = rules.filter((rule) => rule.on === "catalog");
const cardRules = rules.filter((rule) => rule.on === "card");

/** The trace of a rule that has none. */
const any = /^/;
/** Each trace once, though rules share some, and which of them each card rule waits for. */
const traces = [...new Set(cardRules.map(({ trace = any }) => trace))];
const traceOf = cardRules.map(({ trace = any }) => traces.indexOf(trace));

function finding(rule: JudgingRule, found: Finding): Unplaced {
  const { severity, fix, ...rest } = found;
  // A page of our own docs is no address on the web: reports carry absolute links only (schemas/report.schema.json).
  const link = rule.spec.startsWith("https:") ? { spec: rule.spec } : {};
  return { code: rule.id, severity: severity ?? rule.severity, ...link, ...rest, ...mended(fix) };
}

/** Yields what the card rules find, in the order of the rules. */
export function* checkCardRules(card: Card, context: RuleContext): Generator<Unplaced> {
  const json = jsonOf(card);
  const isFound = traces.map((trace) => trace.test(json));
  // By index: this is where most of the time goes that the rules take, and an iterator would double it.
  for (let index = 0; index < cardRules.length; index += 1) {
    const rule = cardRules[index];
    if (rule === undefined || isFound[traceOf[index] ?? 0] === false) continue;
    for (const found of rule.check(card, context)) yield finding(rule, found);
  }
}

/** Yields what the catalog rules find, in the order of the rules. */
export function* checkCatalogRules(catalog: Catalog, context: RuleContext): Generator<Unplaced> {
  for (const rule of catalogRules) for (const found of rule.check(catalog, context)) yield finding(rule, found);
}
