// Stands in for what the MCP SDK picks by platform in the bundled command line: a validator of JSON Schemas (Ajv, compiling), which we hand no schema.

export { default as process } from "node:process";

/** Never made: `registry/mcp/mcp-sdk.ts` gives the SDK's server object a validator of its own. */
export class DefaultJsonSchemaValidator {
  constructor() {
    throw new Error("the bundle holds no validator of JSON Schemas");
  }
}
