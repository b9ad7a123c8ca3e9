// The filter expressions of ARD's lists: comparisons joined with AND, such as `type = 'application/mcp-server-card+json' AND updatedAt > '2026-01-01'`.

import type { Span } from "../store/facet-query.ts";
import type { FacetFilter, FacetName } from "../store/facets.ts";
import { checkValues, facetOfField, fieldNames } from "./ard-fields.ts";
import { ArdProblem } from "./ard-problem.ts";
import { instantOf } from "./instant.ts";

/** Characters of an expression. */
export const maxExpressionLength = 1_000;

/** What an expression asks for. */
export interface Expression {
  readonly filter: FacetFilter;
  readonly updated: Span;
  readonly published: Span;
}

const token = /\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(>=|<=|!=|[=<>(),])|([^\s=<>!(),'"]+))/y;

interface Token {
  readonly text: string;
  readonly kind: "quoted" | "sign" | "word";
}

const times: ReadonlyMap<string, "updated" | "published"> = new Map([
  ["updatedAt", "updated"],
  ["updatedAfter", "updated"],
  ["updatedBefore", "updated"],
  ["createdAt", "published"],
  ["createdAfter", "published"],
  ["createdBefore", "published"],
]);

/** Reads an expression: `FIELD = 'value'`, `FIELD IN ('a', 'b')`, `TIME > 'date'`, joined with AND. Throws a 400 with an example. */
export function readExpression(text: string): Expression {
  if (text.length > maxExpressionLength)
    throw new ArdProblem(`filter is longer than ${maxExpressionLength} characters`);
  const rest = tokensOf(text);
  const filter = new Map<FacetName, readonly string[]>();
  const spans: Record<"updated" | "published", Span> = { updated: {}, published: {} };
  for (;;) {
    const field = rest.shift();
    const sign = rest.shift();
    if (field?.kind !== "word" || sign === undefined) throw malformed();
    const time = times.get(field.text);
    if (time === undefined) {
      const facet = facetOfField(field.text);
      const values = readValues(sign, rest);
      const before = filter.get(facet);
      // Said twice, both must hold: what neither says cannot.
      filter.set(facet, before === undefined ? values : before.filter((value) => values.includes(value)));
    } else spans[time] = narrow(spans[time], sign, literalOf(rest.shift()));
    const joint = rest.shift();
    if (joint === undefined) return { filter, ...spans };
    if (joint.kind !== "word" || joint.text.toUpperCase() !== "AND") throw malformed();
  }
}

function tokensOf(text: string): Token[] {
  const found: Token[] = [];
  token.lastIndex = 0;
  const trimmed = text.trimEnd();
  while (token.lastIndex < trimmed.length) {
    const [, single, double, sign, word] = token.exec(trimmed) ?? [];
    const quoted = single ?? double;
    if (quoted !== undefined) found.push({ text: quoted.replace(/\\(.)/g, "$1"), kind: "quoted" });
    else if (sign !== undefined) found.push({ text: sign, kind: "sign" });
    else if (word !== undefined) found.push({ text: word, kind: "word" });
    else throw malformed();
  }
  return found;
}

function readValues(sign: Token, rest: Token[]): readonly string[] {
  if (sign.kind === "sign" && sign.text === "=") return checkValues([literalOf(rest.shift())]);
  if (sign.kind !== "word" || sign.text.toUpperCase() !== "IN" || rest.shift()?.text !== "(") throw malformed();
  const values: string[] = [];
  for (;;) {
    values.push(literalOf(rest.shift()));
    const next = rest.shift();
    if (next?.kind !== "sign" || (next.text !== "," && next.text !== ")")) throw malformed();
    if (next.text === ")") return checkValues(values);
  }
}

function literalOf(value: Token | undefined): string {
  if (value === undefined || value.kind === "sign") throw malformed();
  return value.text;
}

function narrow(span: Span, { text: sign, kind }: Token, value: string): Span {
  const time = instantOf(/^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T00:00:00Z` : value)?.getTime();
  if (time === undefined) throw new ArdProblem("a time must be a date or an RFC 3339 time, such as '2026-01-31'");
  if (kind !== "sign" || ![">", ">=", "<", "<="].includes(sign))
    throw new ArdProblem("a time is compared with >, >=, < or <=");
  const bound = time + (sign === ">" || sign === "<=" ? 1 : 0);
  if (sign.startsWith(">")) return { ...span, from: Math.max(bound, span.from ?? bound) };
  return { ...span, before: Math.min(bound, span.before ?? bound) };
}

function malformed(): ArdProblem {
  return new ArdProblem(
    `filter is no expression: join comparisons with AND, such as type = 'application/mcp-server-card+json' AND updatedAt > '2026-01-31'; ` +
      `lists are tags IN ('a', 'b'); fields are ${[...fieldNames, ...times.keys()].join(", ")}`,
  );
}
