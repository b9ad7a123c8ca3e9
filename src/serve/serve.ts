// What `mcp-discover/serve` offers: cards and catalogs answered from code, and the ways into three frameworks.

export type { CardAnswer, CardAsk } from "./answer.ts";
export { type ExpressHandler, toExpress } from "./express.ts";
export { type HonoHandler, toHono } from "./hono.ts";
export { InvalidCards } from "./invalid-cards.ts";
export { type NodeHandler, toNode } from "./node.ts";
export { type CardHandler, serveCards } from "./serve-cards.ts";
export type { ServeOptions } from "./served-site.ts";
