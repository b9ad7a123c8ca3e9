// Turns the public JSON Schemas into the source of standalone validators: the only place that runs Ajv's compiler.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { _ } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import standaloneModule from "ajv/dist/standalone/index.js";
import addFormatsModule from "ajv-formats";

const addFormats = addFormatsModule.default ?? addFormatsModule;
const standalone = standaloneModule.default ?? standaloneModule;

/** The exported name of each validator, and the schema (or a part of one) that it compiles. */
const exported = {
  card: "server-card.schema.json",
  catalog: "ai-catalog.schema.json",
};

/** Gives the source text of a module that exports one validator a schema. `root` is the project's folder. */
export function compileValidators(root) {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    allowUnionTypes: true,
    strictRequired: false,
    verbose: false,
    // Our own words say what is wrong, from the other members of an error.
    messages: false,
    code: { source: true, esm: true, optimize: 1, formats: _`require("./scripts/formats.mjs").formats` },
  });
  addFormats(ajv, { mode: "full" });
  const ids = {};
  for (const [name, file] of Object.entries(exported)) {
    const schema = JSON.parse(readFileSync(join(root, "schemas", file), "utf8"));
    ajv.addSchema(schema);
    ids[name] = schema.$id;
  }
  return standalone(ajv, ids);
}
