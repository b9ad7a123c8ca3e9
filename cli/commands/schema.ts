// `schema`: prints a JSON Schema whole, so that an editor or a validator needs no second file.

import { readdirSync, readFileSync } from "node:fs";
import { cardSchemaUrl } from "../../src/document/card.ts";
import { nearest } from "../../src/text/nearest.ts";
import { UsageError } from "../../src/usage-error.ts";
import { type Call, type Command, defineCommand } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { toJson } from "../format/json.ts";
import type { Host } from "../host.ts";
import { toggle } from "../option.ts";

type Schema = { readonly [member: string]: unknown };

/** The package's own folder: three above this file, in the bundle and in the compiler's output alike. */
const folder = new URL("../../../schemas/", import.meta.url);

/** What authors write comes first, what the tool prints after it. */
const first = ["server-card", "ai-catalog"];

/** The names of the schemas. */
export const schemaNames: readonly string[] = readdirSync(folder)
  .flatMap((file) => (file.endsWith(".schema.json") ? [file.slice(0, -".schema.json".length)] : []))
  .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));

const options = { vscode: toggle("print settings for VS Code that hold the schemas of cards and catalogs") };

/** `schema [name]`. */
export const schemaCommand: Command = defineCommand({
  operands: [{ name: "[name]", summary: "which schema; without one, their names are listed", words: schemaNames }],
  options,
  examples: [
    { line: "mcp-discover schema", what: "what there is" },
    { line: "mcp-discover schema server-card > server-card.schema.json", what: "for an editor (docs/editors.md)" },
    {
      line: "mkdir -p .vscode && mcp-discover schema --vscode > .vscode/settings.json",
      what: "for VS Code, where there are no settings yet",
    },
  ],
  run,
});

async function run({ operands, options: given }: Call<typeof options>, host: Host): Promise<number> {
  const [name] = operands;
  if (given.vscode) {
    if (name !== undefined) throw new UsageError("--vscode takes no name: it prints both schemas");
    await host.stdout.write(`${toJson(vscodeSettings())}\n`);
    return exitCode.clean;
  }
  if (name === undefined) {
    const width = Math.max(...schemaNames.map((each) => each.length));
    const lines = schemaNames.map((each) => `${each.padEnd(width)}  ${readSchema(each)["title"]}`);
    await host.stdout.write(`${lines.join("\n")}\n\nPrint one: mcp-discover schema ${schemaNames[0]}\n`);
    return exitCode.clean;
  }
  if (!schemaNames.includes(name)) {
    const meant = nearest(name, schemaNames);
    throw new UsageError(`no schema is called "${name}"${meant === undefined ? "" : `; did you mean ${meant}?`}`);
  }
  await host.stdout.write(`${toJson(wholeSchema(name))}\n`);
  return exitCode.clean;
}

/**
 * VS Code lets a document's `$schema` win over every mapping of files, and the one that a card must have leads to a schema
 * without a root. So the settings say what that URL means.
 */
function vscodeSettings(): unknown {
  const card = { fileMatch: ["server-card.json", "*.server-card.json"], url: cardSchemaUrl };
  const catalog = { fileMatch: ["ai-catalog.json"], url: readSchema("ai-catalog")["$id"] };
  return {
    "json.schemas": [
      { ...card, schema: wholeSchema("server-card") },
      { ...catalog, schema: wholeSchema("ai-catalog") },
    ],
    "files.associations": { "**/mcp/server-card": "json" },
  };
}

function rank(name: string): number {
  return first.includes(name) ? first.indexOf(name) : first.length;
}

function readSchema(name: string): Schema {
  return JSON.parse(readFileSync(new URL(`${name}.schema.json`, folder), "utf8"));
}

const reference = /^(?:urn:mcp-discover:schema:([\w-]+):\d+)?(?:#(.*))?$/;

/**
 * A schema with those that it refers to among its definitions, references rewritten to lead there: one file that works where
 * embedded `$id`s are not understood.
 */
function wholeSchema(root: string): unknown {
  const others = new Map<string, unknown>();
  const moved = (part: unknown, owner: string): unknown => {
    if (typeof part !== "object" || part === null) return part;
    if (Array.isArray(part)) return part.map((item) => moved(item, owner));
    return Object.fromEntries(
      Object.entries(part).map(([key, value]) => [key, key === "$ref" ? redirect(value, owner) : moved(value, owner)]),
    );
  };
  const redirect = (target: string, owner: string): string => {
    const [, name = owner, pointer = ""] = reference.exec(target) ?? [];
    if (name === root) return `#${pointer}`;
    if (!others.has(name)) {
      const { $schema: _, $id: __, ...schema } = readSchema(name);
      others.set(name, undefined);
      others.set(name, moved(schema, name));
    }
    return `#/$defs/${name}${pointer}`;
  };
  const schema = moved(readSchema(root), root) as Schema;
  if (others.size === 0) return schema;
  return { ...schema, $defs: { ...(schema["$defs"] as Schema | undefined), ...Object.fromEntries(others) } };
}
