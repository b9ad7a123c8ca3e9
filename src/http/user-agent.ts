// The name that every request carries, so that an operator knows who came and where to complain.

import { UsageError } from "../usage-error.ts";
import { version } from "../version.ts";

/** Where to read about the crawler when no contact was configured: provisional, like the namespace. */
export const defaultContact = "https://github.com/mcp-discover/mcp-discover/blob/main/docs/crawler.md";

/**
 * Gives the User-Agent: `mcp-discover/<version> (+<contact>)`. The contact is a URL or a mail address in printable ASCII
 * without parentheses, at most 200 characters; anything else is a UsageError, since it would break the header.
 */
export function userAgent(contact: string = defaultContact): string {
  if (!/^[\x21-\x27\x2a-\x7e]{1,200}$/.test(contact)) {
    throw new UsageError("the contact must be a URL or mail address in printable ASCII without spaces or parentheses");
  }
  return `mcp-discover/${version} (+${contact})`;
}
