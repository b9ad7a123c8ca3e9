// Proves what a registry refuses to show or route, what it must never refuse, and that credentials do not leave a card.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { checkAdmission, checkCatalogAdmission } from "../src/admission/admission.ts";
import { credentialCodes, redact } from "../src/admission/redact.ts";
import { veil } from "../src/admission/veil.ts";
import { type Card, type Catalog, cardSchemaUrl } from "../src/document/card.ts";
import { findFlaws } from "../src/text/flaws.ts";
import { mixedScriptWords } from "../src/text/look-alikes.ts";
import { validate } from "../src/validate/validate.ts";

const card = (members: Readonly<Record<string, unknown>> = {}): Card => ({
  $schema: cardSchemaUrl,
  name: "com.example/weather",
  version: "1.0.0",
  description: "Weather forecasts",
  remotes: [{ type: "streamable-http", url: "https://mcp.example.com/mcp" }],
  ...members,
});

const codesOf = (members: Readonly<Record<string, unknown>>): readonly string[] =>
  [...checkAdmission(card(members))].map(({ code, severity }) => `${severity} ${code}`);

test("a plain card is admitted without a word", () => {
  assert.deepEqual(codesOf({}), []);
});

test("names that are dangerous in a path or as a key are refused", () => {
  const names = [
    "com.example/..",
    "-/-",
    ".com/x",
    "com.example./x",
    "127.0.0.1/x",
    "com.example/__proto__",
    "com.example/a..b",
  ];
  for (const name of names) assert.deepEqual(codesOf({ name }), ["error admission/name-form"], name);
  for (const name of ["example-org/minimal", "io.github.some-user/server.v2", "constructor/prototype", "a/b"])
    assert.deepEqual(codesOf({ name }), [], name);
});

test("the scripts of the world, joiners and emoji sequences are never taken for tricks", () => {
  const texts = [
    "نمی‌خواهم آب‌وهوا", // Persian with zero-width non-joiners
    "क्‍ष र्‍य", // Devanagari with zero-width joiners
    "ශ්‍රී ලංකා",
    "ភាសា​ខ្មែរ",
    "ภาษาไทย ที่นี่ น้ำ",
    "བོད་སྐད་ ཧཱུྃ",
    "မြန်မာဘာသာ",
    "Tiếng Việt — thời tiết",
    "שָׁלוֹם עוֹלָם",
    "العربية \u200fGitHub\u200f متصل",
    "\u2067עברית\u2069 weather",
    "葛󠄀城市の天気",
    "👩‍👩‍👧‍👦 ❤️‍🔥 🏳️‍🌈 1️⃣ 👍🏽 🇩🇪",
    "🏴󠁧󠁢󠁥󠁮󠁧󠁿 England",
    "Погода и weather",
    "μTorrent αβtest Ωmega",
    "Ελληνικά καιρός",
    "日本語の天気予報",
    "한국어 날씨",
    "ᠮᠣᠩᠭᠣᠯ",
    "Ünïcödé naïve Ångström",
  ];
  for (const text of texts) {
    assert.deepEqual(findFlaws(text), [], text);
    assert.deepEqual(mixedScriptWords(text), [], text);
  }
});

test("texts that steer, hide or imitate are found", () => {
  const cases: readonly (readonly [text: string, kind: string])[] = [
    ["\u001b[2J", "control"],
    ["a\u0085b", "control"],
    ["safe \u202egnp.exe", "bidi"],
    ["\u061cabc", "bidi"],
    ["\u2067עברית", "bidi"],
    ["We\u200bather", "invisible"],
    ["We\u200dather", "invisible"],
    ["Weather\u{e0041}\u{e0042}", "invisible"],
    ["Weather\ufe01", "invisible"],
    ["\u{1f3f4}\u{e0041}\u{e007f}", "invisible"],
    ["\u3164", "blank"],
    [" \u00a0\u2003", "blank"],
    [`W${"\u0301".repeat(5)}`, "combining"],
  ];
  for (const [text, kind] of cases)
    assert.ok(
      findFlaws(text).some((flaw) => flaw.kind === kind),
      `${kind}: ${JSON.stringify(text)}`,
    );
  assert.deepEqual(mixedScriptWords("G\u043e\u043egle Mail"), ["G\u043e\u043egle"]);
});

