// The shape of a tool of our MCP endpoint, apart from any SDK.

/** What a tool takes: an object of strings and whole numbers, each within bounds that the reader and the schema share. */
export type Inputs = Readonly<Record<string, Input>>;

/** One member of what a tool takes. */
export type Input =
  | { readonly type: "string"; readonly description: string; readonly maxLength: number; readonly needed?: true }
  | {
      readonly type: "integer";
      readonly description: string;
      readonly minimum: number;
      readonly maximum: number;
      readonly needed?: true;
    };

/** What was given, after it was looked at: members that are there have their type and keep their bounds. */
export interface Given {
  text(name: string): string | undefined;
  number(name: string): number | undefined;
}

/** A tool. `run` gives what a caller reads, as data, and throws an {@link Unusable} for what cannot be done. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  /** For the model that calls it: our words alone, never a publisher's. */
  readonly description: string;
  readonly inputs: Inputs;
  /** JSON Schema of the result's members. */
  readonly output: Readonly<Record<string, object>>;
  run(given: Given): Promise<Readonly<Record<string, unknown>>>;
}

/** Thrown for arguments that cannot be used, with a sentence that the caller's model can act on and that quotes nothing. */
export class Unusable extends Error {
  override name = "Unusable";
}

/** The JSON Schema of what a tool takes. */
export function inputSchema(inputs: Inputs): { readonly type: "object"; readonly [member: string]: unknown } {
  const properties = Object.entries(inputs).map(([name, { needed, ...schema }]) => [
    name,
    schema.type === "string" ? { ...schema, minLength: 1 } : schema,
  ]);
  const required = Object.keys(inputs).filter((name) => inputs[name]?.needed);
  return {
    type: "object",
    properties: Object.fromEntries(properties),
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
  };
}

/** Reads the arguments of a call, as strictly as {@link inputSchema} says. Throws an Unusable that names the argument. */
export function readGiven(inputs: Inputs, given: unknown = {}): Given {
  const members = new Map(Object.entries(typeof given === "object" && given !== null ? given : {}));
  if (Array.isArray(given) || typeof given !== "object" || given === null)
    throw new Unusable("arguments must be an object");
  for (const name of members.keys()) {
    if (!Object.hasOwn(inputs, name)) throw new Unusable(`the only arguments are ${Object.keys(inputs).join(", ")}`);
  }
  for (const [name, input] of Object.entries(inputs)) {
    const value = members.get(name);
    if (value === undefined && !members.has(name)) {
      if (input.needed) throw new Unusable(`${name} is missing`);
    } else if (!fits(value, input)) throw new Unusable(`${name} must be ${words(input)}`);
  }
  return {
    text: (name) => members.get(name) as string | undefined,
    number: (name) => members.get(name) as number | undefined,
  };
}

/** Lengths are counted in code points, as JSON Schema does. */
function fits(value: unknown, input: Input): boolean {
  if (input.type === "integer")
    return Number.isInteger(value) && Number(value) >= input.minimum && Number(value) <= input.maximum;
  return typeof value === "string" && value !== "" && [...value].length <= input.maxLength;
}

function words(input: Input): string {
  return input.type === "integer"
    ? `a whole number from ${input.minimum} to ${input.maximum}`
    : `a text of 1 to ${input.maxLength} characters`;
}
