// Reads the host out of a URL or a URL template, and tells which hosts are for a private network only.

import { addressClass, isSpecialName } from "../http/addresses.ts";
import { remember } from "./remember.ts";

/** What can be said of a URL template before anybody filled it in. */
export interface TemplateUrl {
  /** Lower-case, without the colon. */
  readonly scheme: string;
  /** Text before `@` in the authority, where there is one. */
  readonly userinfo?: string;
  /** Host as a URL parser normalises it, each variable in it read as `x`; undefined where it is no host or only a variable. */
  readonly host?: string;
  /** The host as written, variables included, port excluded. */
  readonly writtenHost: string;
}

/** Reads `scheme://authority…`, variables allowed anywhere behind the scheme; undefined for anything else. */
export const readTemplateUrl: (text: string) => TemplateUrl | undefined = remember(parseTemplateUrl);

function parseTemplateUrl(text: string): TemplateUrl | undefined {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#\\]*)/i.exec(text);
  if (match === null) return undefined;
  const scheme = (match[1] ?? "").toLowerCase();
  const authority = match[2] ?? "";
  const at = authority.lastIndexOf("@");
  const hostAndPort = authority.slice(at + 1);
  const writtenHost = hostAndPort.replace(/:(?:\d*|\{[^{}]*\})$/, "");
  const host = /^\{[^{}]*\}$/.test(writtenHost) ? undefined : normalHost(writtenHost.replace(/\{[^{}]*\}/g, "x"));
  return {
    scheme,
    writtenHost,
    ...(at >= 0 && { userinfo: authority.slice(0, at) }),
    ...(host !== undefined && { host }),
  };
}

/** What a URL parser leaves as it is: no address, no Punycode. */
const normal = /^(?:(?!xn--)[a-z0-9-]+\.)+[a-z]+$/;

function normalHost(written: string): string | undefined {
  if (normal.test(written)) return written;
  try {
    return new URL(`https://${written}/`).hostname || undefined;
  } catch {
    return undefined;
  }
}

/**
 * Says what keeps a host off the public internet ("a loopback address"), or undefined where nothing does.
 * Takes a host as a URL parser gives it, IPv6 in brackets (spec.md 1.5, SC-URL-PRIVATE).
 */
export function privateReason(host: string): string | undefined {
  if (host.startsWith("[")) return addressClass(host.slice(1, -1))?.words;
  if (/^\d+\.\d+\.\d+\.\d+$/.test(host)) return addressClass(host)?.words;
  if (!isSpecialName(host)) return undefined;
  return host.replace(/\.$/, "").includes(".")
    ? "a name that is never public"
    : "a single label, which no public name is";
}

/** Names under which strangers get a subdomain, so that two of them say nothing about one owner. */
const sharedSuffix =
  /^(?:github\.io|githubusercontent\.com|gitlab\.io|workers\.dev|pages\.dev|vercel\.app|netlify\.app|herokuapp\.com|onrender\.com|fly\.dev|web\.app|run\.app|azurewebsites\.net|amazonaws\.com|cloudfront\.net|deno\.dev|repl\.co|replit\.app|railway\.app|ngrok\.io|ngrok-free\.app)$/;

/** True where two hosts plausibly have one owner: one is the other's parent, or they share a registrable-looking name. */
export function areRelated(first: string, second: string): boolean {
  const [a, b] = [first.toLowerCase(), second.toLowerCase()];
  if (a === b) return true;
  const shared = ownDomain(a);
  return shared !== undefined && shared === ownDomain(b);
}

/** The likely registrable domain, by shape alone: no public suffix list on this path, since only warnings depend on it. */
function ownDomain(host: string): string | undefined {
  const labels = host.split(".");
  const two = labels.slice(-2);
  const secondLevel = (two[1]?.length ?? 0) === 2 && /^(?:ac|co|com|edu|gov|ne|net|or|org)$/.test(two[0] ?? "");
  const take = secondLevel || sharedSuffix.test(two.join(".")) ? 3 : 2;
  return labels.length < take ? undefined : labels.slice(-take).join(".");
}