test("line breaks stand in prose and not in a label", () => {
  assert.deepEqual(findFlaws("one\ntwo", "prose"), []);
  assert.deepEqual(
    findFlaws("one\ntwo", "label").map(({ kind }) => kind),
    ["control"],
  );
});

test("URLs of other schemes, private hosts and great length are refused", () => {
  assert.deepEqual(codesOf({ websiteUrl: "JaVaScRiPt:alert(1)" }), ["error admission/url-scheme"]);
  assert.deepEqual(codesOf({ websiteUrl: "http://169.254.169.254/" }), ["error admission/url-private"]);
  assert.deepEqual(codesOf({ websiteUrl: `https://example.com/${"a".repeat(2048)}` }), [
    "error admission/url-too-long",
  ]);
  assert.deepEqual(codesOf({ websiteUrl: "https://xn--pple-43d.com/" }), ["warning admission/url-confusable"]);
  assert.deepEqual(codesOf({ websiteUrl: "https://xn--bcher-kva.example.com/" }), []);
  const variables = { base: { default: "http://10.0.0.1" } };
  const remotes = [{ type: "streamable-http", url: "{base}/mcp", variables }];
  assert.deepEqual(codesOf({ remotes }), ["error admission/url-private"], "a default that leads inside");
});

test("more than a registry takes is refused", () => {
  const remote = { type: "streamable-http", url: "https://mcp.example.com/mcp" };
  assert.deepEqual(codesOf({ remotes: Array(33).fill(remote) }), ["error admission/too-many"]);
  assert.deepEqual(codesOf({ remotes: [{ ...remote, headers: Array(65).fill({ name: "X" }) }] }), [
    "error admission/too-many",
  ]);
  assert.deepEqual(codesOf({ icons: Array(17).fill({ src: "https://example.com/i.png" }) }), [
    "error admission/too-many",
  ]);
  assert.deepEqual(codesOf({ icons: [{ src: `data:image/png;base64,${"A".repeat(40_000)}` }] }), [
    "error admission/icon-size",
  ]);
  const catalog = { specVersion: "1.0", entries: Array(1001).fill({}) } as Catalog;
  assert.deepEqual(
    [...checkCatalogAdmission(catalog)].map(({ code }) => code),
    ["admission/too-many"],
  );
});

const planted = {
  github: "ghp_A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8",
  fineGrained: "github_pat_11ABCDEFG0aBcDeFgHiJkL_mNoPqRsTuVwXyZ0123456789",
  key: "sk-proj-abcdEFGH1234abcdEFGH1234abcdEFGH1234",
  jwt: "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJlLXNpZ25hdHVyZQ",
  aws: "AKIAQ3EGRZT7KLMNOPQR",
  google: `AIza${"Sy0123456789abcdefghijklmnopqrstuvwxyz".slice(0, 35)}`,
  slack: "xoxb-123456789012-abcdefGHIJKL",
  gitlab: "glpat-a1B2c3D4e5F6g7H8i9J0",
  npm: "npm_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8",
  literal: "hunter2hunter2",
  password: "s3cret-wave",
  query: "plover-4242-xyzzy",
  bearer: "0a1b2c3d4e5f60718293a4b5",
} as const;

const leaky = (): Card =>
  card({
    description: `Ask with ${planted.github}`,
    websiteUrl: `https://example.com/?token=${planted.query}`,
    repository: { url: `https://operator:${planted.password}@git.example.com/weather`, source: "git" },
    remotes: [
      {
        type: "streamable-http",
        url: `https://mcp.example.com/mcp?api_key=${planted.key}`,
        headers: [
          { name: "Authorization", value: `Bearer ${planted.bearer}` },
          { name: "X-Key", isSecret: true, value: planted.literal, choices: [planted.literal] },
          { name: "X-A", default: planted.jwt, placeholder: planted.slack },
        ],
        variables: { unused: { isSecret: true, default: planted.aws, description: `as in ${planted.literal}` } },
      },
    ],
    _meta: {
      "com.example/notes": [planted.google, { deep: planted.gitlab }],
      "com.example/pat": planted.fineGrained,
      [planted.npm]: 1,
    },
  });

const secrets = Object.values(planted);

function assertSafe(text: string, what: string): void {
  for (const secret of secrets) assert.ok(!text.includes(secret.slice(0, 8)), `${what} shows ${secret.slice(0, 8)}`);
}

