// What is wrong with how a document was served, as far as one GET shows it.

import { cardMediaType, catalogMediaType } from "../document/card.ts";
import type { Code, Diagnostic, Severity } from "../document/diagnostic.ts";
import { type Answer, finalUrl } from "../http/exchange.ts";
import { cut, quote } from "../text/quote.ts";
import type { Expected } from "./accept.ts";
import { isEntityTag } from "./entity-tag.ts";
import { mediaTypeOf } from "./media-type.ts";

interface DeliveryCheck {
  readonly code: Code;
  readonly severity: Severity;
  readonly hint: string;
  /** The message where the answer fails the check. */
  problem(answer: Answer, expected: Expected): string | undefined;
}

const advertised: Readonly<Record<Expected, readonly string[]>> = {
  card: [cardMediaType],
  catalog: [catalogMediaType],
  either: [cardMediaType, catalogMediaType],
};

const typeHint = `serve a card as ${cardMediaType} and a catalog as ${catalogMediaType}`;

const checks: readonly DeliveryCheck[] = [
  {
    code: "http/content-type-missing",
    severity: "warning",
    hint: typeHint,
    problem: ({ headers }) =>
      mediaTypeOf(headers["content-type"]) === undefined ? "no media type is given" : undefined,
  },
  {
    code: "http/content-type-html",
    severity: "warning",
    hint: typeHint,
    problem({ headers }) {
      const type = mediaTypeOf(headers["content-type"]);
      return type === "text/html" || type === "application/xhtml+xml"
        ? `media type ${quote(type)} says it is a page`
        : undefined;
    },
  },
  {
    code: "http/content-type",
    severity: "warning",
    hint: typeHint,
    problem({ headers }, expected) {
      const type = mediaTypeOf(headers["content-type"]);
      if (type === undefined || type === "text/html" || type === "application/xhtml+xml") return undefined;
      const good = type === "application/json" || advertised[expected].includes(type);
      return good ? undefined : `media type ${quote(type)} is not the one of such a document`;
    },
  },
  {
    code: "http/charset",
    severity: "warning",
    hint: "drop the charset parameter: JSON is always UTF-8",
    problem({ headers }) {
      const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(headers["content-type"] ?? "")?.[1];
      const odd = charset !== undefined && !/^(utf-?8|us-ascii)$/i.test(charset);
      return odd ? `charset ${quote(charset)} is declared although JSON is UTF-8` : undefined;
    },
  },
  {
    code: "http/etag",
    severity: "warning",
    hint: 'write the ETag in double quotes, as in "33a64df5"',
    problem({ headers }) {
      const etag = headers["etag"];
      return etag !== undefined && !isEntityTag(etag)
        ? `ETag '${cut(etag)}' is malformed and cannot be used`
        : undefined;
    },
  },
  {
    code: "http/redirect-cross-origin",
    severity: "warning",
    hint: "serve it from the URL that is listed, or list the URL that serves it",
    problem(answer) {
      const asked = answer.hops[0]?.url;
      const final = finalUrl(answer);
      const elsewhere = asked !== undefined && new URL(asked).origin !== new URL(final).origin;
      return elsewhere ? `${quote(asked)} sends its readers to another origin, ${quote(final)}` : undefined;
    },
  },
];

/** Judges the delivery of a document (spec.md 5). What the document itself says is judged elsewhere. */
export function* checkDelivery(answer: Answer, expected: Expected): Iterable<Diagnostic> {
  for (const { code, severity, hint, problem } of checks) {
    const message = problem(answer, expected);
    if (message !== undefined) yield { code, severity, message, hint };
  }
}

/** Every code that {@link checkDelivery} may give. */
export const deliveryCodes: readonly Code[] = checks.map((check) => check.code);
