// What the reads of the generic registry API answer, whoever asks for it: each with the stored values that its tag is made of.

import type { Entry, Page } from "../store/store.ts";
import { type AnswerKind, apiAnswer } from "./answer.ts";
import { entryJson, listJson } from "./entry-json.ts";
import { filterNames } from "./filters.ts";
import type { Validated } from "./kept-answers.ts";
import type { ListRequest } from "./list-query.ts";

/** A page of the list. */
export const listKind: AnswerKind = { ...apiAnswer, parameters: ["cursor", "limit", ...filterNames] };

/** One version of a server, or all of them. */
export const versionKind: AnswerKind = { ...apiAnswer, parameters: ["include_deleted"] };

/** A page of the list, with the cursor of the next one. */
export function pageAnswer({ entries, next }: Page, request: ListRequest, namespace: string): Validated {
  const body = () => listJson(entries, namespace, next && request.cursorAfter(next));
  return validated({ entries, namespace, hasMore: next !== undefined }, body);
}

/** All versions of a server. */
export function versionsAnswer(entries: readonly Entry[], namespace: string): Validated {
  return validated({ entries, namespace }, () => listJson(entries, namespace));
}

/** One version of a server. */
export function versionAnswer(entry: Entry, namespace: string): Validated {
  return validated({ entries: [entry], namespace }, () => entryJson(entry, namespace));
}

interface Shown {
  readonly entries: readonly Entry[];
  readonly namespace: string;
  readonly hasMore?: boolean;
}

function validated({ entries, namespace, hasMore = false }: Shown, body: () => string): Validated {
  return { validator: `${namespace} ${hasMore} ${entries.map(({ validator }) => validator).join(" ")}`, body };
}
