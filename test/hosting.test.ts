// What each host is told: read by the hosts' own parsers where there are any, and never broken by a stranger's path.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { parseAllHeaders } from "@netlify/headers-parser";
import { getTransformedRoutes } from "@vercel/routing-utils";
import fc from "fast-check";
import { cardMediaType, catalogMediaType } from "../src/document/card.ts";
import { guessHosting, type Signs } from "../src/hosting/guess.ts";
import { type HostName, hostNames, type Step, type Want } from "../src/hosting/hosting.ts";
import { hostings } from "../src/hosting/hostings.ts";
import { allNeeds, needs } from "../src/hosting/need.ts";

const card: Want = { path: "/mcp/server-card", mediaType: cardMediaType, needs: allNeeds };
const catalog: Want = { path: "/.well-known/ai-catalog.json", mediaType: catalogMediaType, needs: allNeeds };

const headersOf = (mediaType: string): Record<string, string> => ({
  "Content-Type": mediaType,
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
  "Access-Control-Allow-Headers": "Content-Type, If-None-Match",
  "Access-Control-Expose-Headers": "ETag",
  "Cache-Control": "public, max-age=3600",
});

function stepsOf(name: HostName, wants: readonly Want[]): readonly Step[] {
  return hostings[name].advise(wants).filter((part): part is Step => "where" in part);
}

function textOf(name: HostName, file: string): string {
  const step = stepsOf(name, [card, catalog]).find((each) => each.file?.path === file || each.where.includes(file));
  assert.ok(step, `${name} writes no ${file}`);
  return step.text;
}

test("no host passes over a need in silence, and none speaks where nothing is missing", () => {
  for (const name of hostNames) {
    assert.equal(hostings[name].name, name);
    assert.deepEqual(hostings[name].advise([{ ...card, needs: [] }]), []);
    for (const need of allNeeds) {
      const isQuiet = need === "reachable";
      for (const want of [card, catalog]) {
        assert.ok(isQuiet || hostings[name].advise([{ ...want, needs: [need] }]).length > 0, `${name}: ${need}`);
      }
    }
  }
  assert.deepEqual(Object.keys(needs), allNeeds);
});

test("the hosts that leave out dot-folders are told not to", () => {
  const only: Want = { ...catalog, needs: ["reachable"] };
  const words: Partial<Record<HostName, RegExp>> = {
    nginx: /^location = \/\.well-known\/ai-catalog\.json \{\n\}\n$/,
    apache: /Require all granted/,
    "github-pages": /^$/,
    firebase: /"ignore": \[\n\s+"firebase\.json",\n\s+"\*\*\/node_modules\/\*\*"\n/,
  };
  for (const [name, text] of Object.entries(words))
    assert.match(stepsOf(name as HostName, [only])[0]?.text ?? "-", text);
  assert.deepEqual(stepsOf("github-pages", [only])[0]?.file, { in: "site", path: ".nojekyll" });
});

test("only what is missing is written", () => {
  const only: Want = { ...card, needs: ["allow-headers"] };
  const line = 'Access-Control-Allow-Headers "Content-Type, If-None-Match"';
  const [nginx, apache, caddy] = (["nginx", "apache", "caddy"] as const).map((name) => stepsOf(name, [only])[0]?.text);
  assert.equal(nginx, `location = /mcp/server-card {\n    add_header ${line} always;\n}\n`);
  assert.equal(caddy, `header /mcp/server-card {\n    ${line}\n    defer\n}\n`);
  assert.match(apache ?? "", /^<If [^\n]+>\n {4}Header unset [^\n]+\n {4}Header always set [^\n]+\n<\/If>\n$/);
  assert.equal(
    stepsOf("netlify", [only])[0]?.text,
    "/mcp/server-card\n  Access-Control-Allow-Headers: Content-Type, If-None-Match\n",
  );
});

test("Netlify's own parser reads _headers", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "netlify-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "_headers");
  writeFileSync(file, textOf("netlify", "_headers"));
  const read = await parseAllHeaders({ headersFiles: [file], configHeaders: undefined, minimal: true });
  assert.deepEqual(read.errors, []);
  assert.deepEqual(
    read.headers.map((rule) => ({ for: rule.for, values: rule.values })),
    [card, catalog].map(({ path, mediaType }) => ({ for: path, values: headersOf(mediaType) })),
  );
});

