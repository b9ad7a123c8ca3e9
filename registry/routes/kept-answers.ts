// Keeps the answers that were made since the last commit, so that asking again costs neither queries nor JSON.

import type { Context } from "hono";
import type { Store } from "../store/store.ts";
import { type AnswerKind, keptHeaders, matchesTag, notModified, okAnswer, tagBody, tagValidator } from "./answer.ts";
import { canonicalTarget, targetOf } from "./target.ts";

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
  /** Something may have been written by this process: the next look is at the store itself. */
  lookAgain(): void;
}

/** Starts with nothing. All that is kept goes at every commit and every minute; beyond the bound, the oldest goes. */
export function createAnswers(store: Pick<Store, "revision" | "revisionNow">, now: () => Date): KeptAnswers {
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
    const size = key.length + (answer.body?.length ?? 0);
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
    bytes -= key.length + (answer.body?.length ?? 0);
    answer.body = undefined;
  }

  function spell(target: string, answer: Kept): void {
    if (spellings.size >= maxSpellings) spellings.clear();
    spellings.set(target, answer);
  }

  async function answers(c: Context, kind: AnswerKind, make: () => Promise<string | Validated>): Promise<Response> {
    const current = turnTo(await store.revision());
    const key = canonicalTarget(c, kind);
    const known = kept.get(key);
    const again = known && answerWith(c, known);
    if (known !== undefined && again !== undefined) {
      spell(targetOf(c.req.url), known);
      return again;
    }
    const made = await make();
    const answer = readMade(c, made, { kind, key });
    // A commit may have come between: what was read before it is not kept for those who ask after it.
    if (mark === current) {
      keep(key, answer);
      spell(targetOf(c.req.url), answer);
    }
    return answerWith(c, answer) as Response;
  }

  function peek(target: string): Kept | undefined {
    const at = performance.now();
    if (at - lookedAt >= lookMs) {
      const revision = store.revisionNow();
      if (revision === undefined) return undefined;
      turnTo(revision);
      lookedAt = at;
    }
    return spellings.get(target);
  }

  function lookAgain(): void {
    lookedAt = Number.NEGATIVE_INFINITY;
  }

  return Object.assign(answers, { peek, lookAgain });
}

/** The answer that is kept; undefined where its body would be needed and is not there. */
function answerWith(c: Context, { kind, tag, body }: Kept): Response | undefined {
  return notModified(c, tag, kind) ?? (body && okAnswer(body, tag, kind));
}

function readMade(
  c: Context,
  made: string | Validated,
  { kind, key }: { readonly kind: AnswerKind; readonly key: string },
): Kept {
  const tag = typeof made === "string" ? tagBody(made).tag : tagValidator(key, made.validator);
  const known = matchesTag(c.req.header("if-none-match"), tag);
  const text = typeof made === "string" ? made : known ? undefined : made.body();
  const body = text === undefined ? undefined : Buffer.from(text);
  const same = keptHeaders(tag, kind);
  const length = body === undefined ? {} : { "Content-Length": String(body.length) };
  return { kind, tag, body, headers: { 200: { ...same, "Content-Type": kind.mediaType, ...length }, 304: same } };
}
