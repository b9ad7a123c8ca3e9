// Adds to a report who can read the document: `--readers`, `--profile`, and the level of a catalog.

import type { Report } from "../src/document/report.ts";
import { catalogLevel } from "../src/profiles/catalog-level.ts";
import { type ProfileName, profileNames } from "../src/profiles/profile.ts";
import { readers } from "../src/profiles/readers.ts";
import { requireProfiles } from "../src/profiles/require-profiles.ts";
import type { Overrides } from "../src/validate/severities.ts";

/** What was asked for; the level of a catalog is always told. */
export interface Wanted {
  readonly readers: boolean;
  readonly profile: readonly string[];
  /** The severities that the user set. */
  readonly severities?: Overrides;
}

/** The readers that a catalog's level follows from. */
const levels: readonly ProfileName[] = ["ai-catalog-1", "ai-catalog-2", "ai-catalog-3"];

/** Gives the report with its readings. Takes it with its text, as `validate` gave it. */
export function addReadings(report: Report, wanted: Wanted): Report {
  const readings = readers(report, wanted.readers ? profileNames : [...levels, ...wanted.profile]);
  const level = catalogLevel(report, readings);
  const judged = requireProfiles(report, readings, { names: wanted.profile, severities: wanted.severities });
  return {
    ...judged,
    ...(level === undefined || report.catalog === undefined ? {} : { level }),
    ...(wanted.readers && report.failure === undefined ? { consumers: readings } : {}),
  };
}
