// What a host is: how it is told to serve a file right, step by step, and what it cannot be told.

import type { cardMediaType, catalogMediaType } from "../document/card.ts";
import { quote } from "../text/quote.ts";
import type { Need } from "./need.ts";
import { isPlainPath } from "./plain-path.ts";

/** The hosts that are known, in the order in which they are shown. */
export const hostNames = [
  "nginx",
  "apache",
  "caddy",
  "netlify",
  "cloudflare",
  "vercel",
  "github-pages",
  "s3",
  "firebase",
] as const;

/** One of {@link hostNames}. */
export type HostName = (typeof hostNames)[number];

/** The media types that are served: of cards, of catalogs, and of ard.json and older documents. */
export type MediaType = typeof cardMediaType | typeof catalogMediaType | "application/json";

/** A file and what is missing about how it is served. With all needs: a file that is newly published. */
export interface Want {
  /** As it is sent: begins with a slash, without query or fragment. May be a stranger's. */
  readonly path: string;
  readonly mediaType: MediaType;
  readonly needs: readonly Need[];
}

/** An older place of a document, and where it is now. Both begin with a slash, on one site. */
export interface Redirect {
  readonly from: string;
  readonly to: string;
}

/** Something to write, and where. */
export interface Step {
  /** Where the text goes, in one clause. */
  readonly where: string;
  /** The exact lines; ends with a line end, or is empty. Works as it is where nothing of the kind was there before. */
  readonly text: string;
  /** The file that this text alone makes up: in the folder that is served (`site`), or beside it in the project. */
  readonly file?: { readonly in: "site" | "project"; readonly path: string };
  /** What to call a file that holds this text alone, where the configuration of the host can take one in. */
  readonly include?: string;
}

/** Something that the host cannot be told. */
export interface Refusal {
  /** What it cannot do and why, in one clause. May quote a stranger's path raw. */
  readonly cannot: string;
  /** What to do about it, as an imperative. */
  readonly instead: string;
}

/** Something that the host does by itself and has no setting for. Only worth a word where it is missing all the same. */
export interface Given {
  /** What it does, in one clause. */
  readonly given: string;
  /** Where to look when it is missing, as an imperative. */
  readonly ifMissing: string;
}

/** What to do, in order. */
export type Advice = readonly (Step | Refusal | Given)[];

/** How sure we are of what we say about a host: run by its real software, read by its own parser, or taken from its documentation and from reports. */
export type Proof = "run" | "parsed" | "documented";

/** One host. */
export interface Hosting {
  readonly name: HostName;
  /** As its people write it. */
  readonly title: string;
  readonly proof: Proof;
  /** Where its documentation says how headers are set. */
  readonly documentation: string;
  /** What surprises people there, a sentence each. */
  readonly pitfalls: readonly string[];
  /** Gives the steps that meet the needs of all files together, and lead on from older places; none where nothing is missing. */
  advise(wants: readonly Want[], redirects?: readonly Redirect[]): Advice;
}

/** Makes a host of its parts. Its `advise` sees only files with plain paths that miss something; any other path is refused. */
export function defineHosting(
  hosting: Omit<Hosting, "advise"> & { advise(wants: readonly Want[], redirects: readonly Redirect[]): Advice },
): Hosting {
  return {
    ...hosting,
    advise(wants, redirects = []) {
      const missing = wants.filter(({ needs }) => needs.length > 0);
      const plain = missing.filter(({ path }) => isPlainPath(path));
      const leading = redirects.filter(({ from, to }) => isPlainPath(from) && isPlainPath(to));
      const odd = [...missing.map(({ path }) => path), ...redirects.flatMap(({ from, to }) => [from, to])].filter(
        (path) => !isPlainPath(path),
      );
      const advice = plain.length + leading.length > 0 ? hosting.advise(plain, leading) : [];
      return [...advice, ...odd.map(refusedPath)];
    },
  };
}

function refusedPath(path: string): Refusal {
  return {
    cannot: `the path ${quote(path)} cannot be written into a configuration: it holds more than letters, digits, "-", ".", "_" and "~"`,
    instead: "move the document to a plain path, and list its new URL in the catalog",
  };
}

/** Whether any of the files misses one of these. */
export function anyNeeds(wants: readonly Want[], ...needs: readonly Need[]): boolean {
  return wants.some((want) => needs.some((need) => want.needs.includes(need)));
}
