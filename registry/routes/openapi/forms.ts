// The forms that paths have in the description of the API.

/** Any text. */
export const text = { type: "string" };

/** A parameter of a path. */
export function parameter(name: string, where: "query" | "path", schema: object, description: string): object {
  return { name, in: where, required: where === "path", schema, description };
}

const problem = { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } };

function got(summary: string, content: object, parameters: readonly object[]): object {
  return {
    get: {
      summary,
      parameters,
      responses: {
        "200": { description: "The answer", content },
        "304": { description: "The client's copy still holds" },
        default: { description: "What is wrong", content: problem },
      },
    },
  };
}

/** A path that is read. `schema` names a component of this description. */
export function read(summary: string, schema: string, parameters: readonly object[] = []): object {
  return got(summary, { "application/json": { schema: { $ref: `#/components/schemas/${schema}` } } }, parameters);
}

/** A path whose answer is not ours in shape. */
export function bytes(summary: string, parameters: readonly object[]): object {
  return got(summary, { "application/json": {} }, parameters);
}

/** A path whose answer is an object a line. */
export function lines(summary: string, parameters: readonly object[]): object {
  return got(summary, { "application/x-ndjson": {} }, parameters);
}

/** What a written path has beyond its bodies. */
export interface WriteParts {
  readonly parameters?: readonly object[];
  /** Needs no token. */
  readonly open?: true;
}

/** A path that is written. */
export function write(
  method: "post" | "patch",
  summary: string,
  [request, answer]: readonly [string, string],
  more: WriteParts = {},
): object {
  const { parameters = [], open = false } = more;
  const json = (name: string) => ({ "application/json": { schema: { $ref: `#/components/schemas/${name}` } } });
  return {
    [method]: {
      summary,
      parameters,
      ...(open ? {} : { security: [{ publisher: [] }] }),
      requestBody: { required: true, content: json(request) },
      responses: {
        "200": { description: "The answer", content: json(answer) },
        default: { description: "What is wrong", content: problem },
      },
    },
  };
}
