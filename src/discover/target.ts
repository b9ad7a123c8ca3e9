// Reads what a user typed: a domain, the URL of a catalog or a card, or an MCP endpoint.

import { readUrl } from "../text/read-url.ts";
import { serverCardSuffix } from "./server-card-url.ts";

/** Where a domain keeps its catalog (spec.md 6.1; AI Catalog: MAY, clients SHOULD try it). */
export const catalogPath = "/.well-known/ai-catalog.json";

/** A target that can be asked. */
export interface Target {
  /** `origin`: the URL is the well-known catalog; `document`: judge it by content; `endpoint`: an MCP endpoint. */
  readonly form: "origin" | "document" | "endpoint";
  /** One spelling for all spellings of the same target: a host with its odd port, or else a whole URL. */
  readonly key: string;
  readonly url: string;
}

/** Why a text is no target, in a word that can be counted. */
export type UntargetableReason = "empty" | "too-long" | "bad-character" | "no-target" | "scheme" | "credentials";

/** A target that cannot be asked, and why: a word, and a clause for the user. */
export interface Untargetable {
  readonly reason: UntargetableReason;
  readonly problem: string;
}

/** Longest target: as long as the longest URL that is ever asked. */
export const targetMaxLength = 2048;

const scheme = /^[a-z][a-z0-9+.-]*:\/\//i;

/** Characters that `new URL` would mend in silence; a target that holds one is refused instead. */
const mended = /[\u0000-\u0020\u007f\\]/;

/**
 * Reads a target. A missing scheme means https; case, one trailing dot, IDN labels and a fragment are normalised away.
 * Whether the address may be reached is not judged here: the exchange does that.
 */
export function readTarget(text: string): Target | Untargetable {
  const typed = text.trim();
  if (typed === "") return { reason: "empty", problem: "the target is empty" };
  if (typed.length > targetMaxLength)
    return { reason: "too-long", problem: `the target is longer than ${targetMaxLength} characters` };
  if (mended.test(typed))
    return { reason: "bad-character", problem: "the target holds a space, a backslash or a control character" };
  const written = scheme.test(typed) ? typed : `https://${typed}`;
  const url = readUrl(written);
  if (url === undefined) return { reason: "no-target", problem: "the target is neither a domain nor a URL" };
  if (url.protocol !== "https:" && url.protocol !== "http:")
    return { reason: "scheme", problem: "the target is no http or https URL" };
  if (url.username !== "" || url.password !== "")
    return { reason: "credentials", problem: "the target holds a user name or password" };
  url.hash = "";
  if (url.hostname.endsWith(".")) url.hostname = url.hostname.slice(0, -1);
  return targetOf(url);
}

function targetOf(url: URL): Target {
  const bare = url.pathname === "/" || url.pathname === catalogPath;
  if (bare && url.search === "") {
    return { form: "origin", key: url.protocol === "https:" ? url.host : url.origin, url: url.origin + catalogPath };
  }
  const looksLikeDocument = /\.json$/i.test(url.pathname) || url.pathname.endsWith(serverCardSuffix);
  return { form: looksLikeDocument ? "document" : "endpoint", key: url.href, url: url.href };
}

/** Whether a target could not be read. */
export function isUntargetable(target: Target | Untargetable): target is Untargetable {
  return "problem" in target;
}
