// Holds a value against a small description of its shape, and says in words what to write where it differs.

import { escapeSegment } from "../document/pointer.ts";
import type { Miss } from "../document/reading.ts";
import { isMembers } from "../document/sniff.ts";
import { itemsOf, placeOf } from "./places.ts";

/** A value that is one piece. */
interface Piece {
  readonly form: "piece";
  /** What it must be: a noun with its article. */
  readonly what: string;
  readonly fits: (value: unknown) => boolean;
  /** What to write instead. */
  readonly change: string;
}

/** An array. */
interface List {
  readonly form: "list";
  readonly of: Shape;
  readonly least?: number;
  readonly most?: number;
}

/** An object. */
interface Members {
  readonly form: "members";
  readonly members: Readonly<Record<string, Shape>>;
  /** Names of members that must be there, each with what to write: what follows `add "name"`. */
  readonly required: Readonly<Record<string, string>>;
  /** Members that are not described are refused. */
  readonly closed: boolean;
  /** The shape of every member that is not described; for open objects only. */
  readonly others?: Shape;
}

/** What a value must look like. */
export type Shape = Piece | List | Members;

/** A piece that is described by a test. */
export function piece(what: string, fits: (value: unknown) => boolean, change = `write ${what}`): Shape {
  return { form: "piece", what, fits, change };
}

/** Any text. */
export const text: Shape = piece("a string", (value) => typeof value === "string");

/** Any object. */
export const anyObject: Shape = piece("an object", isMembers);

/** One of a few texts. */
export function oneOf(...words: readonly string[]): Shape {
  const named = words.map((word) => `"${word}"`);
  const what = named.length === 1 ? named.join() : `${named.slice(0, -1).join(", ")} or ${named.at(-1)}`;
  return piece(what, (value) => typeof value === "string" && words.includes(value));
}

/** An array of such values. */
export function list(of: Shape, bounds: { readonly least?: number; readonly most?: number } = {}): Shape {
  return { form: "list", of, ...bounds };
}

/** An object with such members. */
export function members(
  shapes: Readonly<Record<string, Shape>>,
  rules: { readonly required?: Readonly<Record<string, string>>; readonly closed?: true; readonly others?: Shape } = {},
): Shape {
  const { required = {}, closed = false, others } = rules;
  return { form: "members", members: shapes, required, closed, ...(others === undefined ? {} : { others }) };
}

/** Yields where the value differs from the shape. `spec` is the link that each miss carries. */
export function* checkShape(value: unknown, shape: Shape, at: { pointer: string; spec: string }): Iterable<Miss> {
  const { pointer, spec } = at;
  const place = placeOf(pointer);
  if (shape.form === "piece") {
    if (!shape.fits(value)) yield { pointer, message: `${place} is not ${shape.what}`, change: shape.change, spec };
  } else if (shape.form === "list") {
    if (!Array.isArray(value)) yield { pointer, message: `${place} is not an array`, change: "write an array", spec };
    else yield* checkList(value, shape, at);
  } else if (!isMembers(value))
    yield { pointer, message: `${place} is not an object`, change: "write an object", spec };
  else yield* checkMembers(value, shape, at);
}

function* checkList(value: readonly unknown[], shape: List, at: { pointer: string; spec: string }): Iterable<Miss> {
  const { least = 0, most = Number.POSITIVE_INFINITY } = shape;
  if (value.length < least || value.length > most) {
    const range = most === Number.POSITIVE_INFINITY ? `at least ${least}` : `${least} to ${most}`;
    const message = `${placeOf(at.pointer)} has ${value.length} items, not ${range}`;
    yield { pointer: at.pointer, message, change: `list ${range}, or leave the member out`, spec: at.spec };
  }
  for (const item of itemsOf(value, at.pointer))
    yield* checkShape(item.value, shape.of, { ...at, pointer: item.pointer });
}

function* checkMembers(
  value: Readonly<Record<string, unknown>>,
  shape: Members,
  at: { pointer: string; spec: string },
): Iterable<Miss> {
  const { pointer, spec } = at;
  for (const [name, what] of Object.entries(shape.required)) {
    if (Object.hasOwn(value, name)) continue;
    yield { pointer, message: `${placeOf(pointer)} has no "${name}"`, change: `add "${name}"${what}`, spec };
  }
  for (const [name, inner] of Object.entries(value)) {
    const known = Object.hasOwn(shape.members, name) ? shape.members[name] : shape.others;
    const here = `${pointer}/${escapeSegment(name)}`;
    if (known !== undefined) yield* checkShape(inner, known, { pointer: here, spec });
    else if (shape.closed) {
      const message = `${placeOf(pointer)} has a member that is not allowed there: ${placeOf(`/${escapeSegment(name)}`)}`;
      yield { pointer: here, message, change: "remove it: this reader refuses members that it does not know", spec };
    }
  }
}
