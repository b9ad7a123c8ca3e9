// What `validate` costs: one file beside `node -e 0`, and a thousand files beside ajv-cli, both run by node.

import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cardSchemaUrl } from "../src/document/card.ts";
import { medianWallMs, print } from "./measure.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const program = join(root, "dist/bin/mcp-discover.js");
const peer = join(root, "node_modules/ajv-cli/dist/index.js");
const files = Number(process.env["BENCH_FILES"] ?? 1000);
const rounds = Number(process.env["BENCH_ROUNDS"] ?? 5);

/** A card of ordinary size, each with a name of its own: nothing is said about it. */
function cardNumber(index: number): string {
  const card = {
    $schema: cardSchemaUrl,
    name: `com.example/server-${index}`,
    version: `1.${index}.0`,
    title: `Example server ${index}`,
    description: "Answers questions about the weather in any place of the world",
    websiteUrl: "https://example.com/docs",
    repository: { url: "https://github.com/example/server", source: "github", id: String(index) },
    icons: [{ src: "https://example.com/icon.png", mimeType: "image/png", sizes: ["48x48"] }],
    remotes: [
      {
        type: "streamable-http",
        url: "https://{tenant}.example.com/mcp",
        variables: { tenant: { description: "The name of your team", isRequired: true } },
        headers: [
          {
            name: "Authorization",
            description: "A token from the page of your account",
            isRequired: true,
            isSecret: true,
            value: "Bearer {token}",
            variables: { token: { isSecret: true, isRequired: true } },
          },
        ],
        supportedProtocolVersions: ["2025-11-25", "2026-07-28"],
      },
    ],
    _meta: { "com.example/build": { commit: "0a1b2c3", number: index } },
  };
  return JSON.stringify(card, null, 2);
}

function oneFile(file: string): void {
  const commands = {
    bare: [process.execPath, "-e", "0"],
    validate: [process.execPath, program, "validate", file],
  };
  const times = medianWallMs(commands, 2 * rounds + 1);
  const [bare = Number.NaN, validate = Number.NaN] = [times["bare"], times["validate"]];
  print(
    `validate  one file: node -e 0 ${bare.toFixed(1)} ms, validate ${validate.toFixed(1)} ms, ` +
      `added ${(validate - bare).toFixed(1)} ms, ratio ${(validate / bare).toFixed(2)} (bound: +25 ms)`,
  );
}

function manyFiles(folder: string): void {
  const ours = [process.execPath, program, "validate", folder];
  if (!existsSync(peer)) {
    const times = medianWallMs({ ours }, rounds);
    print(`validate  ${files} files: ${times["ours"]?.toFixed(0)} ms; ajv-cli is absent, so there is no ratio`);
    return;
  }
  const schema = join(root, "schemas/server-card.schema.json");
  const ajv = ["validate", "--spec=draft2020", "-c", "ajv-formats", "-s", schema, "-d", `${folder}/*.json`];
  const times = medianWallMs({ ours, ajv: [process.execPath, peer, ...ajv] }, rounds);
  const [own = Number.NaN, other = Number.NaN] = [times["ours"], times["ajv"]];
  print(
    `validate  ${files} files: validate ${own.toFixed(0)} ms (schema, rules, positions), ajv-cli ${other.toFixed(0)} ms ` +
      `(schema only), ratio ${(own / other).toFixed(2)} (bound: 0.60, stretch: 0.40)`,
  );
}

const folder = mkdtempSync(join(tmpdir(), "mcp-discover-bench-"));
try {
  for (let index = 0; index < files; index += 1) writeFileSync(join(folder, `card-${index}.json`), cardNumber(index));
  oneFile(join(folder, "card-0.json"));
  manyFiles(folder);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