test("_headers for Cloudflare Pages keeps to the documented grammar: a path, then indented names and values", () => {
  const rules: Record<string, Record<string, string>> = {};
  let rule: Record<string, string> = {};
  for (const line of textOf("cloudflare", "_headers").split("\n")) {
    const [, indent = "", rest = ""] = /^(\s*)(.*)$/.exec(line) ?? [];
    assert.ok(line.length <= 2000);
    if (rest === "") continue;
    if (indent === "") rules[rest] = rule = {};
    else rule[rest.slice(0, rest.indexOf(": "))] = rest.slice(rest.indexOf(": ") + 2);
  }
  assert.deepEqual(rules, { [card.path]: headersOf(card.mediaType), [catalog.path]: headersOf(catalog.mediaType) });
  assert.deepEqual(JSON.parse(textOf("cloudflare", "_routes.json")), {
    version: 1,
    include: [card.path, catalog.path],
    exclude: [],
  });
});

test("Vercel's own parser reads vercel.json, and each source matches its own path alone", () => {
  const { routes, error } = getTransformedRoutes(JSON.parse(textOf("vercel", "vercel.json")));
  assert.equal(error, null);
  const rules = (routes ?? []).filter((route) => "headers" in route);
  assert.equal(rules.length, 2);
  for (const [index, { path, mediaType }] of [card, catalog].entries()) {
    const rule = rules[index] as { readonly src: string; readonly headers: Record<string, string> };
    assert.match(path, new RegExp(rule.src));
    for (const other of [`${path}x`, `/x${path}`, path.replace(".", "x"), "/"].filter((each) => each !== path)) {
      assert.doesNotMatch(other, new RegExp(rule.src));
    }
    const expected = Object.entries(headersOf(mediaType)).map(([key, value]) => [key.toLowerCase(), value]);
    const actual = Object.entries(rule.headers).map(([key, value]) => [key.toLowerCase(), value]);
    assert.deepEqual(actual, expected);
  }
});

test("firebase.json has one rule a file, in the documented form", () => {
  const { hosting } = JSON.parse(textOf("firebase", "firebase.json"));
  assert.deepEqual(
    hosting.headers,
    [card, catalog].map(({ path, mediaType }) => ({
      source: path,
      headers: Object.entries(headersOf(mediaType)).map(([key, value]) => ({ key, value })),
    })),
  );
});

test("S3 is given metadata for each object and one CORS rule, and CloudFront lists with their lengths", () => {
  const steps = stepsOf("s3", [card, catalog]).map(({ text }) => text);
  assert.match(
    steps[0] ?? "",
    /^aws s3 cp "FOLDER\/mcp\/server-card" "s3:\/\/BUCKET\/mcp\/server-card" --content-type.*\naws s3 cp .*\n$/,
  );
  const { CORSRules } = JSON.parse(steps[1] ?? "");
  assert.deepEqual(Object.keys(CORSRules[0]), [
    "AllowedOrigins",
    "AllowedMethods",
    "AllowedHeaders",
    "ExposeHeaders",
    "MaxAgeSeconds",
  ]);
  const { CorsConfig } = JSON.parse(steps[2] ?? "");
  for (const value of Object.values<unknown>(CorsConfig)) {
    if (typeof value !== "object" || value === null || !("Items" in value) || !("Quantity" in value)) continue;
    assert.equal(value.Quantity, Array.isArray(value.Items) ? value.Items.length : 0);
  }
});

