// ETag and 304: whether a second look costs next to nothing.

import { isEntityTag } from "../../discover/entity-tag.ts";
import type { Diagnostic } from "../../document/diagnostic.ts";
import { type Answer, isFailure } from "../../http/exchange.ts";
import { quote } from "../../text/quote.ts";
import { sources } from "../../validate/rules/sources.ts";
import type { Exercise } from "./exercise.ts";

const conditional = "https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2";
const notModified = "https://www.rfc-editor.org/rfc/rfc9110#section-15.4.5";

/** Headers that a 304 must repeat where the 200 had them (RFC 9110 section 15.4.5). */
const repeated = ["etag", "cache-control", "vary"] as const;

/** Finds what makes crawlers and clients fetch the whole document each time. */
export function* checkValidators({ answer, revisit }: Exercise): Iterable<Diagnostic> {
  const etag = answer.headers["etag"];
  if (etag === undefined) {
    yield {
      code: "http/etag-missing",
      severity: "warning",
      message: "no ETag is sent, so every look fetches the whole document",
      hint: "send an ETag that changes with the bytes, and answer If-None-Match with 304",
      spec: sources.cardDiscovery,
    };
    return;
  }
  if (!isEntityTag(etag) || revisit === undefined) return;
  if (isFailure(revisit)) {
    if (revisit.code !== "status") return;
    yield {
      code: "http/etag-changing",
      severity: "warning",
      message: `If-None-Match with the ETag of a moment ago got no good answer: ${revisit.message}`,
      hint: "answer it with 304 and the same ETag while the bytes are the same",
      spec: conditional,
    };
  } else if (revisit.status === 304) yield* checkNotModified(answer, revisit);
  else if (revisit.status === 200) yield ignored(answer, revisit, etag);
}

function ignored(first: Answer, second: Answer, etag: string): Diagnostic {
  const sameBytes = Buffer.compare(first.bytes, second.bytes) === 0;
  const tag = second.headers["etag"];
  const sameTag = tag !== undefined && opaque(tag) === opaque(etag);
  if (!sameBytes) {
    return {
      code: "http/body-changing",
      severity: "warning",
      message: "two looks within a moment got different bytes",
      hint: "serve the same bytes until the document changes: no clock, no request id inside",
      spec: sources.cardDiscovery,
    };
  }
  if (!sameTag) {
    const other = tag === undefined ? "none" : quote(tag);
    return {
      code: "http/etag-changing",
      severity: "warning",
      message: `the ETag went from ${quote(etag)} to ${other} over the same bytes`,
      hint: "make the ETag from the bytes, the same on every machine that serves them",
      spec: conditional,
    };
  }
  return {
    code: "http/etag-ignored",
    severity: "warning",
    message: "If-None-Match with the current ETag is answered with 200 and the whole document",
    hint: /^W\//.test(etag)
      ? "compare weakly: a tag with W/ matches itself (RFC 9110 section 13.1.2)"
      : "answer it with 304 and no body",
    spec: conditional,
  };
}

function* checkNotModified(first: Answer, second: Answer): Iterable<Diagnostic> {
  const missing = repeated.filter((name) => first.headers[name] !== undefined && second.headers[name] === undefined);
  if (missing.length === 0) return;
  yield {
    code: "http/not-modified-headers",
    severity: "warning",
    message: `the 304 leaves out ${missing.map(proper).join(", ")}`,
    hint: "send with 304 what you would send with 200, but the body",
    spec: notModified,
  };
}

function proper(name: string): string {
  return name === "etag" ? "ETag" : name.replace(/(?:^|-)[a-z]/g, (letters) => letters.toUpperCase());
}

/** The tag for the weak comparison (RFC 9110 section 8.8.3.2). */
function opaque(tag: string): string {
  return tag.trim().replace(/^W\//, "");
}
