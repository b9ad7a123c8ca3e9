// Carries the names of the headers that a server wants into a card, and never a value that somebody wrote for one.

import type { Input, KeyValueInput } from "../document/card.ts";
import { isPureTemplate, readTemplate } from "../text/templates.ts";
import type { Note } from "./dialect.ts";
import { filledMember, itemsOf, member, membersOf, under } from "./source.ts";

/** Headers, and what was left behind of them. */
export interface CarriedHeaders {
  readonly headers: readonly KeyValueInput[];
  readonly dropped: readonly Note[];
}

/** At most this many headers of one remote are carried: more is no server's wish. */
export const maxHeaders = 30;

/** An RFC 9110 field name of a sensible length. */
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/;
const transportOwned =
  /^(?:host|content-length|content-type|transfer-encoding|connection|upgrade|te|trailer|keep-alive|proxy-.*|accept|mcp-protocol-version|mcp-session-id|mcp-method|mcp-name|last-event-id)$/i;
/** Whether a card may name this header: a field name that the transport does not set itself. */
export function isCarriedHeader(name: string): boolean {
  return token.test(name) && !transportOwned.test(name);
}

const credentialHeader = /authorization|cookie|api[-_]?key|token|secret|password|auth/i;
const formats = new Set(["string", "number", "boolean", "filepath"]);

/** An input without the values that somebody set: what remains describes it. */
function describedInput(value: unknown, secret: boolean): Input {
  const description = filledMember(value, "description");
  const format = filledMember(value, "format");
  const choices = itemsOf(member(value, "choices")).filter((choice) => typeof choice === "string");
  const distinct = [...new Set(choices)];
  return {
    ...(description !== undefined && { description }),
    ...(member(value, "isRequired") === true && { isRequired: true }),
    ...((secret || member(value, "isSecret") === true) && { isSecret: true }),
    ...(format !== undefined && formats.has(format) && { format: format as NonNullable<Input["format"]> }),
    ...(!secret && distinct.length > 0 && { choices: distinct }),
  };
}

/** A URL variable of a document that already has the members of a card: values stay, but for those of secrets. */
export function carryVariable(value: unknown): Input {
  const secret = member(value, "isSecret") === true;
  const texts = ["placeholder", "default", "value"].flatMap((name) => {
    const text = member(value, name);
    return typeof text === "string" && !secret && !/[{}]/.test(text) ? [[name, text] as const] : [];
  });
  const made: Input = { ...describedInput(value, secret), ...Object.fromEntries(texts) };
  if (made.choices === undefined) return made;
  const { choices, ...rest } = made;
  const fits = [made.default, made.value].every((text) => text === undefined || choices.includes(text));
  return fits ? made : rest;
}

function carryHeader(name: string, value: unknown, pointer: string, dropped: Note[]): KeyValueInput {
  const described = membersOf(value);
  const variables = membersOf(member(described, "variables"));
  const template = filledMember(described, "value");
  const names = template !== undefined && isPureTemplate(template) ? readTemplate(template) : undefined;
  const carried =
    names !== undefined &&
    names.malformed.length === 0 &&
    names.variables.every((each) => membersOf(member(variables, each)) !== undefined);
  const left = ["value", "default", "placeholder"].filter(
    (set) => member(described, set) !== undefined && !(set === "value" && carried),
  );
  for (const set of left)
    dropped.push({ pointer: under(pointer, set), message: "values of headers are never carried over" });
  const secret = member(described, "isSecret") === true || credentialHeader.test(name) || described === undefined;
  if (!carried || template === undefined)
    return { name, ...describedInput(described, secret), ...(described === undefined && { isRequired: true }) };
  const inputs = names.variables.map((each) => [
    each,
    describedInput(member(variables, each), secret || member(member(variables, each), "isSecret") === true),
  ]);
  const { choices: _, isSecret: __, ...rest } = describedInput(described, false);
  return { name, ...rest, ...(secret && { isSecret: true }), value: template, variables: Object.fromEntries(inputs) };
}

/** Reads a `headers` member: a card's array of inputs, or a map of names to values. */
export function carryHeaders(value: unknown, pointer: string): CarriedHeaders {
  const dropped: Note[] = [];
  const listed: readonly (readonly [name: string | undefined, value: unknown, pointer: string])[] = Array.isArray(value)
    ? value.map((item, index) => [filledMember(item, "name"), membersOf(item) ?? {}, under(pointer, index)])
    : Object.keys(membersOf(value) ?? {}).map((name) => [name, undefined, under(pointer, name)] as const);
  const seen = new Set<string>();
  const headers: KeyValueInput[] = [];
  for (const [name, described, at] of listed) {
    const lower = name?.toLowerCase() ?? "";
    if (name === undefined || !token.test(name))
      dropped.push({ pointer: at, message: "a header without a usable name" });
    else if (transportOwned.test(name)) dropped.push({ pointer: at, message: "the transport sets this header itself" });
    else if (seen.has(lower) || headers.length >= maxHeaders)
      dropped.push({ pointer: at, message: "the header is listed already" });
    else {
      seen.add(lower);
      headers.push(carryHeader(name, described, at, dropped));
      if (described === undefined) dropped.push({ pointer: at, message: "values of headers are never carried over" });
    }
  }
  return { headers, dropped };
}

/** Joins two lists of headers; of two with one name the first stands. */
export function mergeHeaders(
  first: readonly KeyValueInput[],
  second: readonly KeyValueInput[],
): readonly KeyValueInput[] {
  const names = new Set(first.map(({ name }) => name.toLowerCase()));
  return [...first, ...second.filter(({ name }) => !names.has(name.toLowerCase()) && names.add(name.toLowerCase()))];
}