test("planted secrets are in no message and not in the redacted card", () => {
  const report = validate(JSON.stringify(leaky()), { admission: true, servedFrom: "example.com" });
  assert.equal(report.valid, false);
  assert.ok(report.diagnostics.some(({ code }) => credentialCodes.has(code)));
  for (const { code, message, hint } of report.diagnostics) assertSafe(`${message} ${hint ?? ""}`, code);
  const before = leaky();
  const redacted = redact(before, report.diagnostics);
  assertSafe(JSON.stringify(redacted), "the redacted card");
  assert.deepEqual(before, leaky(), "the card itself is left as it was");
  assert.equal(redacted.description, "Ask with ghp_…[redacted]");
  assert.equal(redacted.remotes?.[0]?.headers?.[1]?.value, "hunt…[redacted]");
  assert.equal(redacted.name, "com.example/weather");
});

test("code frames are drawn on a text whose credentials are covered", () => {
  const bytes = JSON.stringify(leaky());
  const report = validate(bytes, { admission: true });
  const veiled = veil(report.text ?? "", report.diagnostics);
  assert.equal(veiled.length, bytes.length);
  // A secret that is repeated in prose is only found where it is called a secret.
  for (const secret of secrets) {
    if (secret !== planted.literal) assert.ok(!veiled.includes(secret.slice(0, 8)), secret.slice(0, 8));
  }
  assert.ok(!veiled.includes(`"${planted.literal}"`));
});

test("a card is redacted although its findings were cut or lost", () => {
  assertSafe(JSON.stringify(redact(leaky(), [])), "the redacted card");
});

test("a card without credentials is copied as it is", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (meta) => {
      const members = JSON.parse(JSON.stringify({ _meta: { "com.example/x": meta } })) as Record<string, unknown>;
      assert.deepEqual(redact(card(members), []), card(members));
    }),
    { numRuns: 50 },
  );
});

test("placeholders stay in a redacted card", () => {
  const headers = [{ name: "Authorization", isSecret: true, placeholder: "Bearer YOUR_API_KEY" }];
  const remotes = [
    { type: "streamable-http", url: "https://mcp.example.com/mcp?key={key}", headers, variables: { key: {} } },
  ];
  assert.deepEqual(redact(card({ remotes }), []), card({ remotes }));
});

test("a long text of any kind is judged within a quarter of a second", () => {
  for (const unit of ["eyJ", "sk-", "{", "{a", "\u0301", "\u200d", "a.", "://", "?a=", "-----BEGIN ", "bearer "]) {
    const start = performance.now();
    const notes = unit.repeat(100_000 / unit.length);
    const members = {
      _meta: { "com.example/notes": notes },
      websiteUrl: `https://example.com/${notes.slice(0, 2000)}`,
    };
    redact(card(members), []);
    findFlaws(notes);
    assert.ok(
      performance.now() - start < 250,
      `${JSON.stringify(unit)} took ${(performance.now() - start).toFixed(0)} ms`,
    );
  }
});

test("a text is shown without its credentials also where no rule has looked at it", () => {
  const token = ["ghp", "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"].join("_");
  const text = `{"a":"${token}","b":"https://me:hunter2@example.com/x?api_key=0123456789","c":"me@example.com, http://h/?key=YOUR_KEY"`;
  const shown = veil(text, []);
  assert.equal(shown.length, text.length);
  assert.equal(
    shown,
    `{"a":"ghp_${"•".repeat(36)}","b":"https://${"•".repeat(10)}@example.com/x?api_key=${"•".repeat(10)}","c":"me@example.com, http://h/?key=YOUR_KEY"`,
  );
});

test("a text full of what looks like credentials is covered in one pass, wherever the stretches overlap", () => {
  const one = '"https://u:p4ssw0rd@example.com/?token=abcdefgh1234",';
  const text = one.repeat(20_000);
  const shown = veil(text, []);
  assert.equal(shown.length, text.length);
  assert.equal(shown.slice(0, one.length), '"https://••••••••••@example.com/?token=••••••••••••",');
  assert.equal(shown, shown.slice(0, one.length).repeat(20_000));
  const key = "-----BEGIN PRIVATE KEY----- https://me:hunter2@h/ -----END PRIVATE KEY-----";
  const escaped = String.raw`{"a":"https:\/\/ann:hunter2@example.com\/@x","b":"https:\/\/example.com\/@scope"}`;
  assert.equal(veil(escaped, []), escaped.replace("ann:hunter2", "•".repeat(11)));
  assert.equal(veil(key, []), `----${"•".repeat(key.length - 4)}`);
});
