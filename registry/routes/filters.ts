// The filters of a list: what each query parameter may say and what it means.

import { Problem } from "../problem.ts";
import { instantOf } from "./instant.ts";

/** What a list may be narrowed by; all are joined with AND. */
export interface Filters {
  readonly search?: string;
  readonly version?: string;
  readonly updatedSince?: Date;
  readonly includeDeleted: boolean;
}

/** The parameters that filter a list. */
export const filterNames = ["search", "version", "updated_since", "include_deleted"] as const;

/** A longer search text is refused: no name, title or description is found by it that a shorter one would miss. */
export const maxSearchLength = 200;

/** A longer version is refused: server.json allows no more. */
export const maxVersionLength = 255;

const booleans: Readonly<Record<string, boolean>> = { true: true, "1": true, false: false, "0": false };

/** Reads the filters by parameter name. An empty one counts as absent. Throws a Problem that names the parameter. */
export function readRawFilters(parameter: (name: string) => string | undefined): Filters {
  const search = bounded("search", parameter("search"), maxSearchLength);
  const version = bounded("version", parameter("version"), maxVersionLength);
  const updatedSince = readInstant(parameter("updated_since"));
  const asked = readBoolean("include_deleted", parameter("include_deleted"));
  if (updatedSince !== undefined && asked === false) {
    throw new Problem(
      "bad-request",
      "include_deleted=false contradicts updated_since, which always includes deleted servers",
    );
  }
  return {
    ...(search === undefined ? {} : { search }),
    ...(version === undefined ? {} : { version }),
    ...(updatedSince === undefined ? {} : { updatedSince }),
    includeDeleted: asked === true || updatedSince !== undefined,
  };
}

/** A boolean parameter; undefined where it is absent. */
export function readBoolean(name: string, text: string | undefined): boolean | undefined {
  if (text === undefined || text === "") return undefined;
  const value = Object.hasOwn(booleans, text) ? booleans[text] : undefined;
  if (value === undefined) throw new Problem("out-of-range", `${name} must be true or false`);
  return value;
}

function bounded(name: string, text: string | undefined, maxLength: number): string | undefined {
  if (text === undefined || text === "") return undefined;
  if (text.length > maxLength) throw new Problem("bad-request", `${name} is longer than ${maxLength} characters`);
  return text;
}

/** An RFC 3339 time. A space before the offset is read as the `+` that form decoding took away. */
function readInstant(text: string | undefined): Date | undefined {
  if (text === undefined || text === "") return undefined;
  const date = instantOf(text.replace(/ (\d{2}:\d{2})$/, "+$1"));
  if (date === undefined) {
    throw new Problem("bad-request", "updated_since must be an RFC 3339 time, such as 2026-01-31T12:00:00Z");
  }
  return date;
}
