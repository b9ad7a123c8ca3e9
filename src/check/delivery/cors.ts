// CORS: whether a page on another origin may read a document, revalidate it, and see its ETag.

import type { Diagnostic, Severity } from "../../document/diagnostic.ts";
import { type Answer, isFailure } from "../../http/exchange.ts";
import { quote } from "../../text/quote.ts";
import { sources } from "../../validate/rules/sources.ts";
import { pageOrigin } from "../recorder.ts";
import type { Exercise, Served } from "./exercise.ts";

const spec = sources.cardDiscovery;

/** Cards MUST be readable across origins (discovery.md); of catalogs the text does not say it (spec.md 1.8, A16). */
function severityOf(served: Served): Severity {
  return served === "card" ? "error" : "warning";
}

/** Finds what a browser would refuse (Fetch 4.9, CORS check). */
export function* checkCors({ served, answer, preflight, revisit }: Exercise): Iterable<Diagnostic> {
  const severity = severityOf(served);
  const allowed = allowOrigin(answer);
  if (allowed !== undefined) {
    yield { code: "http/cors-origin", severity, message: allowed, hint: 'send "Access-Control-Allow-Origin: *"', spec };
  }
  if (preflight !== undefined) {
    const refused = isFailure(preflight)
      ? `the preflight for If-None-Match got no answer: ${preflight.message}`
      : refusal(preflight);
    if (refused !== undefined) {
      const hint =
        'answer OPTIONS with 204, "Access-Control-Allow-Origin: *", "Access-Control-Allow-Methods: GET" and "Access-Control-Allow-Headers: Content-Type, If-None-Match"';
      yield { code: "http/cors-preflight", severity, message: refused, hint, spec };
    }
  }
  if (answer.headers["etag"] !== undefined && !lists(answer.headers["access-control-expose-headers"], "etag")) {
    const message = "the ETag is not exposed, so a page cannot read it";
    yield { code: "http/cors-expose", severity, message, hint: 'send "Access-Control-Expose-Headers: ETag"', spec };
  }
  if (revisit !== undefined && !isFailure(revisit) && revisit.status === 304 && allowed === undefined) {
    const problem = allowOrigin(revisit);
    if (problem !== undefined) {
      const hint = "send the same CORS headers with 304 as with 200";
      yield { code: "http/cors-not-modified", severity, message: `on 304, ${problem}`, hint, spec };
    }
  }
}

function allowOrigin({ headers }: Answer): string | undefined {
  const value = headers["access-control-allow-origin"];
  if (value === undefined) return "no Access-Control-Allow-Origin is sent, so pages on other origins cannot read it";
  if (value === "*" || value === pageOrigin) return undefined;
  return `Access-Control-Allow-Origin is ${quote(value)}, so pages on other origins cannot read it`;
}

function refusal(answer: Answer): string | undefined {
  const { status, headers } = answer;
  if (status < 200 || status > 299) return `the preflight for If-None-Match is answered with ${status}`;
  if (allowOrigin(answer) !== undefined)
    return "the preflight's answer has no Access-Control-Allow-Origin for everybody";
  const named = headers["access-control-allow-headers"];
  if (!lists(named, "if-none-match")) {
    return named === undefined
      ? "the preflight's answer has no Access-Control-Allow-Headers"
      : `Access-Control-Allow-Headers is ${quote(named)}, without If-None-Match`;
  }
  return undefined;
}

/** Whether a header's list has a name, or the wildcard, which counts where no credentials are sent (Fetch 4.8). */
function lists(value: string | undefined, name: string): boolean {
  const names = (value ?? "").split(",").map((each) => each.trim().toLowerCase());
  return names.includes(name) || names.includes("*");
}
