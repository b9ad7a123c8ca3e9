// The generic registry contract as validators: each answer is held against the component schema that it must satisfy.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { parse } from "yaml";
import { sharedData } from "./shared-data.ts";

export const contractPath = "contracts/generic-registry-openapi.yaml";

type Check = (value: unknown) => void;

/** Gives a check that fails with the schema's complaints, for a component such as `ServerList`. */
export function contractCheck(component: string): Check {
  const path = sharedData(contractPath);
  if (path === undefined) return () => {};
  const contract = parse(readFileSync(path, "utf8")) as { readonly components: unknown };
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addSchema({ $id: "urn:contract:registry", components: contract.components });
  const validate = ajv.compile({ $ref: `urn:contract:registry#/components/schemas/${component}` });
  return (value) => assert.ok(validate(value), JSON.stringify(validate.errors, null, 2));
}
