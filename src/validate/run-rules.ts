// Runs the rules over what satisfied its schema.

import type { Card, Catalog } from "../document/card.ts";
import type { Finding, JudgingRule, RuleContext } from "./rule.ts";
import { rules as documentedRules } from "./rules/index.ts";
import { jsonOf } from "./rules/parts.ts";
import { mended, type Unplaced } from "./unplaced.ts";

const rules: readonly JudgingRule[] = documentedRules;
/** The trace of a rule that has none. */
const any = /^/;
const cardRules = rules.filter((rule) => rule.on === "card");
/** A trace that rules share is looked for once. */
const traces = [...new Set(cardRules.map(({ trace }) => trace ?? any))];
const traced = cardRules.map((rule) => ({ rule, at: traces.indexOf(rule.trace ?? any) }));
const catalogRules = rules.filter((rule) => rule.on === "catalog");

function finding(rule: JudgingRule, found: Finding): Unplaced {
  const { severity, fix, ...rest } = found;
  // A page of our own docs is no address on the web: reports carry absolute links only (schemas/report.schema.json).
  const link = rule.spec.startsWith("https:") ? { spec: rule.spec } : {};
  return { code: rule.id, severity: severity ?? rule.severity, ...link, ...rest, ...mended(fix) };
}

/** Yields what the card rules find, in the order of the rules. */
export function* checkCardRules(card: Card, context: RuleContext): Generator<Unplaced> {
  const json = jsonOf(card);
  const isFound: boolean[] = [];
  for (let at = 0; at < traces.length; at += 1) isFound[at] = (traces[at] ?? any).test(json);
  for (const { rule, at } of traced) {
    if (isFound[at] === true) for (const found of rule.check(card, context)) yield finding(rule, found);
  }
}

/** Yields what the catalog rules find, in the order of the rules. */
export function* checkCatalogRules(catalog: Catalog, context: RuleContext): Generator<Unplaced> {
  for (const rule of catalogRules) for (const found of rule.check(catalog, context)) yield finding(rule, found);
}
