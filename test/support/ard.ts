// The ARD contract as validators: each answer is held against the component that it must satisfy, with the catalog schema behind it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { parse } from "yaml";
import { sharedData } from "./shared-data.ts";

export const ardPath = "contracts/ard.openapi.yaml";
const catalogPath = "contracts/ard-catalog.schema.json";

interface Contract {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components: unknown;
}

/** The contract, read. */
export function ardContract(): Contract {
  return parse(readFileSync(sharedData(ardPath) ?? "", "utf8"));
}

/**
 * Gives a check for a component such as `SearchResponse`. Without `ownIdentifiers`, entries may have the identifiers that an
 * aggregator has to use where no publisher gave one; the contract's pattern allows `urn:air` alone.
 */
export function ardCheck(
  component: string,
  { ownIdentifiers = false }: { readonly ownIdentifiers?: boolean } = {},
): (value: unknown) => void {
  const catalog = JSON.parse(readFileSync(sharedData(catalogPath) ?? "", "utf8"));
  if (!ownIdentifiers) catalog.$defs.catalogEntry.properties.identifier = { type: "string", format: "uri" };
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addSchema({ ...catalog, $id: "https://contract.example.com/ai-catalog.schema.json" });
  ajv.addSchema({ $id: "https://contract.example.com/ard", components: ardContract().components });
  const validate = ajv.compile({ $ref: `https://contract.example.com/ard#/components/schemas/${component}` });
  return (value) => assert.ok(validate(value), JSON.stringify(validate.errors, null, 2));
}
