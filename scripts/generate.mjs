// Writes the files that are made from code (docs/rules.md, docs/check.md, docs/hosting.md); with --check it only says which are out of step.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { families, familyOf } from "../dist/cli/format/families.js";
import { sampleText } from "../dist/cli/format/sample.js";
import { allCodes, describeCode } from "../dist/src/validate/code-table.js";
import { rules } from "../dist/src/validate/rules/index.js";
import { checkPage } from "./check-page.mjs";
import { hostingPage } from "./hosting-page.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const alsoOf = new Map(rules.map(({ id, also }) => [id, also]));

const anchor = (code) => code.replaceAll("/", "");
const fenced = (sample) => `\`\`\`json\n${sampleText(sample)}\n\`\`\``;

function section(code) {
  const { severity, title, rationale, spec, good, bad } = describeCode(code);
  const link = spec === undefined ? "Our own choice: no specification asks for it." : `[What asks for it](${spec}).`;
  const also = alsoOf.get(code) ?? [];
  const others = also.length === 0 ? "" : ` It also sets off ${also.map((id) => `\`${id}\``).join(", ")}.`;
  return [
    `### ${code}`,
    `**${severity}**: ${title}.`,
    rationale,
    link,
    ...(bad === undefined ? [] : [`The rule speaks about this document.${others}`, fenced(bad)]),
    ...(good === undefined ? [] : ["It does not speak about this one.", fenced(good)]),
  ].join("\n\n");
}

function family([name, { title, about }]) {
  const rows = allCodes
    .filter((code) => familyOf(code) === name)
    .map((code) => {
      const { severity, title: words } = describeCode(code);
      return `| [\`${code}\`](#${anchor(code)}) | ${severity} | ${words} |`;
    });
  return [`## ${title}`, about, ["| code | severity | what |", "|---|---|---|", ...rows].join("\n")].join("\n\n");
}

function rulesPage() {
  return `${[
    "# Rules",
    "<!-- Generated from the tables behind src/validate/code-table.ts by scripts/generate.mjs: do not edit. -->",
    "Everything that can stand in a finding, by the first half of its code. `mcp-discover explain CODE` shows the same for one code. An error makes the document invalid; warnings and infos do not. A few codes speak with two severities: the one given here is the worst.",
    ...Object.entries(families).map(family),
    "## Each code",
    ...allCodes.map(section),
  ].join("\n\n")}\n`;
}

/** Every generated file and its text. */
const files = {
  "docs/rules.md": rulesPage(),
  "docs/check.md": checkPage(),
  "docs/hosting.md": hostingPage(),
};

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
