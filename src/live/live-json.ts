// The JSON form of a live comparison (schemas/live.schema.json).

import { type DiagnosticJson, diagnosticToJson } from "../document/report-json.ts";
import type { LiveResult } from "./live.ts";

/** A live comparison as JSON. */
export interface LiveJson extends Omit<LiveResult, "diagnostics"> {
  readonly diagnostics: readonly DiagnosticJson[];
}

/** Gives the JSON form; lines and columns only where the card's text is given. */
export function liveToJson(result: LiveResult, text?: string): LiveJson {
  return { ...result, diagnostics: result.diagnostics.map((diagnostic) => diagnosticToJson(diagnostic, text)) };
}