test("each host leads on from older places in its own form, or says that it cannot", () => {
  const lead = { from: "/.well-known/mcp.json", to: card.path };
  const text = (name: HostName): string => {
    const [part] = hostings[name].advise([], [lead]);
    assert.ok(part !== undefined, name);
    return "where" in part ? part.text : "cannot" in part ? part.cannot : "";
  };
  for (const name of hostNames) assert.ok(text(name).includes("well-known"), name);
  for (const name of ["netlify", "cloudflare"] as const) assert.equal(text(name), `${lead.from} ${lead.to} 301\n`);
  assert.deepEqual(JSON.parse(text("firebase")), {
    hosting: { redirects: [{ source: lead.from, destination: lead.to, type: 301 }] },
  });
  const { routes, error } = getTransformedRoutes(JSON.parse(text("vercel")));
  assert.equal(error, null);
  const rule = (routes ?? []).find((route) => "status" in route && route.status === 301);
  assert.ok(rule !== undefined && "src" in rule && "headers" in rule);
  assert.match(lead.from, new RegExp(rule.src ?? ""));
  assert.doesNotMatch("/.well-known/mcpxjson", new RegExp(rule.src ?? ""));
  assert.deepEqual(rule.headers, { Location: lead.to });
  assert.match(text("s3"), /--key "\.well-known\/mcp\.json" --website-redirect-location "\/mcp\/server-card"/);
});

test("a redirect from or to a path that could mean something gets into no configuration", () => {
  for (const name of hostNames) {
    for (const lead of [
      { from: "/a b", to: card.path },
      { from: "/a", to: "/b;\nx" },
    ]) {
      const advice = hostings[name].advise([], [lead]);
      assert.ok(advice.every((part) => "cannot" in part) && advice.length === 1, name);
    }
  }
});

test("the functions for preflights run, answer OPTIONS, and leave everything else alone", async () => {
  const load = async (text: string): Promise<Record<string, unknown>> =>
    await import(`data:text/javascript,${encodeURIComponent(text)}`);
  const ask = (path: string, method = "OPTIONS"): Request => new Request(`https://example.com${path}`, { method });
  const isRight = (response: unknown): void => {
    assert.ok(response instanceof Response);
    assert.equal(response.status, 204);
    assert.equal(response.headers.get("access-control-allow-origin"), "*");
    assert.match(response.headers.get("access-control-allow-methods") ?? "", /\bGET\b/);
    assert.match(response.headers.get("access-control-allow-headers") ?? "", /If-None-Match/);
  };
  const paths = [card.path, catalog.path];

  const netlify = await load(textOf("netlify", "card-preflight.js"));
  isRight((netlify["default"] as () => unknown)());
  assert.deepEqual(netlify["config"], { method: "OPTIONS", path: paths });

  const vercel = await load(textOf("vercel", "middleware.js"));
  const middleware = vercel["default"] as (request: Request) => unknown;
  isRight(middleware(ask(card.path)));
  assert.equal(middleware(ask(card.path, "GET")), undefined);
  assert.deepEqual(vercel["config"], { matcher: paths });

  const cloudflare = await load(textOf("cloudflare", "_middleware.js"));
  const onOptions = cloudflare["onRequestOptions"] as (context: object) => unknown;
  isRight(onOptions({ request: ask(card.path), next: () => "next" }));
  assert.equal(onOptions({ request: ask("/api"), next: () => "next" }), "next");
});

const syntax = [..."\"'$`{}()[]<>*:;#%?&|\\ \n\r\t\0!+,=@^é"];
const strangePath = fc
  .array(fc.oneof(fc.constantFrom(...syntax, "..", "/", "//", "</If>", "%0a"), fc.string()), { minLength: 1 })
  .map((parts) => `/${parts.join("")}`);

test("a path that could mean something to a configuration gets into none", () => {
  const plain = /^(?:\/[A-Za-z0-9._~-]+)+$/;
  fc.assert(
    fc.property(
      strangePath,
      fc.constantFrom(...hostNames),
      fc.subarray([...allNeeds], { minLength: 1 }),
      (path, name, some) => {
        fc.pre(!plain.test(path));
        const advice = hostings[name].advise([{ ...card, path, needs: some }, card]);
        const [last] = advice.slice(-1);
        assert.ok(last !== undefined && "cannot" in last, name);
        // Nothing but the refusal comes of it.
        assert.deepEqual(advice.slice(0, -1), hostings[name].advise([card]));
      },
    ),
  );
});

