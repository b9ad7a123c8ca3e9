// Decides where a redirect leads, or why it is not followed.

import { readUrl } from "../text/read-url.ts";
import type { AddressProfile } from "./exchange.ts";
import { NetworkError } from "./failures.ts";
import { type Cleared, checkUrl, portOf, rawProblem, type UrlOptions } from "./urls.ts";

/** The redirects that are followed; the others (300, 303, 305 and so on) are failures. */
const followed: ReadonlySet<number> = new Set([301, 302, 307, 308]);

/** Whether a status is a redirect of any sort; 304 is none. */
export function isRedirect(status: number): boolean {
  return status >= 300 && status < 400 && status !== 304;
}

/** A redirect as it arrived. */
export interface Redirect {
  readonly from: URL;
  readonly status: number;
  readonly location: string | undefined;
}

function refuse(why: string): NetworkError {
  return new NetworkError("redirect", `the redirect is not followed: ${why}`);
}

/** Resolves a Location, which may be relative and may have a fragment, after the same look at its raw text. */
function resolveLocation(location: string, from: URL): string {
  const [bare = ""] = location.split("#");
  if (/^[a-z][a-z0-9+.-]*:/i.test(bare)) return bare;
  const raw = rawProblem(`https://host.example${bare.startsWith("/") ? "" : "/"}${bare.replace(/^\/\//, "/")}`);
  if (raw !== undefined) throw new NetworkError("forbidden-url", `the redirect is not followed: ${raw}`);
  const url = readUrl(bare, from.href);
  if (url === undefined) throw refuse("its Location cannot be parsed");
  return url.href;
}

/**
 * The checked URL that a redirect leads to. Throws a NetworkError: `redirect` where it breaks a rule of redirects (status,
 * no Location, downgrade, and for the registry a change of port), `forbidden-url` where the target may not be asked at all.
 */
export function followRedirect(
  { from, status, location }: Redirect,
  profile: AddressProfile,
  options: UrlOptions = {},
): Cleared {
  if (!followed.has(status)) throw refuse(`status ${status} is not one of 301, 302, 307 and 308`);
  if (location === undefined || location === "") throw refuse("it has no Location");
  const target = resolveLocation(location, from);
  const verdict = checkUrl(target, profile, options);
  if (!verdict.ok) throw new NetworkError("forbidden-url", `the redirect is not followed: ${verdict.reason}`);
  if (from.protocol === "https:" && verdict.url.protocol !== "https:") throw refuse("it leads from https to http");
  if (profile === "registry" && portOf(verdict.url) !== portOf(from)) throw refuse("it leads to another port");
  return verdict;
}
