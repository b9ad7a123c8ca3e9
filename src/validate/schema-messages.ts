// Turns one complaint of a schema into words for the person who wrote the document.

import { segments, valueAt } from "../document/pointer.ts";
import type { SchemaError } from "./compiled.js";
import { adviceFor, type SchemaName } from "./schema-advice.ts";
import { shown } from "./shown.ts";
import { mended, type Unplaced } from "./unplaced.ts";

const specs: Readonly<Record<SchemaName, string>> = {
  card: "https://github.com/modelcontextprotocol/experimental-ext-server-card/blob/main/schema.json",
  catalog: "https://github.com/Agent-Card/ai-catalog/blob/main/specification/ai-catalog.md",
};

const codes = {
  required: "schema/required",
  type: "schema/type",
  pattern: "schema/pattern",
  minLength: "schema/min-length",
  maxLength: "schema/max-length",
  enum: "schema/enum",
  format: "schema/format",
  oneOf: "schema/url-or-data",
} as const;

type Keyword = keyof typeof codes;

/** A place as a programmer writes it: `remotes[0].url`. */
function subjectOf(name: SchemaName, pointer: string): string {
  const path = segments(pointer)
    .map((segment, index) => (/^\d+$/.test(segment) ? `[${segment}]` : `${index > 0 ? "." : ""}${segment}`))
    .join("");
  return path === "" ? `the ${name}` : path;
}

function article(type: unknown): string {
  const name = Array.isArray(type) ? type.join(" or ") : String(type);
  return /^[aeiou]/.test(name) ? `an ${name}` : `a ${name}`;
}

function codePoints(value: unknown): number {
  return typeof value === "string" ? Array.from(value).length : 0;
}

function plainMessage(keyword: Keyword, subject: string, error: SchemaError, value: unknown): string {
  const { params } = error;
  switch (keyword) {
    case "required":
      return `${subject} has no "${params["missingProperty"]}"`;
    case "type":
      return `${subject} is ${typeof value === "string" ? "a string" : shown(value)}, not ${article(params["type"])}`;
    case "minLength":
      return `${subject} has ${codePoints(value)} characters, of at least ${params["limit"]}`;
    case "maxLength":
      return `${subject} has ${codePoints(value)} characters, of at most ${params["limit"]}`;
    case "enum": {
      const allowed = params["allowedValues"];
      const choices = Array.isArray(allowed) ? allowed.map((choice) => `"${choice}"`).join(", ") : "";
      return `${subject} is ${shown(value)}, not one of ${choices}`;
    }
    case "format":
      return `${subject} is ${shown(value)}, which is ${params["format"] === "date-time" ? "no RFC 3339 time" : "no absolute URI"}`;
    case "pattern":
      return `${subject} is ${shown(value)}, which does not have the form it must have`;
    case "oneOf":
      return Array.isArray(params["passingSchemas"])
        ? `${subject} has both "url" and "data"`
        : `${subject} has neither "url" nor "data"`;
  }
}

function plainHint(keyword: Keyword, error: SchemaError): string {
  const { params } = error;
  switch (keyword) {
    case "required":
      return `add "${params["missingProperty"]}"`;
    case "type":
      return params["type"] === "string"
        ? "write it as a string, in double quotes"
        : `write ${article(params["type"])}`;
    case "minLength":
      return "write something, or leave the member out if it is optional";
    case "maxLength":
      return `shorten it to ${params["limit"]} characters`;
    case "enum":
      return "use one of the values that are allowed";
    case "format":
      return params["format"] === "date-time"
        ? "write it as 2026-01-31T12:00:00Z"
        : 'write an absolute URL, such as "https://example.com/page"';
    case "pattern":
      return "see the format's description";
    case "oneOf":
      return Array.isArray(params["passingSchemas"])
        ? "keep one of them: the address of the artifact, or the artifact itself"
        : 'add "url" with the address of the artifact, or "data" with the artifact itself';
  }
}

/** Gives the finding for one complaint. `value` is the whole document that the schema was held against. */
export function explain(name: SchemaName, error: SchemaError, value: unknown): Unplaced {
  const keyword = (error.keyword in codes ? error.keyword : "pattern") as Keyword;
  const here = valueAt(value, error.instancePath);
  const subject = subjectOf(name, error.instancePath);
  const advice = adviceFor(name, keyword, error, here);
  const onObject = keyword === "required" || keyword === "oneOf";
  return {
    code: codes[keyword],
    severity: "error",
    message: advice?.message?.(subject) ?? plainMessage(keyword, subject, error, here),
    pointer: error.instancePath,
    ...(onObject ? { part: "{" } : {}),
    hint: advice?.hint ?? plainHint(keyword, error),
    spec: specs[name],
    ...mended(advice?.fix),
  };
}
