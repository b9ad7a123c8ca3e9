// The gate that every URL passes before anything is resolved or dialled: first the raw string, then what it parses to.

import { domainToASCII, domainToUnicode } from "node:url";
import { readUrl } from "../text/read-url.ts";
import { type AddressOptions, addressClass, isLifted } from "./addresses.ts";
import type { AddressProfile } from "./exchange.ts";
import { urlMaxLength } from "./limits.ts";
import { isBlockedPort } from "./ports.ts";
import { suffixProblem } from "./public-suffix.ts";
import { isSpecialName } from "./special-names.ts";
import type { ResolveRule } from "./transport.ts";

/**
 * A URL that may go on to name resolution, its host in ASCII without trailing dot. `mustBePrivate` says that a gate was
 * lifted by `allowPrivate`: the caller must then dial nothing but the addresses that it lifts.
 */
export interface Cleared {
  readonly ok: true;
  readonly url: URL;
  readonly mustBePrivate?: true;
}

/** Whether a URL may be asked, and if not, why. */
export type Verdict = Cleared | { readonly ok: false; readonly reason: string };

/** What opens the gate for names and addresses of one's own. */
export interface UrlOptions {
  readonly allowPrivate?: AddressOptions["allowPrivate"];
  readonly resolve?: readonly ResolveRule[];
}

/** One objection to a URL, and what takes it back: private addresses allowed, or a resolve rule for its host and port. */
interface Objection {
  readonly reason: string;
  readonly lift?: readonly ("private" | "rule")[];
}

// Controls, spaces, backslash and invisible direction marks: `new URL` repairs or keeps them, so look before it does.
const strayCharacters = /[\u0000-\u0020\u007f-\u00a0\u200b-\u200f\u2028-\u202f\u2066-\u2069\ufeff\\]/;
const absolute = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]+)/i;
const label = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;
// RFC 5893 rule 1 and RFC 5891 4.2.3.2: no label starts with such a digit or with a combining mark.
const badFirstCharacter = /(?:^|\.)[\u0660-\u0669\u06f0-\u06f9\p{M}]/u;

/** Why a URL of any form is refused for a character in it that `new URL` would drop or turn, or undefined. */
export function strayProblem(text: string): string | undefined {
  return strayCharacters.test(text) ? "the URL holds a space, a control character or a backslash" : undefined;
}

/** Why the raw text of an absolute URL is refused, or undefined. The reason quotes nothing of it. */
export function rawProblem(text: string): string | undefined {
  if (text.length > urlMaxLength) return `the URL is longer than ${urlMaxLength} characters`;
  const stray = strayProblem(text);
  if (stray !== undefined) return stray;
  if (/^(?!https?:)[a-z][a-z0-9+.-]*:\/\//i.test(text)) return "only https and http URLs are asked";
  const authority = absolute.exec(text)?.[1];
  if (authority === undefined) return "the URL is not absolute";
  if (authority.includes("@")) return "the URL holds a user name or password";
  if (text.includes("#")) return "the URL holds a fragment";
  return undefined;
}

function nameProblem(host: string): string | undefined {
  if (host.length > 253 || !host.split(".").every((part) => label.test(part))) return "the host name is malformed";
  if (host.includes("xn--")) {
    const readable = domainToUnicode(host);
    if (domainToASCII(readable) !== host || badFirstCharacter.test(readable)) return "the host name is malformed";
  }
  if (host.endsWith(".well-known")) return "the host name ends in .well-known: a slash is missing before it";
  return undefined;
}

function literalOf(host: string): string | undefined {
  if (host.startsWith("[")) return host.slice(1, -1);
  return /^\d+\.\d+\.\d+\.\d+$/.test(host) ? host : undefined;
}

function* hostObjections(host: string, profile: AddressProfile): Generator<Objection> {
  const literal = literalOf(host);
  if (literal !== undefined) {
    const special = addressClass(literal);
    if (special !== undefined) yield { reason: `the host is ${special.words}`, lift: ["private", "rule"] };
    else if (profile === "registry") yield { reason: "the host is an IP address, not a name" };
    return;
  }
  const malformed = nameProblem(host);
  if (malformed !== undefined) yield { reason: malformed };
  else if (isSpecialName(host)) yield { reason: "the host is no public name", lift: ["private", "rule"] };
  else if (profile === "registry") {
    const suffix = suffixProblem(host);
    if (suffix !== undefined) yield { reason: `the host is no public name: ${suffix}`, lift: ["private", "rule"] };
  }
}

function* objections(url: URL, profile: AddressProfile): Generator<Objection> {
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    yield { reason: "only https and http URLs are asked" };
    return;
  }
  if (url.protocol === "http:" && profile === "registry") {
    yield { reason: "only https URLs are asked", lift: ["private"] };
  }
  if (isBlockedPort(portOf(url))) yield { reason: "the port belongs to another protocol" };
  else if (profile === "registry" && portOf(url) !== 443) {
    yield { reason: "only port 443 is asked", lift: ["private", "rule"] };
  }
  yield* hostObjections(url.hostname, profile);
}

/** The port that a http or https URL is asked at. */
export function portOf(url: URL): number {
  if (url.port !== "") return Number(url.port);
  return url.protocol === "https:" ? 443 : 80;
}

/** The rule that says where a host and port are dialled, where there is one. */
export function ruleFor(url: URL, rules: readonly ResolveRule[] = []): ResolveRule | undefined {
  const port = portOf(url);
  return rules.find((rule) => rule.host.toLowerCase() === url.hostname && rule.port === port);
}

/**
 * Whether a URL may go on to name resolution. Pure, and the same answer for `verdict.url.href` again. A literal address is
 * judged here; a name's addresses are judged when it is resolved. Reasons are clauses without strangers' text.
 */
export function checkUrl(text: string, profile: AddressProfile, options: UrlOptions = {}): Verdict {
  const raw = rawProblem(text);
  if (raw !== undefined) return { ok: false, reason: raw };
  const url = readUrl(text);
  if (url === undefined) return { ok: false, reason: "the URL cannot be parsed" };
  if (url.href.length > urlMaxLength) return { ok: false, reason: `the URL is longer than ${urlMaxLength} characters` };
  if (url.hostname.endsWith(".")) url.hostname = url.hostname.slice(0, -1);
  const ruled = ruleFor(url, options.resolve) !== undefined;
  const literal = literalOf(url.hostname);
  const { allowPrivate } = options;
  const mayBePrivate = literal === undefined ? allowPrivate !== undefined : isLifted(literal, allowPrivate);
  let mustBePrivate = false;
  for (const { reason, lift = [] } of objections(url, profile)) {
    if (ruled && lift.includes("rule")) continue;
    if (!mayBePrivate || !lift.includes("private")) return { ok: false, reason };
    mustBePrivate = true;
  }
  return mustBePrivate ? { ok: true, url, mustBePrivate } : { ok: true, url };
}
