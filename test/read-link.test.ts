// Holds the ways around the URL parser against the parser.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readTemplateUrl } from "../src/text/host-names.ts";
import { readLink } from "../src/text/read-link.ts";
import { readUrl } from "../src/text/read-url.ts";

const hosts = ["a", "b1", "-", ".", "xn--", "localhost", "com", "127", "0x7f", "é", "\u00ad", "_", "%61", "A", "-a-"];
const rest = [":80", "@", "/", "/x", "/..", "/.", "/%2e%2e", ".png", "?q", "#f", " ", "\t", "\\", "a".repeat(64)];

const urls = fc
  .tuple(
    fc.constantFrom("https://", "http://", "HTTPS://", "ftp://"),
    fc.array(fc.constantFrom(...hosts, "."), { maxLength: 6 }),
    fc.array(fc.constantFrom(...hosts, ...rest), { maxLength: 5 }),
  )
  .map(([scheme, host, more]) => scheme + host.join("") + more.join(""));

test("a link has the parts that the URL parser gives", () => {
  const plain = readLink("https://www.example.com/icons/server.png");
  assert.ok(!(plain instanceof URL), "the parser was asked");
  fc.assert(
    fc.property(urls, (url) => {
      const [read, parsed] = [readLink(url), readUrl(url)];
      assert.deepEqual(
        [read?.protocol, read?.hostname, read?.pathname],
        [parsed?.protocol, parsed?.hostname, parsed?.pathname],
      );
    }),
    { numRuns: 3000 },
  );
});

test("the host of a template without variables is the one that the URL parser gives", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...hosts, ".", "a".repeat(64)), { maxLength: 6 }), (parts) => {
      const host = parts.join("");
      assert.equal(readTemplateUrl(`https://${host}/x`)?.host, readUrl(`https://${host}/`)?.hostname, host);
    }),
    { numRuns: 3000 },
  );
});