test("paths that climb or name nothing are refused", () => {
  for (const path of ["", "/", "mcp/server-card", "/a/../b", "/a/.", "//a", "/a/", `/${"a".repeat(1000)}`]) {
    const advice = hostings.nginx.advise([{ ...card, path }]);
    assert.deepEqual(
      advice.map((part) => "cannot" in part),
      [true],
      path,
    );
  }
});

test("a plain path changes nothing but its own place in the lines", () => {
  const segment = fc.stringMatching(/^[A-Za-z0-9~_-][A-Za-z0-9._~-]{0,20}$/);
  const paths = fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => `/zq9/${segments.join("/")}/card`);
  const escaped = (path: string): string => path.slice(1).replaceAll(".", "\\.");
  fc.assert(
    fc.property(paths, fc.constantFrom(...hostNames), (path, name) => {
      const texts = stepsOf(name, [{ ...card, path }]).map(({ text }) =>
        text.replaceAll(path, card.path).replaceAll(escaped(path), card.path.slice(1)),
      );
      assert.deepEqual(
        texts,
        stepsOf(name, [card]).map(({ text }) => text),
      );
    }),
  );
});

test("the host is guessed by what only it sends", () => {
  const cases: readonly (readonly [signs: Signs, name: HostName])[] = [
    [{ headers: { server: "nginx/1.22.1" } }, "nginx"],
    [{ headers: { server: "Apache/2.4.71 (Debian)" } }, "apache"],
    [{ headers: { server: "Caddy" } }, "caddy"],
    [{ headers: { server: "Netlify", "x-nf-request-id": "01J" } }, "netlify"],
    [{ headers: { server: "Vercel", "x-vercel-id": "fra1::x" } }, "vercel"],
    [{ headers: { server: "GitHub.com", "x-github-request-id": "A:B" } }, "github-pages"],
    [{ headers: { server: "AmazonS3", "x-amz-cf-id": "x" } }, "s3"],
    [{ headers: { vary: "x-fh-requested-host, accept-encoding" } }, "firebase"],
    [{ headers: { server: "cloudflare", "cf-ray": "1" }, host: "cards.pages.dev" }, "cloudflare"],
    [{ headers: {}, host: "bucket.s3.eu-central-1.amazonaws.com" }, "s3"],
    [{ headers: { server: "cloudflare", "cf-ray": "1", "x-vercel-id": "fra1::x" } }, "vercel"],
  ];
  for (const [signs, name] of cases) assert.equal(guessHosting(signs)?.name, name, JSON.stringify(signs));
});

test("Cloudflare or CloudFront in front of something unknown is no guess at a host", () => {
  const fronts: readonly Signs[] = [
    { headers: { server: "cloudflare", "cf-ray": "8f-FRA" }, host: "example.com" },
    { headers: { server: "CloudFront", via: "1.1 x.cloudfront.net (CloudFront)", "x-amz-cf-id": "x" } },
  ];
  for (const signs of fronts) {
    const guess = guessHosting(signs);
    assert.equal(guess?.name, undefined);
    assert.match(guess?.because ?? "", /stands in front/);
  }
  for (const server of [undefined, "", "Microsoft-IIS/10.0", "not nginx", "ApacheTrafficServer", "AmazonS3-like"]) {
    assert.equal(guessHosting({ headers: { server } }), undefined);
  }
  assert.equal(guessHosting({ headers: {}, host: "pages.dev.example.com" }), undefined);
});

test("what we say of ourselves is whole: sentences end, clauses do not, and links are https", () => {
  for (const name of hostNames) {
    const { pitfalls, documentation, advise } = hostings[name];
    for (const pitfall of pitfalls) assert.match(pitfall, /[.:][^.]*\.$|\.$/);
    assert.match(documentation, /^https:\/\//);
    for (const part of advise([card, catalog])) {
      const clauses =
        "where" in part ? [part.where] : "given" in part ? [part.given, part.ifMissing] : [part.cannot, part.instead];
      for (const clause of clauses) assert.doesNotMatch(clause, /\.$/, clause);
      if ("where" in part) assert.match(part.text, /^$|\n$/);
    }
  }
});
