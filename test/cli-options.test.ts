// The options that mean the same everywhere: how their text is read.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { environmentOf, readEnvironment } from "../cli/option.ts";
import { allowPrivate, color, contact, quiet, readResolveRule, resolve, timeout } from "../cli/options.ts";
import { UsageError } from "../src/usage-error.ts";

test("--resolve reads a name, a port, an address, and a port to dial", () => {
  assert.deepEqual(readResolveRule("Cards.example.com:443:127.0.0.1"), {
    host: "cards.example.com",
    port: 443,
    address: "127.0.0.1",
  });
  assert.equal(readResolveRule("cards.example.com.:443:127.0.0.1").host, "cards.example.com");
  assert.deepEqual(readResolveRule("a.example:443:[::1]:8443"), {
    host: "a.example",
    port: 443,
    address: "::1",
    dialPort: 8443,
  });
});

test("--resolve refuses what is no rule", () => {
  for (const text of [
    "",
    "example.com",
    "example.com:443",
    "example.com:443:localhost",
    "example.com:443:::1",
    "example.com:0:127.0.0.1",
    "example.com:65536:127.0.0.1",
    "example.com:443:127.0.0.1:0",
    "example.com:443:[127.0.0.1]",
    "example.com:443:127.0.0.256",
    "[::1]:443:127.0.0.1",
    "exam ple.com:443:127.0.0.1",
  ]) {
    assert.throws(() => readResolveRule(text), UsageError, text);
  }
});

test("--resolve gives back every rule that it was given", () => {
  const port = fc.integer({ min: 1, max: 65_535 });
  const address = fc.oneof(fc.ipV4(), fc.ipV6());
  fc.assert(
    fc.property(fc.domain(), port, address, fc.option(port, { nil: undefined }), (host, from, to, dialPort) => {
      const bracketed = to.includes(":") ? `[${to}]` : to;
      const rule = readResolveRule(`${host}:${from}:${bracketed}${dialPort === undefined ? "" : `:${dialPort}`}`);
      assert.deepEqual(rule, {
        host: host.toLowerCase(),
        port: from,
        address: to,
        ...(dialPort === undefined ? {} : { dialPort }),
      });
    }),
  );
});

test("--allow-private is all, or the blocks that are named", () => {
  assert.equal(allowPrivate.read("", undefined), true);
  assert.deepEqual(allowPrivate.read("10.0.0.0/8,fd00::/8", undefined), ["10.0.0.0/8", "fd00::/8"]);
  for (const text of ["10.0.0.0", "10.0.0.0/33", "::/129", "10.0.0.0/8,", "all"]) {
    assert.throws(() => allowPrivate.read(text, undefined), UsageError, text);
  }
});

test("--contact is a URL that fits into a header", () => {
  assert.equal(contact.read("mailto:crawler@example.com", undefined), "mailto:crawler@example.com");
  for (const text of [
    "example.com",
    "javascript:alert(1)",
    "https://example.com/\r\nX: y",
    "https://example.com/(x)",
  ]) {
    assert.throws(() => contact.read(text, undefined), UsageError, text);
  }
});

test("each option has a twin in the environment that is read by the same rules", () => {
  assert.equal(environmentOf("allowPrivate", allowPrivate), "MCP_DISCOVER_ALLOW_PRIVATE");
  assert.equal(environmentOf("color", color), "MCP_DISCOVER_NO_COLOR");
  assert.equal(readEnvironment("2.5", timeout), 2.5);
  assert.equal(readEnvironment("1", quiet), true);
  assert.equal(readEnvironment("0", quiet), false);
  assert.equal(readEnvironment("1", color), false);
  assert.equal(readEnvironment("true", allowPrivate), true);
  assert.equal(readEnvironment("no", allowPrivate), undefined);
  assert.deepEqual(readEnvironment("10.0.0.0/8", allowPrivate), ["10.0.0.0/8"]);
  const rules = readEnvironment("a.example:443:127.0.0.1  b.example:443:127.0.0.1", resolve);
  assert.deepEqual(rules, [
    { host: "a.example", port: 443, address: "127.0.0.1" },
    { host: "b.example", port: 443, address: "127.0.0.1" },
  ]);
  assert.throws(() => readEnvironment("maybe", quiet), UsageError);
});
