// Holds real output against the public schemas, as a program that reads it would.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormatsModule from "ajv-formats";
import { projectRoot } from "./shared-data.ts";

/** The file names of the public schemas. */
export const schemaFiles: readonly string[] = readdirSync(join(projectRoot, "schemas")).filter((name) =>
  name.endsWith(".schema.json"),
);

/** Reads one of them. */
export function readSchema(file: string): Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(join(projectRoot, "schemas", file), "utf8"));
}

let shared: Ajv2020 | undefined;

function ajv(): Ajv2020 {
  if (shared === undefined) {
    shared = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true });
    addFormatsModule.default(shared, { mode: "full" });
    for (const file of schemaFiles) shared.addSchema(readSchema(file));
  }
  return shared;
}

/** Gives the validator of a schema by its short name, such as `report`. */
export function schemaValidator(name: string): ValidateFunction {
  const validator = ajv().getSchema(`urn:mcp-discover:schema:${name}:1`);
  assert.ok(validator, `no schema ${name}`);
  return validator;
}

/** Fails where a value, as it reads back from JSON, does not satisfy the schema of that short name. */
export function assertMatchesSchema(name: string, value: unknown, message = ""): void {
  const validator = schemaValidator(name);
  const plain: unknown = JSON.parse(JSON.stringify(value));
  assert.ok(
    validator(plain),
    `${message} ${ajv().errorsText(validator.errors)} in ${JSON.stringify(plain).slice(0, 400)}`,
  );
}
