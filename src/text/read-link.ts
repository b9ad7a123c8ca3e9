// Reads what the rules want to know of a URL, most of the time without a URL parser.

import { readUrl } from "./read-url.ts";
import { remember } from "./remember.ts";

/** The parts of a URL as a parser gives them. */
export type Link = Readonly<Pick<URL, "protocol" | "hostname" | "pathname">>;

/** A URL that a parser leaves as it is: no address or Punycode for a host, no dots or escapes in its path. */
const plain = /^(https?:)\/\/((?:(?!xn--)[a-z0-9-]+\.)+[a-z]+)((?:\/[\w-]+)*(?:\/|\.[a-z]+)?)$/;

/** The URL that a text is, or undefined. */
export const readLink: (text: string) => Link | undefined = remember((text) => {
  const [, protocol = "", hostname = "", pathname = ""] = plain.exec(text) ?? [];
  return protocol === "" ? readUrl(text) : { protocol, hostname, pathname: pathname === "" ? "/" : pathname };
});
