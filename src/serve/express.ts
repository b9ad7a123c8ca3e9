// The way into Express 4 and 5, and whatever takes its middleware.

import { type IncomingLike, type OutgoingLike, toNode } from "./node.ts";
import type { CardHandler } from "./serve-cards.ts";

/** Middleware of Express. */
export type ExpressHandler = (
  request: IncomingLike & { readonly originalUrl?: string },
  response: OutgoingLike,
  next: (error?: unknown) => void,
) => void;

/** Makes the handler middleware for `app.use(...)`. It goes before what asks for a login and before `express.json()`. */
export function toExpress(cards: CardHandler): ExpressHandler {
  const handle = toNode(cards);
  return (request, response, next) => {
    // Below a mounted router `url` lacks the beginning; the documents' paths are those of the site.
    const { method, originalUrl: url = request.url, headers } = request;
    handle({ method, url, headers }, response).then((done) => done || next(), next);
  };
}
