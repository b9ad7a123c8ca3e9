// Ten thousand documents that nobody wrote, and texts of 512 KiB made to be slow: judged without a throw, in bounded time.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout } from "node:timers/promises";
import fc from "fast-check";
import { maxDiagnostics } from "../src/document/diagnostic.ts";
import type { Report } from "../src/index.ts";
import { validate } from "../src/index.ts";
import { rules } from "../src/validate/rules/index.ts";
import { card, catalog, entry, headers, inline, remote } from "./support/documents.ts";
import { effortMs } from "./support/effort.ts";
import { projectRoot } from "./support/shared-data.ts";

const documents = 10_000;
const seed = 20_261_122;
const maxMs = 200;

function holds(report: Report): void {
  const { diagnostics, text = "" } = report;
  assert.ok(diagnostics.length <= maxDiagnostics);
  assert.equal(
    report.valid,
    diagnostics.every(({ severity }) => severity !== "error"),
  );
  for (const { range, message, hint } of diagnostics) {
    assert.ok(message.length > 0 && message.length <= 2000 && (hint ?? "").length <= 2000);
    if (range !== undefined) assert.ok(range.start >= 0 && range.start <= range.end && range.end <= text.length);
  }
}

/** What is broken: every example of ours, and what each rule is shown with. */
function originals(): unknown[] {
  const folder = join(projectRoot, "schemas/examples/valid");
  const examples = readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")));
  return [...examples, ...rules.flatMap(({ good, bad }) => [good, bad])].filter(
    (document) => JSON.stringify(document).length < 20_000,
  );
}

/** A change to a document: at the place that `at` picks, `what` is put, or nothing is left. */
interface Change {
  readonly at: number;
  readonly what: unknown;
  readonly how: "replace" | "remove" | "rename" | "repeat";
}

function placesOf(value: unknown, found: [object, string][] = []): [object, string][] {
  if (typeof value !== "object" || value === null) return found;
  for (const [key, item] of Object.entries(value)) {
    found.push([value, key]);
    placesOf(item, found);
  }
  return found;
}

function broken(original: unknown, changes: readonly Change[]): unknown {
  const copy: unknown = structuredClone(original);
  for (const { at, what, how } of changes) {
    const places = placesOf(copy);
    const [owner, key] = places[at % Math.max(1, places.length)] ?? [];
    if (owner === undefined || key === undefined) return what;
    const target = owner as Record<string, unknown>;
    if (how === "remove") delete target[key];
    else if (how === "rename") target[String(what).slice(0, 40)] = target[key];
    else if (how === "repeat") target[key] = [target[key], what, target[key]];
    else target[key] = what;
  }
  return copy;
}

const odd = fc.constantFrom<unknown>(
  null,
  true,
  -0,
  1e308,
  "",
  " ",
  "{",
  "{}}",
  "{v}",
  "//",
  "https://",
  "https://[",
  "https://a@b:99999/",
  "javascript:alert(1)",
  "data:image/png;base64,",
  "urn:air:",
  "urn:air:example.com:mcp:weather",
  "\u202e\u0000\ufeff",
  "eyJhbGciOiJub25lIn0..",
  "sha256:",
  "constructor",
  "__proto__",
  [],
  {},
  [[]],
);
const anything = fc.oneof(odd, fc.string({ unit: "binary", maxLength: 40 }), fc.jsonValue({ maxDepth: 3 }));
const change: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(5000),
  what: anything,
  how: fc.constantFrom("replace", "replace", "remove", "rename", "repeat"),
});
const splice = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  cut: fc.nat(20),
  put: fc.string({ maxLength: 6 }),
});

const texts: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 7,
    arbitrary: fc
      .tuple(fc.constantFrom(...originals()), fc.array(change, { minLength: 1, maxLength: 5 }))
      .map(([original, changes]) => JSON.stringify(broken(original, changes)) ?? ""),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constantFrom(...originals()), splice).map(([original, { at, cut, put }]) => {
      const text = JSON.stringify(original);
      const start = Math.floor(at * text.length);
      return text.slice(0, start) + put + text.slice(start + cut);
    }),
  },
  { weight: 1, arbitrary: fc.oneof(fc.json({ maxDepth: 6 }), fc.string({ unit: "binary", maxLength: 300 })) },
);

test("ten thousand random and broken documents: no throw, no flood, the verdict follows from the findings", () => {
  fc.assert(
    fc.property(texts, fc.boolean(), (text, admission) => {
      holds(validate(text, admission ? { admission, servedFrom: "example.com" } : {}));
    }),
    { seed, numRuns: documents, endOnFailure: true },
  );
});

test("bytes of any kind are judged without a throw", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => holds(validate(bytes))),
    { seed, numRuns: 2000 },
  );
});

const size = 512 * 1024 - 2048;
const fill = (unit: string, length = size): string =>
  unit.repeat(Math.ceil(length / Buffer.byteLength(unit))).slice(0, length);
