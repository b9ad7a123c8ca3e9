// Finds the place of a value in the text it was read from; the one file that imports momoa.

import { type AnyNode, type MemberNode, parse, type ValueNode } from "@humanwhocodes/momoa";
import type { Range } from "./diagnostic.ts";
import { segments } from "./pointer.ts";

/** What to underline. */
export interface LocateOptions {
  /** The member's name instead of its value. */
  readonly onKey?: boolean | undefined;
  /** The piece of a string's text, where not all of it is meant. */
  readonly part?: string | undefined;
}

/** Finds places in one text. */
export type Locator = (pointer: string, options?: LocateOptions) => Range | undefined;

function nameOf(member: MemberNode): string {
  return member.name.type === "String" ? member.name.value : member.name.name;
}

function rangeOf(node: AnyNode): Range {
  return { start: node.loc.start.offset, end: node.loc.end.offset };
}

/** The piece of the node's own text that reads `part`, as it stands there, escapes included. */
function partOf(text: string, whole: Range, part: string): Range | undefined {
  for (const spelling of [JSON.stringify(part).slice(1, -1), part]) {
    const at = spelling === "" ? -1 : text.slice(whole.start, whole.end).indexOf(spelling);
    if (at >= 0) return { start: whole.start + at, end: whole.start + at + spelling.length };
  }
  return undefined;
}

/** Creates a locator over valid JSON text; the text is parsed at the first question, once. */
export function createLocator(text: string): Locator {
  let body: ValueNode | undefined;
  let broken = false;
  const members = new Map<AnyNode, ReadonlyMap<string, MemberNode>>();

  function root(): ValueNode | undefined {
    if (body === undefined && !broken) {
      try {
        body = parse(text, { mode: "json" }).body;
      } catch {
        broken = true; // Not JSON: nothing can be located, and the finding stands without a place.
      }
    }
    return body;
  }

  function child(node: ValueNode, segment: string): { value: ValueNode; key?: AnyNode } | undefined {
    if (node.type === "Array") {
      const element = /^(?:0|[1-9]\d*)$/.test(segment) ? node.elements[Number(segment)] : undefined;
      return element && { value: element.value };
    }
    if (node.type !== "Object") return undefined;
    let index = members.get(node);
    if (index === undefined) {
      index = new Map(node.members.map((member) => [nameOf(member), member]));
      members.set(node, index);
    }
    const member = index.get(segment);
    return member && { value: member.value, key: member.name };
  }

  return (pointer, options = {}) => {
    let node = root();
    let key: AnyNode | undefined;
    for (const segment of segments(pointer)) {
      const next = node && child(node, segment);
      if (next === undefined) return undefined;
      node = next.value;
      key = next.key;
    }
    if (node === undefined) return undefined;
    if (options.onKey && key) return rangeOf(key);
    const whole = rangeOf(node);
    return (options.part !== undefined && partOf(text, whole, options.part)) || whole;
  };
}

/** Finds the range of the value at `pointer`, or of its key or a part of it; undefined where there is no such place. */
export function locate(text: string, pointer: string, options: LocateOptions = {}): Range | undefined {
  return createLocator(text)(pointer, options);
}
