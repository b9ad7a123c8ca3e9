// Reads a stranger's object by paths and remembers what was used, so that everything else can be named as dropped.

import { escapeSegment } from "../document/pointer.ts";
import { isMembers } from "../document/sniff.ts";

/** A value with the place where it stood. */
export interface Found<T> {
  readonly value: T;
  readonly pointer: string;
}

/** An object being read. Paths are member names joined by `/`; only own members count. */
export interface Source {
  readonly value: unknown;
  readonly pointer: string;
  /** The value at a path, marked as used; undefined where it is absent. */
  take(path: string): Found<unknown> | undefined;
  /** The first of the paths whose value `accept` turns into something; only that one is marked as used. */
  first<T>(paths: readonly string[], accept: (value: unknown, pointer: string) => T | undefined): Found<T> | undefined;
  /** Marks a member as used. */
  use(path: string): void;
  /** Paths of the members that nobody used, objects that were used in part opened one level. */
  unused(): readonly string[];
}

/** An object's members, or undefined for anything else. */
export function membersOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return isMembers(value) ? value : undefined;
}

/** An array's items; none for anything else. */
export function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** An own member of a value, or undefined. */
export function member(value: unknown, name: string): unknown {
  return isMembers(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** A string with something in it, else undefined. */
export function filled(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

/** The first filled string among the named members. */
export function filledMember(value: unknown, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const text = filled(member(value, name));
    if (text !== undefined) return text;
  }
  return undefined;
}

/** Joins a pointer and further member names. */
export function under(pointer: string, ...names: readonly (string | number)[]): string {
  return pointer + names.map((name) => `/${escapeSegment(String(name))}`).join("");
}

/** Starts reading a value that stands at `pointer` of its document. */
export function createSource(value: unknown, pointer: string): Source {
  const used = new Set<string>();

  function peek(path: string): Found<unknown> | undefined {
    let here = value;
    const names = path.split("/");
    for (const name of names) {
      if (!isMembers(here) || !Object.hasOwn(here, name)) return undefined;
      here = here[name];
    }
    return { value: here, pointer: under(pointer, ...names) };
  }

  function take(path: string): Found<unknown> | undefined {
    const found = peek(path);
    if (found !== undefined) used.add(path);
    return found;
  }

  function first<T>(
    paths: readonly string[],
    accept: (value: unknown, pointer: string) => T | undefined,
  ): Found<T> | undefined {
    for (const path of paths) {
      const found = peek(path);
      const accepted = found && accept(found.value, found.pointer);
      if (found === undefined || accepted === undefined) continue;
      used.add(path);
      return { value: accepted, pointer: found.pointer };
    }
    return undefined;
  }

  function unused(): readonly string[] {
    return Object.entries(membersOf(value) ?? {}).flatMap(([name, child]) => {
      if (used.has(name)) return [];
      const opened = isMembers(child) && [...used].some((path) => path.startsWith(`${name}/`));
      if (!opened) return [name];
      return Object.keys(child)
        .filter((inner) => !used.has(`${name}/${inner}`))
        .map((inner) => `${name}/${inner}`);
    });
  }

  return { value, pointer, take, first, unused, use: (path) => void used.add(path) };
}
