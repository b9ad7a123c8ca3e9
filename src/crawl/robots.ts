// Reads a robots.txt (RFC 9309): the doorway to robots-parser, with what it leaves to its caller.

import robotsModule from "robots-parser";
import { groupLines } from "./robots-lines.ts";

/** The name that robots.txt files know us by. */
export const productToken = "mcp-discover";

/** How much of a robots.txt is read; RFC 9309 section 2.5 asks for at least 500 KiB. */
export const robotsMaxBytes: number = 500 * 1024;

/** The longest Crawl-delay that is honoured; a longer one counts as this. */
export const crawlDelayMaxMs = 60_000;

/** What a robots.txt says to us. */
export interface Robots {
  allows(url: string): boolean;
  /** 0 where none is given. */
  readonly crawlDelayMs: number;
}

/** Most steps that matching wildcards against one URL may take; a file that needs more is hostile and forbids all. */
const matchingMaxSteps = 20_000_000;

// Its types promise a `default` member; what Node gives is the function itself.
const parse: typeof robotsModule.default = robotsModule as unknown as typeof robotsModule.default;

/** The lines of a robots.txt that speak to us, which say the same to {@link readRobots}: what else stands in it is not kept. */
export function ownLines(bytes: Uint8Array): Uint8Array {
  return new TextEncoder().encode(ownText(bytes));
}

function ownText(bytes: Uint8Array): string {
  return groupLines(new TextDecoder().decode(bytes.subarray(0, robotsMaxBytes)), productToken);
}

/** Reads the robots.txt of an origin. What is broken in it is ignored, line by line. */
export function readRobots(url: string, bytes: Uint8Array): Robots {
  const text = decodeUnreserved(ownText(bytes));
  const robots = parse(url, text);
  const seconds = robots.getCrawlDelay(productToken) ?? 0;
  const wild = text.split(/[\r\n]/).reduce((sum, line) => sum + (line.includes("*") ? line.length : 0), 0);
  return {
    allows(asked) {
      if (new URL(asked).pathname === "/robots.txt") return true; // RFC 9309 section 2.2.2.
      if (wild * asked.length > matchingMaxSteps) return false;
      return robots.isAllowed(decodeUnreserved(asked), productToken) !== false;
    },
    crawlDelayMs: seconds > 0 ? Math.min(seconds * 1000, crawlDelayMaxMs) : 0,
  };
}

/** Writes percent-encoded unreserved characters plainly, so that `/%2ewell-known/` is `/.well-known/` (RFC 3986 6.2.2.2). */
function decodeUnreserved(text: string): string {
  return text.replace(/%([2-7][0-9a-f])/gi, (whole, hex: string) => {
    const character = String.fromCharCode(Number.parseInt(hex, 16));
    return /[A-Za-z0-9._~-]/.test(character) ? character : whole;
  });
}