/** As many items as fit into a text of the size. */
function many<T>(item: (index: number) => T, least = 1): T[] {
  const each = Buffer.byteLength(JSON.stringify(item(1000)) ?? "") + 1;
  return Array.from({ length: Math.max(least, Math.floor(size / each)) }, (_, index) => item(index));
}
const record = <T>(items: readonly T[], key: (index: number) => string): Record<string, T> =>
  Object.fromEntries(items.map((item, index) => [key(index), item]));
const first = <T>(count: number, item: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => item(i));
const icons = (src: string) => card({ icons: [{ src }] });
const value = (text: string) => headers({ name: "X-Value", value: text });
const described = (text: string) => headers({ name: "X-Value", description: text });

/** Documents of about 512 KiB, each made to be slow in a way of its own. */
const slow: Readonly<Record<string, () => unknown>> = {
  "braces in a URL": () => remote({ url: `https://example.com/${fill("{")}` }),
  "pairs of braces in a URL": () => remote({ url: `https://example.com/${fill("{}")}` }),
  "closing braces": () => value(fill("}{")),
  "variables in a URL": () => remote({ url: `https://example.com/${fill("{a}{bb}{c}")}` }),
  "variables in a URL, each another": () => remote({ url: `https://example.com/${many((i) => `{v${i}}`).join("")}` }),
  "declared variables": () => remote({ variables: record(many(() => ({}), 1).slice(0, 9000), (i) => `v${i}`) }),
  "variables declared and used": () => {
    const names = first(4000, (i) => `v${i}`);
    const url = `https://example.com/${names.map((name) => `{${name}}`).join("")}`;
    return remote({
      url,
      variables: record(
        names.map(() => ({ default: fill("x", 60) })),
        (i) => `v${i}`,
      ),
    });
  },
  "variables with long values": () =>
    remote({
      url: `https://example.com/${fill("{v}", 15_000)}`,
      variables: { v: { default: fill("x", size - 20_000) } },
    }),
  "headers with variables": () =>
    headers(...first(900, (i) => ({ name: `X-${i}`, value: first(8, (v) => `{v${v}}`).join(""), variables: {} }))),
  choices: () => headers({ name: "X-Value", choices: first(1000, (i) => `${i}${fill("c", 500)}`) }),
  remotes: () => card({ remotes: first(1000, (i) => ({ type: "sse", url: `http://10.0.0.1/${i}${fill("p", 450)}` })) }),
  icons: () => card({ icons: first(1000, (i) => ({ src: `https://e${i}.example.org/${fill("i", 450)}.svg` })) }),
  "sizes of an icon": () =>
    card({ icons: [{ src: "https://example.com/i.png", sizes: first(1000, () => fill("9", 500)) }] }),
  "one icon of data": () => icons(`data:image/png;base64,${fill("iVBORw0K")}`),
  "one long icon": () => icons(`https://example.com/${fill("a/")}`),
  "combining marks": () => described(fill("e\u0301\u0302\u0303\u0304\u0305")),
  "one letter with marks": () => described(`e${fill("\u0301", size / 2)}`),
  "zero-width joiners": () => described(fill("\u200d", size / 3)),
  "direction marks": () => described(fill("\u2066\u05d0", size / 5)),
  "tags of flags": () => described(fill("\u{1f3f4}\u{e0067}\u{e0062}", size / 12)),
  "two scripts in every word": () => described(fill("p\u0430y ", size / 5)),
  "one long word of two scripts": () => described(fill("p\u0430", size / 3)),
  "orders to a model": () => described(fill("ignore all the previous ")),
  "almost orders": () => described(fill("ignore all any the your of ")),
  "white space": () => described(fill("ignore   \t\n  ")),
  quotes: () => described(fill('" ignore all previous instructions " ')),
  "what looks like keys": () => described(fill("sk-abcdefghijklmnopqrstuvwx0123456789 ")),
  "one long key": () => described(`sk-${fill("a1")}`),
  "what looks like tokens": () => described(fill("eyJhbGciOi.eyJzdWIi.sig ")),
  "dots of tokens": () => described(fill("eyJ.")),
  Bearer: () => value(fill("Bearer Bearer ")),
  "user information": () => remote({ url: `https://${fill("a@")}example.com/` }),
  "colons in a host": () => remote({ url: `https://${fill("a:")}/` }),
  "labels of a host": () => remote({ url: `https://${fill("a.")}com/` }),
  "hyphens of a host": () => card({ websiteUrl: `https://${fill("-")}.com/` }),
  parameters: () => remote({ url: `https://example.com/?${fill("token=x1y2z3&")}` }),
  "one parameter": () => remote({ url: `https://example.com/?token=${fill("x")}` }),
  "a path of dots": () => card({ repository: { url: "https://example.com/r", source: "git", subfolder: fill("../") } }),
  "a path of slashes": () => card({ repository: { url: `https://example.com${fill("/")}`, source: "git" } }),
  "a source": () => card({ repository: { url: "https://example.com/r", source: fill("\u202e", size / 3) } }),
  "keys of _meta": () =>
    card({
      _meta: record(
        first(9000, () => 1),
        (i) => `com.example.mcp.${i}/${i}.`,
      ),
    }),
  "labels of a key of _meta": () => card({ _meta: { [`${fill("a.", 1000)}/x`]: fill("x") } }),
  "text in _meta": () => card({ _meta: { "com.example/x": first(1000, () => fill("AKIA", 500)) } }),
  "header names": () => headers(...first(1000, (i) => ({ name: `${fill("X-", 480)}${i}` }))),
  "one header name": () => headers({ name: fill("X-") }),
  "versions of the protocol": () => remote({ supportedProtocolVersions: first(1000, () => fill("2025-06-15", 500)) }),
  entries: () =>
    catalog(first(1000, (i) => entry({ identifier: `urn:air:example.com:mcp:${i}`, description: fill("d", 300) }))),
  "one identifier": () => catalog(first(1000, () => entry({ url: `https://example.com/${fill("u", 300)}` }))),
  "a long identifier": () => catalog([entry({ identifier: `urn:air:${fill("a:")}` })]),
  "a long domain in an identifier": () => catalog([entry({ identifier: `urn:air:${fill("a.")}:mcp:x` })]),
  tags: () => catalog([entry({ tags: first(1000, () => fill("\u0301", 250)) })]),
  manifests: () => catalog([entry({ trustManifests: first(1000, () => ({ contributor: fill("c", 450) })) })]),
  signatures: () =>
    catalog([
      entry({
        trustManifests: first(1000, () => ({ contributor: "x:y", subject: {}, signature: { jws: fill("e", 420) } })),
      }),
    ]),
  extensions: () =>
    catalog([], {
      extensions: record(
        first(9000, () => fill("x", 30)),
        (i) => `key${i}`,
      ),
    }),
  "a digest of much": () =>
    catalog([inline({ x: fill("é", size / 2) }, { type: "text/x", digest: `sha256:${"0".repeat(64)}` })]),
  "a digest of many members": () =>
    catalog([
      inline(
        record(
          first(20_000, () => 1),
          (i) => `${i * 7919}`,
        ),
        { type: "text/x", digest: `sha256:${"0".repeat(64)}` },
      ),
    ]),
  "cards inside": () => catalog(first(900, (i) => inline(card(), { identifier: `urn:air:example.com:mcp:${i}` }))),
  queries: () => catalog([entry({ representativeQueries: first(1000, () => fill("q", 500)) })]),
};

