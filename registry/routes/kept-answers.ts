// Keeps the answers that were made since the last commit, so that asking again costs neither queries nor JSON.

import type { Context } from "hono";
import type { ReadsAtOnce, Store } from "../store/store.ts";
import { type AnswerKind, keptHeaders, matchesTag, notModified, okAnswer, tagBody, tagValidator } from "./answer.ts";
import { type Asked, askedOf, canonicalTarget } from "./target.ts";

/** Bytes of answers kept at once: some hundreds of full pages. */
export const keptMaxBytes: number = 16 * 1024 * 1024;

/** Spellings of what is kept that are known at once; beyond it they are learnt anew. */
const maxSpellings = 4_096;

/**
 * How long a look at the store's revision holds for what is told without waiting, in ms: shorter than any client needs to
 * hear of a commit and ask, and long enough that a crowd pays for one look together.
 */
const lookMs = 1;

/** How long time alone changes nothing in an answer: ages and freshness are told to the minute. */
export const keptMs = 60_000;

/** A body with a validator made of stored values, which differs whenever the body would: it is not read for a 304. */
export interface Validated {
  readonly validator: string;
  body(): string;
}

/** An answer that is kept. */
export interface Kept {
  readonly kind: AnswerKind;
  readonly tag: string;
  /** Of its 200 and its 304, as Node takes them: written once for all who ask. */
  readonly headers: { readonly 200: Readonly<Record<string, string>>; readonly 304: Readonly<Record<string, string>> };
  /** Absent where only a 304 was asked for yet, or where others took its room. */
  body: Uint8Array<ArrayBuffer> | undefined;
}

/** Answers a GET with what was kept for it, or with the body that `make` gives. A throw is not kept. */
export type Answers = (c: Context, kind: AnswerKind, make: () => Promise<string | Validated>) => Promise<Response>;

/** The answers, and a look at what is kept. */
export interface KeptAnswers extends Answers {
  /** What is kept for a path and query as they were sent, told without waiting; undefined where nothing is. */
  peek(target: string): Kept | undefined;
  /** What is kept for a question, or what is made for it without waiting; undefined where `make` gives nothing. */
  atOnce(
    asked: Asked,
    ifNoneMatch: string | undefined,
    kind: AnswerKind,
    make: () => Validated | undefined,
  ): Kept | undefined;
  /** Something may have been written by this process: the next look is at the store itself. */
  lookAgain(): void;
}

/** What tells whether anything was committed. */
export interface Revisions extends Pick<Store, "revision"> {
  readonly atOnce: Pick<ReadsAtOnce, "revision">;
}

/** What an answer weighs beside its key and body: its tag, its headers, its places in two maps. */
const entryBytes = 2_048;

function sizeOf(key: string, { body }: Kept): number {
  return entryBytes + key.length + (body?.length ?? 0);
}

/** Starts with nothing. All that is kept goes at every commit and every minute; beyond the bound, the oldest goes. */
export function createAnswers(store: Revisions, now: () => Date): KeptAnswers {
  const kept = new Map<string, Kept>();
  const spellings = new Map<string, Kept>();
  let bytes = 0;
  let mark = "";
  let lookedAt = Number.NEGATIVE_INFINITY;

  function turnTo(revision: number): string {
    const current = `${revision} ${Math.floor(now().getTime() / keptMs)}`;
    if (current !== mark) {
      kept.clear();
      spellings.clear();
      bytes = 0;
      mark = current;
    }
    return current;
  }

  function keep(key: string, answer: Kept): void {
    const size = sizeOf(key, answer);
    if (size > keptMaxBytes) return;
    drop(key);
    kept.set(key, answer);
    bytes += size;
    for (const oldest of kept.keys()) {
      if (bytes <= keptMaxBytes) break;
      drop(oldest);
    }
  }

  function drop(key: string): void {
    const answer = kept.get(key);
    if (answer === undefined) return;
    kept.delete(key);
    bytes -= sizeOf(key, answer);
    answer.body = undefined;
  }

  function spell(target: string, answer: Kept): void {
    if (spellings.size >= maxSpellings) spellings.clear();
    spellings.set(target, answer);
  }

  async function answers(c: Context, kind: AnswerKind, make: () => Promise<string | Validated>): Promise<Response> {
    const current = turnTo(await store.revision());
    const asked = askedOf(c);
    const ifNoneMatch = c.req.header("if-none-match");
    const key = canonicalTarget(asked, kind);
    const known = find(key, ifNoneMatch);
    if (known !== undefined) {
      spell(asked.target, known);
      return answerWith(c, known);
    }
    const answer = readMade(await make(), { kind, key, ifNoneMatch });
    // A commit may have come between: what was read before it is not kept for those who ask after it.
    if (mark === current) {
      keep(key, answer);
      spell(asked.target, answer);
    }
    return answerWith(c, answer);
  }

  /** What is kept, if it is enough: a body that went is needed by whoever does not have it. */
  function find(key: string, ifNoneMatch: string | undefined): Kept | undefined {
    const known = kept.get(key);
    return known?.body !== undefined || (known && matchesTag(ifNoneMatch, known.tag)) ? known : undefined;
  }

  /** Whether the store could be asked for its revision, now or a moment ago. */
  function look(): boolean {
    const at = performance.now();
    if (at - lookedAt < lookMs) return true;
    const revision = store.atOnce.revision();
    if (revision === undefined) return false;
    turnTo(revision);
    lookedAt = at;
    return true;
  }

  function peek(target: string): Kept | undefined {
    return look() ? spellings.get(target) : undefined;
  }

  function atOnce(
    asked: Asked,
    ifNoneMatch: string | undefined,
    kind: AnswerKind,
    make: () => Validated | undefined,
  ): Kept | undefined {
    if (!look()) return undefined;
    const key = canonicalTarget(asked, kind);
    const known = find(key, ifNoneMatch);
    const made = known === undefined ? make() : undefined;
    const answer = known ?? (made && readMade(made, { kind, key, ifNoneMatch }));
    if (answer === undefined) return undefined;
    if (known === undefined) keep(key, answer);
    spell(asked.target, answer);
    return answer;
  }

  function lookAgain(): void {
    lookedAt = Number.NEGATIVE_INFINITY;
  }

  return Object.assign(answers, { peek, atOnce, lookAgain });
}

function answerWith(c: Context, { kind, tag, body }: Kept): Response {
  return notModified(c, tag, kind) ?? okAnswer(body ?? new Uint8Array(), tag, kind);
}

interface Question {
  readonly kind: AnswerKind;
  readonly key: string;
  readonly ifNoneMatch: string | undefined;
}

/** Without a body where whoever asks has it. */
function readMade(made: string | Validated, { kind, key, ifNoneMatch }: Question): Kept {
  const tag = typeof made === "string" ? tagBody(made).tag : tagValidator(key, made.validator);
  const known = matchesTag(ifNoneMatch, tag);
  const text = typeof made === "string" ? made : known ? undefined : made.body();
  const body = text === undefined ? undefined : Buffer.from(text);
  const same = keptHeaders(tag, kind);
  const length = body === undefined ? {} : { "Content-Length": String(body.length) };
  return { kind, tag, body, headers: { 200: { ...same, "Content-Type": kind.mediaType, ...length }, 304: same } };
}
