// Proves each rule on its own two documents, and the table of rules against the files.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Card, Catalog } from "../src/document/card.ts";
import type { Finding, Rule, RuleContext } from "../src/validate/rule.ts";
import { rules } from "../src/validate/rules/index.ts";
import { validate } from "../src/validate/validate.ts";
import { projectRoot, sharedData, skipWithout } from "./support/shared-data.ts";

const context: RuleContext = { servedFrom: "example.com" };

function findingsOf(rule: Rule, document: unknown): readonly Finding[] {
  return rule.on === "card"
    ? [...rule.check(document as Card, context)]
    : [...rule.check(document as Catalog, context)];
}

function at(document: unknown, pointer: string): unknown {
  return pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>((value, step) => {
      assert.ok(typeof value === "object" && value !== null && Object.hasOwn(value, step), `${pointer} does not exist`);
      return (value as Record<string, unknown>)[step];
    }, document);
}

const codesOf = (document: unknown): readonly string[] =>
  validate(JSON.stringify(document), { servedFrom: "example.com" }).diagnostics.map(({ code }) => code);

for (const rule of rules) {
  test(`${rule.id}: the good document is clean`, () => {
    assert.deepEqual(codesOf(rule.good), []);
  });

  test(`${rule.id}: the bad document is found, and nothing else`, () => {
    const codes = new Set(codesOf(rule.bad));
    assert.ok(codes.delete(rule.id), `${rule.id} said nothing`);
    assert.deepEqual([...codes].sort(), [...(rule.also ?? [])].sort());
  });

  test(`${rule.id}: findings point into the document and read well`, () => {
    const found = findingsOf(rule, rule.bad);
    assert.ok(found.length > 0);
    assert.ok(
      found.some(({ severity }) => (severity ?? rule.severity) === rule.severity),
      "the bad document shows another severity than the rule's",
    );
    for (const { pointer, message, hint, part } of found) {
      const value = at(rule.bad, pointer);
      if (part !== undefined)
        assert.ok(typeof value === "string" && value.includes(part), `${part} is not in the value`);
      assert.match(message, /^[^A-Z].*[^.]$|^URL /su);
      assert.match(hint, /^[a-z]+ .*[^.]$/su);
      assert.ok(message.length <= 300 && hint.length <= 200);
    }
  });

  test(`${rule.id}: what it says of itself is complete`, () => {
    const [family, name] = rule.id.split("/");
    assert.equal(family, rule.on);
    assert.ok(existsSync(join(projectRoot, `src/validate/rules/${family}/${name}.ts`)));
    assert.match(rule.title, /^[^A-Z].*[^.]$/);
    assert.match(rule.rationale, /^[A-Z].*\.$/);
    assert.match(rule.spec, /^https:\/\/|^docs\/rules\.md#/);
  });
}

test("every error stands on a must of a text that it links to", () => {
  for (const rule of rules) {
    const voices = findingsOf(rule, rule.bad).map(({ severity }) => severity ?? rule.severity);
    if (rule.severity !== "error") {
      assert.ok(!voices.includes("error"), rule.id);
      continue;
    }
    assert.match(rule.spec, /^https:\/\//, `${rule.id} is an error by our own choice`);
    assert.match(rule.rationale, /\bmust\b|says that/i, `${rule.id} does not say which must it stands on`);
  }
});

test("the generated pages of docs say what the tables say", () => {
  const { status, stderr } = spawnSync(process.execPath, [join(projectRoot, "scripts/generate.mjs"), "--check"]);
  assert.equal(status, 0, String(stderr));
});

test("every rule file is in the table, once", () => {
  const files = ["card", "catalog"].flatMap((family) =>
    readdirSync(join(projectRoot, "src/validate/rules", family)).map(
      (file) => `${family}/${file.replace(/\.ts$/, "")}`,
    ),
  );
  assert.deepEqual([...rules.map(({ id }) => id)].sort(), files.sort());
});

const card = (members: Record<string, unknown>): string =>
  JSON.stringify({
    $schema: "https://static.modelcontextprotocol.io/schemas/v1/server-card.schema.json",
    name: "com.example/weather",
    version: "1.0.0",
    description: "Weather forecasts",
    remotes: [{ type: "streamable-http", url: "https://mcp.example.com/mcp" }],
    ...members,
  });

const severities = (text: string, code: string): readonly string[] =>
  validate(text)
    .diagnostics.filter((diagnostic) => diagnostic.code === code)
    .map(({ severity }) => severity);

test("ranges are refused, and versions that only contain an x pass", () => {
  const ranges = [
    "^1.2.3",
    "~1.2.3",
    ">=1.2.3",
    "<=1.2.3",
    ">1.2.3",
    "<1.2.3",
    "<=1",
    ">1",
    "<1",
    "1.x",
    "1.X",
    "1.2.*",
  ];
  const more = [
    "1.*",
    "v1.x",
    "1.2.X",
    "x",
    "X",
    "*",
    "1.0 || 2.0",
    "1.2.3 - 2.0.0",
    "1 - 2",
    "1.2.3+left - 2.0.0+right",
  ];
  for (const version of [...ranges, ...more]) assert.equal(validate(card({ version })).valid, false, version);
  const fine = ["1.0.0", "v1.0", "2.1.0-alpha", "2024-01-15", "build-2024", "1.0.0-x", "1.0.0-X.1", "1.0.0-rc.x"];
  for (const version of [
    ...fine,
    "1.0.0+build.x",
    "not semver",
    "release 2026",
    "1.0.0~beta",
    "build|7",
    "a.x.b",
    "=1.2.3",
  ])
    assert.equal(validate(card({ version })).valid, true, version);
});

test("versions on which SDKs differ are valid with a warning", () => {
  for (const version of [
    "=1.2.3",
    "not semver",
    " 1.0.0",
    "1.0.0-rc.x",
    "1.0.0+build.x",
    "1.0.0~beta",
    "build|7",
    "a.x.b",
  ])
    assert.deepEqual(severities(card({ version }), "card/version-portable"), ["warning"], version);
  for (const version of ["1.0.0", "v1.0", "2.1.0-alpha", "2024-01-15", "build-2024", "1.0.0-x", "1.0.0-X.1"])
    assert.deepEqual(severities(card({ version }), "card/version-portable"), [], version);
});

test("a header variable that only the remote declares is a warning", () => {
  const remote = {
    type: "streamable-http",
    url: "https://mcp.example.com/mcp",
    variables: { token: { isSecret: true } },
  };
  const headers = [{ name: "Authorization", isSecret: true, value: "Bearer {token}" }];
  assert.deepEqual(severities(card({ remotes: [{ ...remote, headers }] }), "card/header-variable"), ["warning"]);
  assert.equal(validate(card({ remotes: [{ ...remote, headers }] })).valid, true);
});

test("two protocol versions that never existed are answered with the ones that were meant", () => {
  const supportedProtocolVersions = ["2025-03-12", "2025-06-15"];
  const remotes = [{ type: "streamable-http", url: "https://mcp.example.com/mcp", supportedProtocolVersions }];
  const hints = validate(card({ remotes })).diagnostics.map(({ hint }) => hint);
  assert.deepEqual(hints, ['write "2025-03-26" if that was meant', 'write "2025-06-18" if that was meant']);
});

test("placeholders are never taken for credentials", () => {
  const placeholders = [
    "YOUR_API_KEY",
    "Bearer YOUR_API_KEY",
    "<token>",
    "Bearer <your token>",
    "xxxxxxxxxxxx",
    "{token}",
  ];
  for (const text of [
    ...placeholders,
    "sk-xxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    "Bearer ...",
    "Basic authentication",
  ]) {
    const headers = [{ name: "X-Service", isRequired: true, placeholder: text, description: `Send ${text}` }];
    const remotes = [{ type: "streamable-http", url: "https://mcp.example.com/mcp", headers }];
    assert.deepEqual(validate(card({ remotes })).diagnostics, [], text);
  }
});

test("the two official cards are valid and the five others are not", { skip: skipWithout("official") }, () => {
  for (const folder of ["valid", "invalid"]) {
    const path = sharedData(`official/${folder}`) ?? "";
    for (const file of readdirSync(path))
      assert.equal(validate(readFileSync(join(path, file))).valid, folder === "valid", file);
  }
});

test("real cards and catalogs are judged without a crash", { skip: skipWithout("wild") }, () => {
  for (const folder of ["v1-card", "ai-catalog"]) {
    const path = sharedData(`wild/${folder}`) ?? "";
    for (const file of readdirSync(path)) validate(readFileSync(join(path, file)), { admission: true });
  }
});
