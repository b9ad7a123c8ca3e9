// What a list of hosts yields: texts that may be targets, and places that hold none, with the reason.

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

/** A text that may be a target, or a place without one. */
export type Candidate = string | Refused;

/** How a source ended. */
export interface SourceEnd {
  /** Why it could not be read to its end: a clause for the user. */
  readonly problem?: string;
  /** For a registry that was walked to its end: the moment up to which its changes are known. */
  readonly knownUntil?: Date;
}

/** A source of hosts. It throws only what the user got wrong; what the world got wrong is in its end. */
export type Source = AsyncGenerator<Candidate, SourceEnd, undefined>;

/** Characters of a refused text that are shown. */
const shownLength = 120;

/** Makes a {@link Refused}. */
export function refuse(text: string, reason: ListRefusal, problem: string): Refused {
  return { text: text.slice(0, shownLength), reason, problem };
}
