// Tells an absolute URI by the grammar of RFC 3986, as strict readers do.

import { readUrl } from "../text/read-url.ts";

const pathCharacters = String.raw`(?:[\w\-.~!$&'()*+,;=:@/]|%[0-9a-f]{2})*`;
const authority = String.raw`(?:(?:[\w\-.~!$&'()*+,;=:]|%[0-9a-f]{2})*@)?(?:\[[0-9a-f:.]+\]|(?:[\w\-.~!$&'()*+,;=]|%[0-9a-f]{2})*)(?::\d*)?`;
const tail = String.raw`(?:\?(?:[\w\-.~!$&'()*+,;=:@/?]|%[0-9a-f]{2})*)?(?:#(?:[\w\-.~!$&'()*+,;=:@/?]|%[0-9a-f]{2})*)?`;
const hierarchical = new RegExp(`^[a-z][a-z0-9+.-]*://${authority}(?:/${pathCharacters})?${tail}$`, "i");
const opaque = new RegExp(`^[a-z][a-z0-9+.-]*:(?!//)(?=[^?#])${pathCharacters}${tail}$`, "i");

/** Whether a text is an absolute URI (RFC 3986, 3), and a URL parser reads it where it names a host. */
export function isUri(value: unknown): value is string {
  if (typeof value !== "string") return false;
  if (opaque.test(value)) return true;
  return hierarchical.test(value) && (!value.includes("[") || readableAuthority(value));
}

/** The grammar above lets any digits stand between brackets; a URL parser knows IPv6. */
function readableAuthority(value: string): boolean {
  return readUrl(value.replace(/^[^:]+:/, "https:"))?.hostname.startsWith("[") ?? false;
}

/** Whether a text is an absolute https URL. */
export function isHttpsUrl(value: unknown): value is string {
  return isUri(value) && /^https:\/\/[^/?#]/i.test(value);
}
