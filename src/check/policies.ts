// What a check may ask: it reads, and acts as a browser does before and after it reads.

import type { Policy } from "../http/exchange.ts";
import { catalogMaxBytes, maxRedirects, requestTimeoutMs } from "../http/limits.ts";

const bounds = { maxBytes: catalogMaxBytes, timeoutMs: requestTimeoutMs } as const;

/** One place, or a conditional request. */
export const getPolicy: Policy = { methods: ["GET"], ...bounds, maxRedirects };

/** What a browser sends before a request that is not simple; it follows no redirect (Fetch, 4.8). */
export const preflightPolicy: Policy = { methods: ["OPTIONS"], ...bounds, maxRedirects: 0 };

/** The headers alone, compressed as most readers would get them. */
export const headPolicy: Policy = { methods: ["HEAD"], ...bounds, maxRedirects, compressed: true };
