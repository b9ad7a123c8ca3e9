// Keeps the answers that were made since the last commit, so that asking again costs neither queries nor a hash.

import type { Context } from "hono";
import type { Store } from "../store/store.ts";
import { type AnswerKind, type Tagged, tagBody, taggedAnswer } from "./answer.ts";

/** Characters of answers kept at once: some hundreds of full pages. */
export const keptMaxCharacters: number = 16 * 1024 * 1024;

/** How long time alone changes nothing in an answer: ages and freshness are told to the minute. */
export const keptMs = 60_000;

/** Answers a GET with what was kept for its path and query, or with the body that `make` gives. A throw is not kept. */
export type Answers = (c: Context, kind: AnswerKind, make: () => Promise<string>) => Promise<Response>;

/** Starts with nothing. All that is kept goes at every commit and every minute; beyond the bound, the oldest goes. */
export function createAnswers(store: Pick<Store, "revision">, now: () => Date): Answers {
  const kept = new Map<string, Tagged>();
  let characters = 0;
  let mark = "";

  function keep(key: string, tagged: Tagged): void {
    if (key.length + tagged.body.length > keptMaxCharacters) return;
    kept.set(key, tagged);
    characters += key.length + tagged.body.length;
    for (const [oldest, { body }] of kept) {
      if (characters <= keptMaxCharacters) break;
      kept.delete(oldest);
      characters -= oldest.length + body.length;
    }
  }

  return async (c, kind, make) => {
    const current = `${await store.revision()} ${Math.floor(now().getTime() / keptMs)}`;
    if (current !== mark) {
      kept.clear();
      characters = 0;
      mark = current;
    }
    const key = pathAndQuery(c.req.url);
    const known = kept.get(key);
    if (known) return taggedAnswer(c, known, kind);
    const tagged = tagBody(await make());
    // A commit may have come between: what was read before it is not kept for those who ask after it.
    if (mark === current && !kept.has(key)) keep(key, tagged);
    return taggedAnswer(c, tagged, kind);
  };
}

/** What is asked for, without the Host, which anybody may make up. */
function pathAndQuery(url: string): string {
  return url.slice(url.indexOf("/", url.indexOf("://") + 3));
}
