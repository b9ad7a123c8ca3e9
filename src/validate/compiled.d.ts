// The validators that the build compiles from schemas/ into dist/src/validate/compiled.js (scripts/validators.mjs).

/** One complaint of a compiled validator: Ajv's error object, as far as it is used. */
export interface SchemaError {
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
}

/** Returns whether the value is valid; `errors` holds the complaints of the last call. */
export interface Validator {
  (value: unknown): boolean;
  errors?: readonly SchemaError[] | null;
}

/** A whole Server Card v1 (schemas/server-card.schema.json). */
export declare const card: Validator;

/** An AI Catalog 1.0 with its entries (schemas/ai-catalog.schema.json). */
export declare const catalog: Validator;