/** How often what was late is tried again, after a pause: other work on the machine slows even processor time. */
const rounds = 4;

test("no text of 512 KiB takes more than 200 ms", async (t) => {
  holds(validate(JSON.stringify(card())));
  let late = Object.keys(slow);
  const times = new Map<string, number>();
  for (let round = 0; round < rounds && late.length > 0; round++) {
    if (round > 0) await setTimeout(1000);
    late = late.filter((name) => {
      const text = JSON.stringify(slow[name]?.());
      assert.ok(Buffer.byteLength(text) <= 800 * 1024, `${name} has ${text.length}`);
      let report: Report | undefined;
      const judge = (): void => {
        report = validate(text, { admission: true, servedFrom: "example.com" });
      };
      const took = effortMs(judge, maxMs, 4);
      if (report !== undefined) holds(report);
      times.set(name, took);
      return took >= maxMs;
    });
  }
  const slowest = [...times].sort(([, a], [, b]) => b - a).slice(0, 5);
  for (const [name, took] of slowest) t.diagnostic(`${took.toFixed(0)} ms: ${name}`);
  assert.deepEqual(late, []);
});

test("no flood of warnings hides an error", () => {
  const variables = record(
    first(5000, () => ({})),
    (i) => `v${i}`,
  );
  const choices = headers(...first(900, (i) => ({ name: `X-${i}`, choices: ["a", "a", "a"] })));
  for (const document of [remote({ variables }), choices]) {
    assert.equal(validate(JSON.stringify(document)).valid, true);
    const report = validate(JSON.stringify({ ...document, version: "^1.0.0" }));
    assert.equal(report.valid, false);
    assert.equal(report.diagnostics.length, maxDiagnostics);
    assert.ok(report.diagnostics.some(({ code }) => code === "card/version-range"));
  }
  const entries = first(990, (i) =>
    entry({ identifier: `urn:mcp:${i}`, type: "card", url: `http://example.com/${i}` }),
  );
  const report = validate(JSON.stringify(catalog([...entries, entry({ url: "/relative" })])));
  assert.ok(report.diagnostics.some(({ code }) => code === "catalog/relative-url"));
});
