// Reads the `{variable}` templates of a card: which variables a text names, and which braces are no variable.

import { remember } from "./remember.ts";

/** The braces that a text holds, told apart (spec.md 1.5, SC-VAR-TPL). */
export interface Template {
  /** Names of the variables in order of appearance, each once. */
  readonly variables: readonly string[];
  /** Pieces with braces that do not spell a variable, such as `{a-b}`, `{}` or a lone `{`. */
  readonly malformed: readonly string[];
}

const pieces = /\{\{[^{}]*\}\}|\{[^{}]*\}|[{}]/g;
const variable = /^\{([a-zA-Z_][a-zA-Z0-9_]*)\}$/;

/** Longer texts are judged by their beginning: a URL or header of this length reaches no server. */
export const maxTemplateUnits: number = 16 * 1024;

/** What most texts are. */
const plain: Template = { variables: [], malformed: [] };

/** Splits the braces of a text; there is no escape for a brace, so each one counts. */
export function readTemplate(text: string): Template {
  return text.includes("{") || text.includes("}") ? readBraces(text) : plain;
}

const readBraces = remember((text: string): Template => {
  const variables = new Set<string>();
  const malformed: string[] = [];
  for (const [piece] of text.slice(0, maxTemplateUnits).matchAll(pieces)) {
    const name = variable.exec(piece)?.[1];
    if (name === undefined) malformed.push(piece);
    else variables.add(name);
  }
  return { variables: [...variables], malformed };
});

/** True where a text is made of variables, scheme words and punctuation only, so that it tells no value by itself. */
export function isPureTemplate(text: string): boolean {
  if (readTemplate(text).variables.length === 0) return false;
  const literal = text.replace(/\{[a-zA-Z_][a-zA-Z0-9_]*\}/g, " ");
  return /^(?:\s|[:;,=|/.-]|\b(?:bearer|basic|token|digest|apikey|key|session|sid|id|auth)\b)*$/i.test(literal);
}

/**
 * Replaces each variable once by what `value` gives for it; what it leaves undefined stays in braces. The result ends
 * after {@link maxTemplateUnits}: variables with long values would else make a text that no memory holds.
 */
export function expandTemplate(text: string, value: (name: string) => string | undefined): string {
  const read = text.slice(0, maxTemplateUnits);
  if (!read.includes("{")) return read;
  let [expanded, done] = ["", 0];
  for (const { 0: whole, 1: name = "", index } of read.matchAll(/\{([a-zA-Z_][a-zA-Z0-9_]*)\}/g)) {
    expanded += read.slice(done, index) + (value(name) ?? whole);
    done = index + whole.length;
    if (expanded.length >= maxTemplateUnits) return expanded.slice(0, maxTemplateUnits);
  }
  return (expanded + read.slice(done)).slice(0, maxTemplateUnits);
}
