// The host of a URL that a registry or a catalog names.

import { readUrl } from "../../text/read-url.ts";
import { type Candidate, refuse } from "./candidate.ts";

/**
 * Gives the host, with its port where it is not the usual one of https: the domain whose catalog is looked for. A URL that is a
 * template in its host is refused; what is no http or https URL comes back as it is, for the target's own reader to refuse.
 */
export function hostOfUrl(text: string): Candidate {
  const authority = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(text)?.[1];
  if (/[{}]/.test(authority ?? text)) return refuse(text, "template", "the host of the URL is a template");
  const url = authority === undefined ? undefined : readUrl(text);
  if (url?.protocol === "https:") return url.host;
  // Behind plain http the odd port is not where https would answer.
  return url?.protocol === "http:" ? url.hostname : text;
}
