// The way into Hono.

import type { CardHandler } from "./serve-cards.ts";

/** Middleware of Hono. */
export type HonoHandler = (
  context: { readonly req: { readonly raw: Request } },
  next: () => Promise<void>,
) => Promise<Response | undefined>;

/** Makes the handler middleware for `app.use(...)`. It goes before what asks for a login. */
export function toHono(cards: CardHandler): HonoHandler {
  return async ({ req }, next) => {
    const answer = await cards(req.raw);
    if (answer === undefined) await next();
    return answer;
  };
}
