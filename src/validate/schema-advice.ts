// What to write instead, field by field, where the schema's own words would not tell.

import { cardMediaType, cardSchemaUrl } from "../document/card.ts";
import type { Fix } from "../document/fix.ts";
import { isMembers } from "../document/sniff.ts";
import type { SchemaError } from "./compiled.js";
import { shown } from "./shown.ts";

/** Which schema a value is held against. */
export type SchemaName = "card" | "catalog";

/** Words for one fault that are better than the plain ones. */
export interface Advice {
  readonly message?: (subject: string) => string;
  readonly hint: string;
  readonly fix?: Fix;
}

type Adviser = (value: unknown, error: SchemaError) => Advice | undefined;

const writeSchema = `write "${cardSchemaUrl}"`;

/** The fix that writes another value where the fault is. */
function writing(error: SchemaError, value: string): Pick<Advice, "fix"> {
  return { fix: { op: "replace", pointer: error.instancePath, value } };
}

function schemaUrl(value: unknown, error: SchemaError): Advice {
  const text = typeof value === "string" ? value : "";
  const fix = writing(error, cardSchemaUrl);
  if (/\/\d{4}-\d\d-\d\d\//.test(text))
    return {
      message: (at) => `${at} is ${shown(value)}, a schema that is versioned by date`,
      hint: `${writeSchema}: cards are versioned by v1, not by date`,
      ...fix,
    };
  if (/\/v1\/server\.schema\.json$/.test(text))
    return {
      message: (at) => `${at} is ${shown(value)}, a draft that was withdrawn`,
      hint: writeSchema,
      ...fix,
    };
  return {
    message: (at) => `${at} is ${shown(value)}, not the schema of Server Cards`,
    hint: writeSchema,
    ...fix,
  };
}

function name(value: unknown): Advice {
  const text = typeof value === "string" ? value : "";
  const slashes = text.split("/").length - 1;
  const hint = 'write a reversed domain, one slash and a local name: "com.example/weather"';
  if (slashes === 0) return { message: (at) => `${at} ${shown(value)} has no "/"`, hint };
  if (slashes > 1)
    return {
      message: (at) => `${at} ${shown(value)} has ${slashes} slashes`,
      hint: 'keep one slash: "com.example/weather"',
    };
  if (text.startsWith("/") || text.endsWith("/"))
    return { message: (at) => `${at} ${shown(value)} has nothing on one side of the "/"`, hint };
  return {
    message: (at) => `${at} ${shown(value)} has characters that a name may not have`,
    hint: "use letters, digits, dots and hyphens, and _ after the slash",
  };
}

function remoteUrl(value: unknown): Advice {
  const text = typeof value === "string" ? value : "";
  if (/\s/.test(text))
    return { message: (at) => `${at} ${shown(value)} has white space in it`, hint: "remove the space or line break" };
  if (/^https?:/i.test(text))
    return {
      message: (at) => `${at} ${shown(value)} does not start with https:// in small letters and go on with a host`,
      hint: 'write it as "https://mcp.example.com/mcp"',
    };
  if (text.startsWith("{"))
    return {
      message: (at) => `${at} ${shown(value)} starts with braces that hold no variable name`,
      hint: "use a letter or _ and then letters, digits or _ between the braces",
    };
  return {
    message: (at) => `${at} ${shown(value)} is no absolute http or https URL`,
    hint: 'write the whole URL, such as "https://mcp.example.com/mcp"',
  };
}

/** Names under which SDKs and editors know the one current transport. */
const otherTransportNames: ReadonlySet<unknown> = new Set(["http", "streamable_http", "streamableHttp", "streamable"]);

function remoteType(value: unknown, error: SchemaError): Advice | undefined {
  if (value === "stdio")
    return {
      message: (at) => `${at} is "stdio", but a card lists only servers that are reached over HTTP`,
      hint: "remove this remote: how to install a local server belongs in the registry's server.json",
    };
  if (otherTransportNames.has(value)) return { hint: 'write "streamable-http"', ...writing(error, "streamable-http") };
  return { hint: 'write "streamable-http", or "sse" for the old transport' };
}

const missing: Readonly<Record<string, string>> = {
  $schema: `add "$schema": "${cardSchemaUrl}"`,
  name: 'add "name": a reversed domain, one slash and a local name, as in "com.example/weather"',
  version: 'add "version" with the version of your server, as in "1.0.0"',
  description: 'add "description": what a user can do with the server, in at most 100 characters',
};

const cardAdvice: ReadonlyArray<readonly [pointer: RegExp, keyword: string, adviser: Adviser]> = [
  [
    /^$/,
    "required",
    (_, error) => ({
      hint: missing[String(error.params["missingProperty"])] ?? "add it",
      ...(error.params["missingProperty"] === "$schema"
        ? { fix: { op: "add", pointer: `${error.instancePath}/$schema`, value: cardSchemaUrl, first: true } }
        : {}),
    }),
  ],
  [/^\/\$schema$/, "pattern", schemaUrl],
  [/^\/\$schema$/, "type", (_, error) => ({ hint: writeSchema, ...writing(error, cardSchemaUrl) })],
  [/^\/name$/, "pattern", name],
  [
    /^\/name$/,
    "minLength",
    () => ({ hint: 'write a reversed domain, one slash and a local name: "com.example/weather"' }),
  ],
  [
    /^\/description$/,
    "maxLength",
    () => ({ hint: "shorten it to 100 characters: say what a user can do, and leave the rest to websiteUrl" }),
  ],
  [/^\/description$/, "minLength", () => ({ hint: "say in one line what a user can do with the server" })],
  [/^\/title$/, "minLength", () => ({ hint: "write a name for people, or leave title out" })],
  [/^\/remotes\/\d+\/url$/, "pattern", remoteUrl],
  [/^\/remotes\/\d+\/type$/, "enum", remoteType],
  [
    /^\/icons\/\d+\/src$/,
    "format",
    () => ({
      hint: 'write the whole URL, such as "https://example.com/icon.png": a card has no base to resolve against',
    }),
  ],
  [/^\/icons\/\d+\/theme$/, "enum", () => ({ hint: "leave theme out if the icon fits every background" })],
  [
    /^\/repository$/,
    "type",
    () => ({ hint: 'write {"url": "https://github.com/example/weather", "source": "github"}' }),
  ],
  [
    /^\/repository$/,
    "required",
    (_, error) =>
      error.params["missingProperty"] === "source"
        ? { hint: 'add "source" with the kind of forge, as in "github"' }
        : undefined,
  ],
  [
    /\/(default|value|placeholder)$/,
    "type",
    (value, error) => ({
      hint: 'write it as a string: "true", "8080"',
      ...(typeof value === "boolean" || Number.isSafeInteger(value) ? writing(error, String(value)) : {}),
    }),
  ],
];

/** An entry with the older name of `data`, and neither `url` nor `data`: the name is all that it lacks. */
function olderData(entry: unknown, error: SchemaError): Advice | undefined {
  if (
    !isMembers(entry) ||
    !Object.hasOwn(entry, "inline") ||
    Object.hasOwn(entry, "url") ||
    Object.hasOwn(entry, "data")
  )
    return undefined;
  return {
    message: (at) => `${at} has neither "url" nor "data", but "inline", which is the older name of "data"`,
    hint: 'rename "inline" to "data"',
    fix: { op: "rename", pointer: `${error.instancePath}/inline`, name: "data" },
  };
}

const catalogAdvice: ReadonlyArray<readonly [pointer: RegExp, keyword: string, adviser: Adviser]> = [
  [
    /^$/,
    "required",
    (_, error) => ({
      hint:
        error.params["missingProperty"] === "specVersion"
          ? 'add "specVersion": "1.0"'
          : 'add "entries": an array, empty if nothing is listed',
      ...(error.params["missingProperty"] === "specVersion"
        ? { fix: { op: "add", pointer: `${error.instancePath}/specVersion`, value: "1.0", first: true } }
        : {}),
    }),
  ],
  [
    /^\/specVersion$/,
    "type",
    // Only 1: a number such as 1.10 has lost a digit before anybody could ask.
    (value, error) => ({ hint: 'write it as a string: "1.0"', ...(value === 1 ? writing(error, "1.0") : {}) }),
  ],
  [
    /^\/specVersion$/,
    "pattern",
    () => ({ message: (at) => `${at} is not a major and a minor number with a dot between them`, hint: 'write "1.0"' }),
  ],
  [
    /^\/entries\/\d+$/,
    "required",
    (_, error) =>
      error.params["missingProperty"] === "type"
        ? { hint: `add "type": "${cardMediaType}" for a Server Card` }
        : undefined,
  ],
  [/^\/entries\/\d+$/, "oneOf", olderData],
  [/^\/host$/, "required", () => ({ hint: 'add "displayName" with the name of who runs the catalog' })],
  [/\/digest$/, "pattern", () => ({ hint: "write sha256: and 64 hex digits in small letters" })],
];

/** Gives better words for a fault of a known field; undefined where the plain ones do. */
export function adviceFor(schema: SchemaName, keyword: string, error: SchemaError, value: unknown): Advice | undefined {
  for (const [pointer, at, adviser] of schema === "card" ? cardAdvice : catalogAdvice)
    if (at === keyword && pointer.test(error.instancePath)) return adviser(value, error);
  return undefined;
}
