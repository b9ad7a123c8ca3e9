// Tests what validate says of documents that are no current standard: what they are, where they break their own dialect, what to do.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { dialects } from "../src/dialects/dialects.ts";
import { kinds } from "../src/document/kind.ts";
import { allCodes, describeCode } from "../src/validate/code-table.ts";
import { validate } from "../src/validate/validate.ts";

describe("a document of another kind", () => {
  const found = (document: unknown): readonly string[] =>
    validate(JSON.stringify(document, null, 2)).diagnostics.map(({ severity, code }) => `${severity} ${code}`);

  it("judges an older document as what it is, beside saying what it is", () => {
    assert.deepEqual(
      found({ version: "1.2.3", serverInfo: { name: "x", version: "1.0.0" }, transport: { type: "http" }, tools: [1] }),
      [
        "error document/sep-1649-card",
        "warning document/sep-1649-version",
        "warning document/sep-1649-transport",
        "warning document/sep-1649-primitives",
      ],
    );
  });

  it("underlines what is there: the member, its name, or the bracket of the object that lacks it", () => {
    const text = '{"mcp_version": "1", "name": "x", "endpoint": "http://example.com/", "auth": {"methods": ["magic"]}}';
    const underlined = validate(text).diagnostics.map(({ range }) => text.slice(range?.start, range?.end));
    assert.deepEqual(underlined, ["{", '"http://example.com/"', "["]);
  });

  it("advises migrate for exactly the kinds that migrate can make something of", () => {
    const kindsOf = new Map(allCodes.map((code) => [code, describeCode(code)?.bad]));
    for (const kind of kinds) {
      const sample = kindsOf.get(`document/${kind}`);
      if (sample === undefined) continue;
      const report = validate(typeof sample === "string" ? sample : JSON.stringify(sample));
      const advised = report.diagnostics.some(({ hint }) => hint?.includes("mcp-discover migrate"));
      const canMake = dialects.some((dialect) => dialect.kind === kind) && kind !== "smithery-card";
      assert.equal(advised, canMake, kind);
    }
  });
});
