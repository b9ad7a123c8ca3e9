// The URL gate, against the vectors in both profiles, and its own repeatability.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { isSpecialName } from "../src/http/special-names.ts";
import { checkUrl } from "../src/http/urls.ts";
import { userAgent } from "../src/http/user-agent.ts";
import { UsageError } from "../src/usage-error.ts";
import { skipWithout } from "./support/shared-data.ts";
import { vectors } from "./support/vectors.ts";

test("every shared URL vector gets its verdict in both profiles", { skip: skipWithout("ssrf-vectors.json") }, () => {
  const wrong: string[] = [];
  for (const { id, input = "", expect, expect_cli, reason } of vectors("url")) {
    if (checkUrl(input, "registry").ok !== (expect === "allow")) wrong.push(`${id} registry ${input}: ${reason}`);
    if (checkUrl(input, "cli").ok !== (expect_cli === "allow")) wrong.push(`${id} cli ${input}: ${reason}`);
  }
  assert.deepEqual(wrong, []);
});

test("the host comes back in ASCII, lower case and without trailing dot", () => {
  for (const text of ["https://EXAMPLE.com./x", "https://example。com/x", "https://exa%6Dple.com/x"]) {
    const verdict = checkUrl(text, "registry");
    assert.equal(verdict.ok && verdict.url.href, "https://example.com/x");
  }
});

test("a URL that passed passes again, unchanged", () => {
  const part = fc.constantFrom(
    "https://",
    "http://",
    "example",
    ".com",
    ".",
    "xn--",
    "a",
    "%41",
    "/",
    "?q",
    ":8443",
    "[::1]",
    "1.1",
    "ß",
    "@",
    "#",
    "-",
  );
  fc.assert(
    fc.property(
      fc.array(part, { maxLength: 8 }),
      fc.constantFrom("registry" as const, "cli" as const),
      (parts, profile) => {
        const first = checkUrl(parts.join(""), profile);
        if (!first.ok) return;
        const second = checkUrl(first.url.href, profile);
        assert.ok(second.ok);
        assert.equal(second.url.href, first.url.href);
      },
    ),
    { numRuns: 2000 },
  );
});

test("the gate never throws, and its reasons quote nothing of the URL", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
      const verdict = checkUrl(`https://${text}`, "registry");
      if (!verdict.ok) assert.match(verdict.reason, /^[\x20-\x7e]+$/);
    }),
    { numRuns: 1000 },
  );
});

test("allowing private addresses opens scheme, port, literal and name for them, and says that they must be private", () => {
  for (const text of [
    "http://127.0.0.1:8080/",
    "http://[::1]:3000/",
    "https://10.0.0.1/",
    "http://intranet/",
    "https://mcp.corp/",
  ]) {
    assert.equal(checkUrl(text, "registry").ok, false, text);
    const verdict = checkUrl(text, "registry", { allowPrivate: true });
    assert.equal(verdict.ok && verdict.mustBePrivate, true, text);
  }
  for (const text of [
    "http://169.254.169.254/",
    "http://8.8.8.8/",
    "http://0.0.0.0/",
    "http://127.0.0.1:6379/",
    "https://127.0.0.1@x/",
  ]) {
    assert.equal(checkUrl(text, "registry", { allowPrivate: true }).ok, false, text);
  }
  assert.equal(checkUrl("http://10.9.9.9/", "cli", { allowPrivate: ["127.0.0.0/8"] }).ok, false);
});

test("a resolve rule opens name and port for its own host and port only", () => {
  const resolve = [{ host: "cards.intranet", port: 8443, address: "10.0.0.7" }];
  assert.equal(checkUrl("https://cards.intranet:8443/", "registry", { resolve }).ok, true);
  assert.equal(checkUrl("https://cards.intranet/", "registry", { resolve }).ok, false);
  assert.equal(checkUrl("https://other.intranet:8443/", "registry", { resolve }).ok, false);
  assert.equal(checkUrl("http://cards.intranet:8443/", "registry", { resolve }).ok, false);
});

test("names that can never be public are told apart from names that only look so", () => {
  for (const name of ["localhost", "LOCALHOST.", "printer.local", "1.0.0.127.in-addr.arpa", "db.internal", "com"]) {
    assert.equal(isSpecialName(name), true, name);
  }
  for (const name of ["example.com", "localhost.example.com", "test.example.org"])
    assert.equal(isSpecialName(name), false, name);
});

test("the User-Agent carries version and contact, and refuses a contact that would break it", () => {
  assert.match(userAgent("https://example.org/bot"), /^mcp-discover\/\d+\.\d+\.\d+ \(\+https:\/\/example\.org\/bot\)$/);
  assert.throws(() => userAgent("a\r\nb: c"), UsageError);
  assert.throws(() => userAgent("x)"), UsageError);
});
