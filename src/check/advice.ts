// Do this: the shortest list of changes that clears what was found, most important first.

import type { Code, Diagnostic } from "../document/diagnostic.ts";
import type { Hosting, Snippet } from "../hosting/hosting.ts";
import { guessHosting } from "../hosting/hostings.ts";
import { isPlainPath, type Served, sharedHeaders } from "../hosting/served.ts";
import type { Answer } from "../http/exchange.ts";
import { finalUrl } from "../http/exchange.ts";
import { quote } from "../text/quote.ts";

/** One thing to do. */
export interface Advice {
  /** A sentence without its full stop; may quote strangers' text. */
  readonly text: string;
  /** The web server that the lines are for: a guess from the answers' headers. */
  readonly hosting?: { readonly name: string; readonly title: string };
  /** Exact lines, each with where it goes. */
  readonly snippets: readonly Snippet[];
  /** The codes that it clears. */
  readonly clears: readonly Code[];
}

/** A document that was delivered somehow. */
export interface AdvisedDocument {
  readonly url: string;
  readonly mediaType: string;
  readonly answer: Answer;
  readonly delivery: readonly Diagnostic[];
}

/** Codes that a web server's configuration clears. */
export const headerCodes: readonly Code[] = [
  "http/content-type",
  "http/content-type-html",
  "http/content-type-missing",
  "http/charset",
  "http/cors-origin",
  "http/cors-preflight",
  "http/cors-expose",
  "http/cors-not-modified",
  "http/cache-control-missing",
  "http/cache-control-forbids",
];

/** Gives one advice for each origin whose web server sends the wrong headers, its documents together. */
export function headerAdvice(documents: readonly AdvisedDocument[]): readonly Advice[] {
  const origins = new Map<string, AdvisedDocument[]>();
  for (const document of documents) {
    if (!document.delivery.some(({ code }) => headerCodes.includes(code))) continue;
    const { origin } = new URL(finalUrl(document.answer));
    origins.set(origin, [...(origins.get(origin) ?? []), document]);
  }
  return [...origins].map(([origin, wrong]) => adviceFor(origin, wrong));
}

function adviceFor(origin: string, documents: readonly AdvisedDocument[]): Advice {
  const codes = new Set(documents.flatMap(({ delivery }) => delivery.map(({ code }) => code)));
  const clears = headerCodes.filter((code) => codes.has(code));
  const served = documents.map(({ answer, mediaType }) => ({ path: new URL(finalUrl(answer)).pathname, mediaType }));
  const [first] = documents;
  const hosting = first && guessHosting(first.answer.headers);
  const host = quote(new URL(origin).host);
  if (hosting === undefined || !served.every(({ path }) => isPlainPath(path))) {
    return { text: `send these headers from ${host}, on 200, 304 and OPTIONS`, snippets: [plain(served)], clears };
  }
  const { name, title } = hosting;
  return {
    text: `tell ${title} at ${host} (a guess from its headers) how to serve ${words(served)}`,
    hosting: { name, title },
    snippets: snippetsOf(hosting, served),
    clears,
  };
}

/** What it cannot do stands in its own sentences, before what it can. */
function snippetsOf(hosting: Hosting, served: readonly Served[]): readonly Snippet[] {
  const limits = hosting.cannot.map((sentence): Snippet => ({ where: sentence, text: "" }));
  return [...limits, ...hosting.configure(served)];
}

function plain(served: readonly Served[]): Snippet {
  const types = served.map(({ path, mediaType }) => `Content-Type: ${mediaType}   (${path})`);
  const text = [...types, ...sharedHeaders.map(([name, value]) => `${name}: ${value}`)].join("\n");
  return { where: "in the answers of the web server; docs/hosting.md has the lines for nine of them", text };
}

function words(served: readonly Served[]): string {
  return served.length === 1 ? "the document" : `${served.length} documents`;
}
