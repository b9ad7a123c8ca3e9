// Judges one value that is meant as a Server Card v1: schema, then rules, then admission.

import { checkAdmission } from "../admission/admission.ts";
import type { Card } from "../document/card.ts";
import { maxDiagnostics } from "../document/diagnostic.ts";
import type { ValidateOptions } from "./options.ts";
import { checkCardRules } from "./run-rules.ts";
import { checkSchema } from "./schema-stage.ts";
import { adjusted } from "./severities.ts";
import type { Unplaced } from "./unplaced.ts";

/** A judged card: present only when it satisfied the schema. Pointers start at the card's own root. */
export interface JudgedCard {
  readonly card?: Card;
  readonly findings: readonly Unplaced[];
}

/**
 * Takes at most {@link maxDiagnostics} findings of one code and severity, so that a hostile document costs a bounded
 * number, and none can hide an error behind a thousand warnings.
 */
export function take(findings: Iterable<Unplaced>): Unplaced[] {
  const taken: Unplaced[] = [];
  const counts = new Map<string, number>();
  for (const found of findings) {
    const kind = `${found.severity} ${found.code}`;
    const count = counts.get(kind) ?? 0;
    counts.set(kind, count + 1);
    if (count < maxDiagnostics) taken.push(found);
  }
  return taken;
}

/** Judges a value as a card. A stage that fails stops the later ones. */
export function judgeCard(value: unknown, options: ValidateOptions): JudgedCard {
  const broken = take(checkSchema("card", value));
  if (broken.length > 0) return { findings: broken };
  const card = value as Card;
  const context = options.servedFrom === undefined ? {} : { servedFrom: options.servedFrom };
  const findings = take(adjusted(checkCardRules(card, context), options.severities));
  if (options.admission) findings.push(...take(adjusted(checkAdmission(card), options.severities)));
  return { card, findings };
}
