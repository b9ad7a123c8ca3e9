// The way to a document: secure or not, straight or not, quick or not.

import type { Diagnostic } from "../../document/diagnostic.ts";
import { finalUrl } from "../../http/exchange.ts";
import { quote } from "../../text/quote.ts";
import { sources } from "../../validate/rules/sources.ts";
import type { Exercise } from "./exercise.ts";

/** The SDKs follow three redirects (spec.md 5); a longer chain loses them. */
export const clientMaxRedirects = 3;

/** An answer that takes longer, in milliseconds, makes people wait who add a server. */
export const slowMs = 3_000;

/** Finds plain http, chains of redirects, and answers that took long. */
export function* checkTransport({ url, answer }: Exercise): Iterable<Diagnostic> {
  const plain = answer.hops.find((hop) => !hop.tls);
  if (plain !== undefined) {
    yield {
      code: "http/insecure",
      severity: "error",
      message: `${quote(plain.url)} is served without TLS`,
      hint: "serve it over https, with TLS 1.2 or later",
      spec: sources.cardDiscovery,
    };
  }
  const redirects = answer.hops.length - 1;
  if (redirects > clientMaxRedirects) {
    yield {
      code: "http/redirect-chain",
      severity: "warning",
      message: `${redirects} redirects lead from ${quote(url)} to ${quote(finalUrl(answer))}`,
      hint: `list the last URL: official SDKs follow at most ${clientMaxRedirects} redirects`,
      spec: sources.cardDiscovery,
    };
  }
  if (answer.ms > slowMs) {
    yield {
      code: "http/slow",
      severity: "warning",
      message: `the answer took ${(answer.ms / 1000).toFixed(1)} s`,
      hint: "serve it as a file or from a cache",
    };
  }
}
