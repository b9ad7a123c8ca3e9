// Writes the files that are made from code (docs/rules.md); with --check it only says which are out of step.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { admissionCodes } from "../dist/src/admission/codes.js";
import { rules } from "../dist/src/validate/rules/index.js";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Writes a sample as JSON in ASCII, so that no invisible character hides in a page; long texts are cut. */
function sample(document) {
  const text = JSON.stringify(
    document,
    (_, value) =>
      typeof value === "string" && value.length > 160 ? `${value.slice(0, 20)}… (${value.length} characters)` : value,
    2,
  );
  const escaped = text.replace(/[^\x20-\x7e\n]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return `\`\`\`json\n${escaped}\n\`\`\``;
}

function section(rule) {
  const link = rule.spec.startsWith("https:")
    ? `[What asks for it](${rule.spec}).`
    : "Our own choice: no specification asks for it.";
  const also = rule.also === undefined ? "" : ` It also sets off ${rule.also.map((id) => `\`${id}\``).join(", ")}.`;
  return [
    `### ${rule.id}`,
    `**${rule.severity}**: ${rule.title}.`,
    rule.rationale,
    link,
    `The rule speaks about this document.${also}`,
    sample(rule.bad),
    "It does not speak about this one.",
    sample(rule.good),
  ].join("\n\n");
}

function list(title, of) {
  const rows = rules
    .filter((rule) => rule.on === of)
    .map((rule) => `| [\`${rule.id}\`](#${rule.id.replaceAll("/", "")}) | ${rule.severity} | ${rule.title} |`);
  return [`## ${title}`, ["| code | severity | what |", "|---|---|---|", ...rows].join("\n")].join("\n\n");
}

function rulesPage() {
  const admission = admissionCodes.map(({ code, severity, title }) => `| \`${code}\` | ${severity} | ${title} |`);
  return `${[
    "# Rules",
    "<!-- Generated from src/validate/rules and src/admission/codes.ts by scripts/generate.mjs: do not edit. -->",
    "A document that satisfies its schema can still be wrong or unwise. Each rule below looks for one such thing. An error makes the document invalid; warnings and infos do not. A few rules speak with two severities: the one given here is that of the sample.",
    list("Server Cards", "card"),
    list("AI Catalogs", "catalog"),
    "## Admission",
    "A registry does not list what is dangerous to show or to route, even where the standard allows it. `validate --admission` shows these findings. An error keeps the server out; after a warning it is listed without the part that is not shown.",
    ["| code | severity | what |", "|---|---|---|", ...admission].join("\n"),
    "## Each rule",
    ...rules.map(section),
  ].join("\n\n")}\n`;
}

/** Every generated file and its text. */
const files = { "docs/rules.md": rulesPage() };

const check = process.argv.includes("--check");
for (const [name, text] of Object.entries(files)) {
  const path = join(root, name);
  if (existsSync(path) && readFileSync(path, "utf8") === text) continue;
  if (check) {
    console.error(`${name} is out of step: run npm run generate`);
    process.exitCode = 1;
  } else {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    console.error(`wrote ${name}`);
  }
}
