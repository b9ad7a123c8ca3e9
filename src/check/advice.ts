// Do this: the shortest list of changes to web servers that clears what was found.

import type { Code, Diagnostic } from "../document/diagnostic.ts";
import { guessHosting } from "../hosting/guess.ts";
import type { Given, MediaType, Refusal, Step, Want } from "../hosting/hosting.ts";
import { hostings } from "../hosting/hostings.ts";
import { type Need, needs as needInfo } from "../hosting/need.ts";
import { headersFor } from "../hosting/served-headers.ts";
import { type Answer, finalUrl } from "../http/exchange.ts";
import { quote } from "../text/quote.ts";

/** Lines to write, or a sentence where nothing can be written. */
export interface Snippet {
  /** Where the lines go; or what cannot be done and what to do instead. A clause; may quote a stranger's path. */
  readonly where: string;
  /** The exact lines; empty where there are none. */
  readonly text: string;
  /** The file that the lines make up, relative to the folder that is served or to the project. */
  readonly file?: string;
}

/** One thing to do. */
export interface Advice {
  /** A sentence without its full stop; may quote strangers' text. */
  readonly text: string;
  /** The web server that the lines are for: a guess from the answers. */
  readonly hosting?: { readonly name: string; readonly title: string };
  readonly snippets: readonly Snippet[];
  /** The codes that it clears. */
  readonly clears: readonly Code[];
}

/** A document that was delivered somehow. */
export interface AdvisedDocument {
  readonly url: string;
  readonly mediaType: MediaType;
  readonly answer: Answer;
  readonly delivery: readonly Diagnostic[];
}

/** What a web server must be told for each finding that its settings clear. */
export const needsOf: Readonly<Partial<Record<Code, readonly Need[]>>> = {
  "http/content-type": ["content-type"],
  "http/content-type-html": ["content-type"],
  "http/content-type-missing": ["content-type"],
  "http/charset": ["content-type"],
  "http/cors-origin": ["allow-origin"],
  "http/cors-not-modified": ["allow-origin"],
  "http/cors-preflight": ["allow-origin", "allow-methods", "allow-headers", "preflight"],
  "http/cors-expose": ["expose-etag"],
  "http/cache-control-missing": ["cache-control"],
  "http/cache-control-forbids": ["cache-control"],
  "http/etag-missing": ["etag"],
  "http/etag-ignored": ["etag"],
};

const headerNeeds: readonly Need[] = ["allow-origin", "allow-methods", "allow-headers", "expose-etag", "cache-control"];

interface Wanting extends Want {
  readonly origin: string;
  readonly answer: Answer;
  readonly codes: readonly Code[];
}

/** Gives one advice for each origin whose web server sends the wrong headers, its documents together. */
export function headerAdvice(documents: readonly AdvisedDocument[]): readonly Advice[] {
  const origins = new Map<string, Wanting[]>();
  for (const document of documents) {
    const wanting = wantOf(document);
    if (wanting.needs.length === 0) continue;
    origins.set(wanting.origin, [...(origins.get(wanting.origin) ?? []), wanting]);
  }
  return [...origins.values()].map(adviceFor);
}

function wantOf({ answer, mediaType, delivery }: AdvisedDocument): Wanting {
  const { origin, pathname } = new URL(finalUrl(answer));
  const codes = delivery.map(({ code }) => code).filter((code) => needsOf[code] !== undefined);
  const missing = codes.flatMap((code) => needsOf[code] ?? []);
  // Headers are told together: where one is set for a path alone, some servers forget those that stand further out.
  const needs = [...new Set([...missing, ...(missing.some((need) => headerNeeds.includes(need)) ? headerNeeds : [])])];
  return { origin, answer, path: pathname, mediaType, needs, codes };
}

function adviceFor(wants: readonly Wanting[]): Advice {
  const [first] = wants;
  const { host, hostname } = new URL(first?.origin ?? "");
  const guess = guessHosting({ headers: first?.answer.headers ?? {}, host: hostname });
  const clears = [...new Set(wants.flatMap(({ codes }) => codes))];
  const many = wants.length === 1 ? "the document" : `${wants.length} documents`;
  if (guess?.name === undefined) {
    const why = guess === undefined ? "" : ` (${guess.because})`;
    const text = `have ${quote(host)} serve ${many} with these headers, on 200, 304 and OPTIONS${why}`;
    return { text, snippets: [headersOf(wants)], clears };
  }
  const { name, title, advise } = hostings[guess.name];
  const text = `tell ${title} at ${quote(host)} how to serve ${many} (a guess: ${guess.because})`;
  return { text, hosting: { name, title }, snippets: advise(wants).map(snippetOf), clears };
}

function snippetOf(part: Step | Refusal | Given): Snippet {
  if ("where" in part) {
    const { where, text, file } = part;
    return { where, text: text.trimEnd(), ...(file && { file: file.path }) };
  }
  if ("cannot" in part) return { where: `${part.cannot}: ${part.instead}`, text: "" };
  return { where: `${part.given}; where that is missing, ${part.ifMissing}`, text: "" };
}

/** Where no host shows: the headers by their names, and what else is needed in a sentence. */
function headersOf(wants: readonly Wanting[]): Snippet {
  const missing = new Set(wants.flatMap(({ needs }) => needs));
  const types = wants.filter(({ needs }) => needs.includes("content-type"));
  const lines = [
    ...types.map(({ path, mediaType }) => `Content-Type: ${mediaType}   (${path})`),
    ...headersFor([...missing]).map(({ name, value }) => `${name}: ${value}`),
  ];
  const sentences = (["preflight", "etag"] as const).filter((need) => missing.has(need));
  const also = sentences.map((need) => needInfo[need].sentence).join(" ");
  const where = `in the web server's settings; docs/hosting.md has the lines for nine hosts. ${also}`;
  return { where: where.trim(), text: lines.join("\n") };
}
