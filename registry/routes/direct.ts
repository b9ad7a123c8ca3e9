// The two reads that clients ask most, a page of the list and one version of a server, answered from the request's target
// alone: a router, a Request and a Response would cost more than all that is read for them.

import type { Store } from "../store/store.ts";
import type { Kept, KeptAnswers } from "./kept-answers.ts";
import { readListRequest } from "./list-query.ts";
import { createPageTokens, type PageTokens } from "./page-tokens.ts";
import type { Asked } from "./target.ts";
import { listKind, pageAnswer, versionAnswer, versionKind } from "./v0-answers.ts";

/** What the reads need. */
export interface DirectOptions {
  readonly store: Pick<Store, "atOnce" | "pageKey">;
  readonly answers: Pick<KeptAnswers, "atOnce">;
  readonly namespace: string;
}

/**
 * Answers a GET of a target as it was sent. Undefined where it is another read, is spelled in a way that has to be decoded,
 * finds nothing or fails: then the application says what there is to say.
 */
export type Direct = (target: string, ifNoneMatch: string | undefined) => Kept | undefined;

/** Nothing in these has to be decoded but the slash in a server's name, and no segment is a dot or two. */
const listTarget = /^(\/v0(?:\.1)?\/servers)(?:\?(\w+=[\w.~-]*(?:&\w+=[\w.~-]*)*))?$/;
const versionTarget = /^\/v0(?:\.1)?\/servers\/([\w.~-]+)%2[Ff]([\w.~-]+)\/versions\/(\w[\w.~+-]*)$/;

/** Creates the reads. Lists are the application's until the store has told the key of their cursors. */
export function createDirect({ store, answers, namespace }: DirectOptions): Direct {
  let tokens: PageTokens | undefined;
  const take = (key: Uint8Array): void => {
    tokens = createPageTokens(key, "list");
  };
  store.pageKey().then(take, () => {});

  function page(target: string, path: string, query: string, ifNoneMatch: string | undefined): Kept | undefined {
    const asked = { path, target, ...readQuery(query) };
    return answers.atOnce(asked, ifNoneMatch, listKind, () => {
      const request = tokens && readListRequest(asked.first, tokens);
      const found = request && store.atOnce.list(request.query);
      return found && pageAnswer(found, request, namespace);
    });
  }

  function version(target: string, name: string, wanted: string, ifNoneMatch: string | undefined): Kept | undefined {
    const asked = { path: target, target, ...readQuery("") };
    return answers.atOnce(asked, ifNoneMatch, versionKind, () => {
      const entry = store.atOnce.version(name, wanted, false);
      return entry && versionAnswer(entry, namespace);
    });
  }

  return (target, ifNoneMatch) => {
    try {
      const one = versionTarget.exec(target);
      if (one !== null) return version(target, `${one[1]}/${one[2]}`, one[3] ?? "", ifNoneMatch);
      const many = listTarget.exec(target);
      return many === null ? undefined : page(target, many[1] ?? "", many[2] ?? "", ifNoneMatch);
    } catch {
      return undefined;
    }
  };
}

/** A query without anything to decode; of a parameter that comes twice, the first. */
function readQuery(query: string): Pick<Asked, "first" | "all"> {
  const values = new Map<string, string>();
  for (const part of query === "" ? [] : query.split("&")) {
    const at = part.indexOf("=");
    if (!values.has(part.slice(0, at))) values.set(part.slice(0, at), part.slice(at + 1));
  }
  return { first: (name) => values.get(name), all: () => undefined };
}
