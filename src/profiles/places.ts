// Words for places in a document, and the misses that several profiles share.

import { filledMember } from "../dialects/source.ts";
import { segments } from "../document/pointer.ts";
import type { Miss } from "../document/reading.ts";
import type { Unplaced } from "../validate/unplaced.ts";

/** An object of the document. */
export type Members = Readonly<Record<string, unknown>>;

/** A longer member name is cut in a message. */
const maxNameUnits = 80;

/** A place as a programmer writes it: `remotes[0].url`; `the document` for the root. */
export function placeOf(pointer: string): string {
  const path = segments(pointer)
    .map((segment) => (segment.length > maxNameUnits ? `${segment.slice(0, maxNameUnits)}…` : segment))
    .map((segment, index) => (/^\d+$/.test(segment) ? `[${segment}]` : `${index > 0 ? "." : ""}${segment}`))
    .join("");
  return path === "" ? "the document" : path;
}

/** The items of an array, each with its pointer; none where it is no array. */
export function itemsOf(
  list: unknown,
  pointer: string,
): readonly { readonly value: unknown; readonly pointer: string }[] {
  return Array.isArray(list) ? list.map((value, index) => ({ value, pointer: `${pointer}/${index}` })) : [];
}

/** Turns a finding of the validator into a miss. */
export function fromFinding({ pointer = "", message, hint, spec }: Unplaced): Miss {
  return { pointer, message, change: hint ?? "mend it", ...(spec === undefined ? {} : { spec }) };
}

/** The miss of an entry without `type`, in one wording for every reader of catalogs. */
export function missingType(entry: Members, pointer: string, spec: string): Miss {
  const older = filledMember(entry, "mediaType") !== undefined;
  return {
    pointer,
    message: `${placeOf(pointer)} has no "type"`,
    change: older ? 'rename "mediaType" to "type"' : 'add "type": the media type of the artifact',
    spec,
  };
}
