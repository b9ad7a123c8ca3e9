// What a list of hosts yields: texts that may be targets, and places that hold none, with the reason.

import { isPublicSource } from "../../http/addresses.ts";
import type { Answer } from "../../http/exchange.ts";

/** Why a place in a list holds no target, in a word that can be counted. */
export type ListRefusal = "too-long" | "not-json" | "no-column" | "template";

/** A place in a list that holds no target. */
export interface Refused {
  /** The beginning of what stands there. */
  readonly text: string;
  readonly reason: ListRefusal;
  /** A clause for the user. */
  readonly problem: string;
}

/** A text that may be a target, and that a document from a public address names: it never leads to a private one. */
export interface Led {
  readonly text: string;
  readonly ledByPublic: true;
}

/** A text that may be a target, named by the user alone or by a public document, or a place without one. */
export type Candidate = string | Led | Refused;

/** How a source ended. */
export interface SourceEnd {
  /** Why it could not be read to its end: a clause for the user. */
  readonly problem?: string;
  /** For a registry that was walked to its end: the moment up to which its changes are known. */
  readonly knownUntil?: Date;
}

/** A source of hosts. It throws only what the user got wrong; what the world got wrong is in its end. */
export type Source = AsyncGenerator<Candidate, SourceEnd, undefined>;

/** The text of a candidate. */
export function textOf(candidate: Candidate): string {
  return typeof candidate === "string" ? candidate : candidate.text;
}

/** Whether a place holds no target. */
export function isRefused(candidate: Candidate): candidate is Refused {
  return typeof candidate === "object" && "reason" in candidate;
}

/** Marks what an answer names, where the answer came from a public address. */
export function ledBy({ hops }: Pick<Answer, "hops">, candidate: Candidate): Candidate {
  const isPublic = hops.some(({ address }) => address !== undefined && isPublicSource(address));
  return isPublic && typeof candidate === "string" ? { text: candidate, ledByPublic: true } : candidate;
}

/** Characters of a refused text that are shown. */
const shownLength = 120;

/** Makes a {@link Refused}. */
export function refuse(text: string, reason: ListRefusal, problem: string): Refused {
  return { text: text.slice(0, shownLength), reason, problem };
}
