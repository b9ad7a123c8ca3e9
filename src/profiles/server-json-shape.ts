// The shape of a server.json of 2025-12-11, as the registry's schema has it.

import { anyObject, list, members, oneOf, piece, type Shape, text } from "./shape.ts";
import { isUri } from "./uri.ts";

const uri = piece("an absolute URI", isUri);
const flag = piece("true or false", (value) => typeof value === "boolean");

function sized(least: number, most: number): Shape {
  const what = least === 0 ? `a string of at most ${most} characters` : `a string of ${least} to ${most} characters`;
  return piece(what, (value) => typeof value === "string" && fits([...value].length, least, most));
}

function fits(length: number, least: number, most: number): boolean {
  return length >= least && length <= most;
}

function matching(what: string, form: RegExp): Shape {
  return piece(what, (value) => typeof value === "string" && form.test(value));
}

const inputMembers = {
  description: text,
  isRequired: flag,
  isSecret: flag,
  format: oneOf("string", "number", "boolean", "filepath"),
  default: text,
  placeholder: text,
  value: text,
  choices: list(text),
} as const;
const variables = members({}, { others: members(inputMembers) });
const keyValue = members({ ...inputMembers, variables, name: text }, { required: { name: ": its name" } });

const remote = members(
  {
    type: oneOf("streamable-http", "sse"),
    url: matching("an http or https URL without white space", /^https?:\/\/\S+$/),
    headers: list(keyValue),
    variables,
  },
  { required: { type: ': "streamable-http" or "sse"', url: ": where the server answers" } },
);

const localTransport = members(
  {
    type: oneOf("stdio", "streamable-http", "sse"),
    url: matching("an http or https URL without white space", /^https?:\/\/\S+$/),
    headers: list(keyValue),
  },
  { required: { type: ': "stdio", "streamable-http" or "sse"' } },
);

const argument = members(
  { ...inputMembers, variables, type: oneOf("positional", "named"), name: text, valueHint: text, isRepeated: flag },
  { required: { type: ': "positional" or "named"' } },
);

const packageShape = members(
  {
    registryType: text,
    identifier: text,
    transport: localTransport,
    version: piece("one version, not empty and not latest", isPackageVersion),
    fileSha256: matching("64 hex digits in small letters", /^[a-f0-9]{64}$/),
    registryBaseUrl: uri,
    runtimeHint: text,
    environmentVariables: list(keyValue),
    packageArguments: list(argument),
    runtimeArguments: list(argument),
  },
  {
    required: {
      registryType: ', such as "npm" or "pypi"',
      identifier: ": the package's name there",
      transport: ', such as { "type": "stdio" }',
    },
  },
);

function isPackageVersion(value: unknown): boolean {
  return typeof value === "string" && value !== "" && value !== "latest";
}

const icon = members(
  {
    src: piece("an absolute URI of at most 255 characters", (value) => isUri(value) && [...value].length <= 255),
    mimeType: oneOf("image/png", "image/jpeg", "image/jpg", "image/svg+xml", "image/webp"),
    sizes: list(matching('a size such as "48x48", or "any"', /^(?:\d+x\d+|any)$/)),
    theme: oneOf("light", "dark"),
  },
  { required: { src: ": where the picture is" } },
);

/** A whole server.json. What one member asks of another is not part of a shape. */
export const serverJson: Shape = members(
  {
    $schema: uri,
    name: piece(
      "a reversed domain, one slash and a local name",
      (value) =>
        typeof value === "string" && fits(value.length, 3, 200) && /^[a-zA-Z0-9.-]+\/[a-zA-Z0-9._-]+$/.test(value),
    ),
    description: sized(1, 100),
    version: sized(0, 255),
    title: sized(1, 100),
    websiteUrl: uri,
    repository: members(
      { url: uri, source: text, id: text, subfolder: text },
      { required: { url: ": where the source is", source: ', such as "github"' } },
    ),
    icons: list(icon),
    packages: list(packageShape),
    remotes: list(remote),
    _meta: members({ "io.modelcontextprotocol.registry/publisher-provided": anyObject }),
  },
  {
    required: {
      $schema: ': "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json"',
      name: ', such as "com.example/weather"',
      description: ": what a user can do with the server, in at most 100 characters",
      version: ', such as "1.0.0"',
    },
  },
);
