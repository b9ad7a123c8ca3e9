// Runs the compiled schemas and turns their complaints into findings; the one file that imports ./compiled.js.

import { maxArrayItems } from "../document/limits.ts";
import { valueAt } from "../document/pointer.ts";
import { card, catalog, type SchemaError, type Validator } from "./compiled.js";
import type { SchemaName } from "./schema-advice.ts";
import { explain } from "./schema-messages.ts";
import type { Unplaced } from "./unplaced.ts";

const validators: Readonly<Record<SchemaName, Validator>> = { card, catalog };

/** Keywords whose complaint another keyword makes in better words. */
function isEcho(error: SchemaError): boolean {
  return error.schemaPath.includes("/oneOf/");
}

/** An entry that says `mediaType` for `type` stays readable: the rule catalog/renamed-member speaks about it. */
function isOlderName(name: SchemaName, error: SchemaError, value: unknown): boolean {
  if (name !== "catalog" || error.keyword !== "required" || error.params["missingProperty"] !== "type") return false;
  return typeof valueAt(value, `${error.instancePath}/mediaType`) === "string";
}

/**
 * Yields what the schema has against a value, one finding for each place and kind of fault, at most
 * {@link maxArrayItems}. The caller has bounded the value: no array is longer than maxArrayItems.
 */
export function* checkSchema(name: SchemaName, value: unknown): Generator<Unplaced> {
  const validator = validators[name];
  if (validator(value)) return;
  const errors = validator.errors ?? [];
  const seen = new Set<string>();
  for (const error of errors) {
    if (isEcho(error) || isOlderName(name, error, value)) continue;
    const finding = explain(name, error, value);
    const key = `${finding.code} ${finding.pointer} ${error.params["missingProperty"] ?? ""}`;
    if (seen.has(key)) continue;
    seen.add(key);
    yield finding;
    if (seen.size >= maxArrayItems) return;
  }
}
