// What a request for a document says it would like.

import { cardMediaType, catalogMediaType } from "../document/card.ts";
import type { Policy } from "../http/exchange.ts";
import { cardReadMaxBytes, catalogMaxBytes, maxRedirects, requestTimeoutMs } from "../http/limits.ts";

/** What is hoped for at a URL; `either` where its content decides. */
export type Expected = "card" | "catalog" | "either";

/** The Accept header of each hope (spec.md 5, A8): the proper type first, plain JSON tolerated. */
export const accept: Readonly<Record<Expected, string>> = {
  card: `${cardMediaType}, application/json;q=0.5`,
  catalog: `${catalogMediaType}, application/json;q=0.5`,
  either: `${cardMediaType}, ${catalogMediaType};q=0.9, application/json;q=0.5`,
};

const get = { methods: ["GET"], timeoutMs: requestTimeoutMs, maxRedirects } as const;

/** Reading only: no other method is ever used to find a document. */
export const policies: Readonly<Record<Expected, Policy>> = {
  card: { ...get, maxBytes: cardReadMaxBytes },
  catalog: { ...get, maxBytes: catalogMaxBytes },
  either: { ...get, maxBytes: catalogMaxBytes },
};
