// What we tell hosts that cannot be run here is read by their own parser, or by the grammar that they document.

import assert from "node:assert/strict";
import { test } from "node:test";
import { getTransformedRoutes } from "@vercel/routing-utils";
import fc from "fast-check";
import { type HostingName, hostingNames } from "../src/hosting/hosting.ts";
import { guessHosting, hostings } from "../src/hosting/hostings.ts";
import { isPlainPath, sharedHeaders, usualPlaces } from "../src/hosting/served.ts";

const expected = usualPlaces.map(({ path, mediaType }) => ({
  path,
  headers: Object.fromEntries([["Content-Type", mediaType], ...sharedHeaders]),
}));

function textOf(name: HostingName): string {
  return hostings[name].configure(usualPlaces)[0]?.text ?? "";
}

/** Netlify's and Cloudflare's `_headers`: a path at the start of a line, its headers indented below. */
function readHeadersFile(text: string): { path: string; headers: Record<string, string> }[] {
  const blocks: { path: string; headers: Record<string, string> }[] = [];
  for (const line of text.split("\n")) {
    const header = /^\s+([A-Za-z-]+): (.+)$/.exec(line);
    if (header) {
      const headers = blocks.at(-1)?.headers ?? {};
      headers[header[1] ?? ""] = header[2] ?? "";
    } else {
      assert.match(line, /^\/\S+$/);
      blocks.push({ path: line, headers: {} });
    }
  }
  return blocks;
}

for (const name of ["netlify", "cloudflare"] as const) {
  test(`${name}: _headers by its documented grammar`, () => {
    assert.deepEqual(readHeadersFile(textOf(name)), expected);
  });
}

test("vercel: its own parser makes the routes of it", () => {
  const { headers } = JSON.parse(textOf("vercel"));
  const { routes, error } = getTransformedRoutes({ headers });
  assert.equal(error, null);
  for (const { path, headers: wanted } of expected) {
    const route = routes?.find((each) => "src" in each && new RegExp(each.src ?? "").test(path));
    assert.deepEqual(route && "headers" in route ? route.headers : undefined, wanted);
  }
});

test("firebase: header rules by source, as documented", () => {
  const { hosting } = JSON.parse(textOf("firebase"));
  const rules = hosting.headers.map((rule: { source: string; headers: { key: string; value: string }[] }) => ({
    path: rule.source,
    headers: Object.fromEntries(rule.headers.map(({ key, value }) => [key, value])),
  }));
  assert.deepEqual(rules, expected);
});

test("s3: a command for each object, and CORS rules as documented", () => {
  const [commands, cors] = hostings.s3.configure(usualPlaces);
  assert.equal(commands?.text.split("\n").length, usualPlaces.length);
  const [rule] = JSON.parse(cors?.text ?? "[]");
  assert.deepEqual(rule.AllowedOrigins, ["*"]);
  assert.deepEqual(rule.AllowedMethods, ["GET", "HEAD"]);
  assert.ok(rule.AllowedHeaders.includes("If-None-Match") && rule.ExposeHeaders.includes("ETag"));
});

test("a host is guessed by its own marks only, and Cloudflare's edge alone is no Pages", () => {
  const marks: readonly (readonly [HostingName | undefined, Record<string, string>])[] = [
    ["nginx", { server: "nginx/1.25.3" }],
    ["nginx", { server: "openresty" }],
    ["apache", { server: "Apache/2.4.62 (Debian)" }],
    ["caddy", { server: "Caddy" }],
    ["netlify", { server: "Netlify" }],
    ["vercel", { server: "Vercel", "x-vercel-id": "fra1::abc" }],
    ["github-pages", { server: "GitHub.com" }],
    ["s3", { server: "AmazonS3" }],
    [undefined, { server: "cloudflare", "cf-ray": "1" }],
    [undefined, { server: "gunicorn" }],
    [undefined, {}],
  ];
  for (const [name, headers] of marks) assert.equal(guessHosting(headers)?.name, name);
});

test("a path that could end a directive or a line is not plain", () => {
  for (const { path } of usualPlaces) assert.ok(isPlainPath(path));
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      const path = `/${text}`;
      if (!isPlainPath(path)) return;
      for (const name of hostingNames) {
        for (const { text: lines } of hostings[name].configure([{ path, mediaType: "application/json" }])) {
          assert.doesNotMatch(path, /[\s"'`;{}<>$#\\]/);
          assert.doesNotMatch(lines, /[\0\r]/);
        }
      }
    }),
  );
});
