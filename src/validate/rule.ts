// What a rule is: one thing that a document which satisfies its schema can still get wrong.

import type { Card, Catalog } from "../document/card.ts";
import type { Code, Severity } from "../document/diagnostic.ts";
import type { Fix } from "../document/fix.ts";

/** What a rule yields; the rule's own id, severity and spec link are added by the caller. */
export interface Finding {
  /** JSON Pointer to the value that is wrong. */
  readonly pointer: string;
  /** Lower-case clause, subject first, offending value quoted, no full stop. */
  readonly message: string;
  /** What to write instead: imperative, concrete. */
  readonly hint: string;
  /** The piece of the value's own text to underline, where not all of it is wrong. */
  readonly part?: string;
  /** Underline the member's key instead of its value. */
  readonly onKey?: boolean;
  /** Only where one rule speaks with two voices (spec.md 1.5 gives both). */
  readonly severity?: Severity;
  /** What would mend it without losing anything; the finding is then marked fixable. Pointers as in `pointer`. */
  readonly fix?: Fix | undefined;
}

/** What a rule may know besides the document. */
export interface RuleContext {
  /** The exact host that served the document, where it is known. */
  readonly servedFrom?: string;
}

/** What validate needs to know of a rule besides its check. */
export interface RuleInfo {
  /** `family/kebab-name`; the file is named for the second half. */
  readonly id: Code;
  readonly severity: Severity;
  /** A link to the sentence that asks for it (or, for our own choices, to docs/rules.md). */
  readonly spec: string;
}

/**
 * What a rule says of itself, for docs/rules.md and the table of codes. Not for validate: the command line's fast start leaves
 * it out (scripts/rule-prose.mjs), so {@link JudgingRule} does not have it.
 */
export interface RuleProse {
  /** One line for lists. */
  readonly title: string;
  /** Why it matters to somebody, in two or three sentences. */
  readonly rationale: string;
  /** A complete minimal document that this rule does not speak about. */
  readonly good: unknown;
  /** A complete minimal document that makes it speak. */
  readonly bad: unknown;
  /** Ids of other rules that `bad` cannot help setting off. */
  readonly also?: readonly Code[];
}

interface CardCheck extends RuleInfo {
  readonly on: "card";
  /**
   * Found in the JSON (without white space) of every card that the rule speaks about, so that it is not asked about others: most
   * rules look for something that most cards do not have. Absent where any card may be spoken about. Never with `g` or `y`.
   */
  readonly trace?: RegExp;
  check(card: Card, context: RuleContext): Iterable<Finding>;
}

interface CatalogCheck extends RuleInfo {
  readonly on: "catalog";
  check(catalog: Catalog, context: RuleContext): Iterable<Finding>;
}

/** A rule about a Server Card. */
export interface CardRule extends CardCheck, RuleProse {}

/** A rule about an AI Catalog; entries are unchecked, so a rule looks before it reads. */
export interface CatalogRule extends CatalogCheck, RuleProse {}

/** Any rule, with all that it says of itself. */
export type Rule = CardRule | CatalogRule;

/** Any rule, as far as a judge needs it. */
export type JudgingRule = CardCheck | CatalogCheck;

/** Gives the rule back, checked by the compiler. */
export function defineRule<R extends Rule>(rule: R): R {
  return rule;
}
