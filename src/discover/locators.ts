// Where else a domain says that its catalogs are: the home page's Link header and links, and robots.txt.

import { type Answer, finalUrl, isFailure, type Policy } from "../http/exchange.ts";
import { maxRedirects, requestTimeoutMs } from "../http/limits.ts";
import { strayProblem } from "../http/urls.ts";
import { readUrl } from "../text/read-url.ts";
import { agentmapsOf } from "./agentmap.ts";
import type { Context } from "./fetch-document.ts";
import { catalogLinks } from "./link-header.ts";
import { mediaTypeOf } from "./media-type.ts";

/** A catalog that a domain names somewhere. */
export interface Locator {
  readonly url: string;
  /** Who names it: the page's header, the page itself, or robots.txt. */
  readonly by: "Link header" | "link element" | "Agentmap";
  /** The answer that named it. */
  readonly said: Answer;
}

/** Home pages are larger than documents; only their beginning is read. */
const pagePolicy: Policy = {
  methods: ["GET"],
  maxBytes: 2 * 1024 * 1024,
  timeoutMs: requestTimeoutMs,
  maxRedirects,
};

/** At most so many of one domain are followed. */
export const maxLocators = 4;

/**
 * Asks a domain's home page, and where that names nothing its robots.txt: two requests at most, within the budget. Gives the
 * catalogs in the order of the specifications (Link header, link element, Agentmap), each once. What is found may lead anywhere:
 * who follows it says who led there.
 */
export async function askLocators(origin: string, context: Context): Promise<readonly Locator[]> {
  const home = await ask(`${origin}/`, context);
  const named = home ? [...inHeader(home), ...(await inPage(home))] : [];
  const robots = named.length > 0 ? undefined : await ask(`${origin}/robots.txt`, context);
  const mapped = robots ? agentmapsOf(robots.bytes).flatMap((text) => locator(text, "Agentmap", robots)) : [];
  const known = new Set<string>();
  return [...named, ...mapped].filter(({ url }) => !known.has(url) && known.add(url)).slice(0, maxLocators);
}

/** What robots.txt or the host keeps from us names nothing. */
async function ask(url: string, { exchange, budget, deadline }: Context): Promise<Answer | undefined> {
  if (deadline.signal.aborted || !budget.take(new URL(url).hostname)) return undefined;
  const { signal } = deadline;
  try {
    const answer = await exchange({
      method: "GET",
      url,
      headers: { accept: "text/html, */*;q=0.5" },
      policy: pagePolicy,
      signal,
    });
    return isFailure(answer) || answer.status !== 200 ? undefined : answer;
  } catch (error) {
    if (deadline.expired()) return undefined;
    throw error;
  }
}

function inHeader(home: Answer): readonly Locator[] {
  return catalogLinks(home.headers["link"]).flatMap((text) => locator(text, "Link header", home));
}

async function inPage(home: Answer): Promise<readonly Locator[]> {
  if (!/^(?:text\/html|application\/xhtml\+xml)$/.test(mediaTypeOf(home.headers["content-type"]) ?? "")) return [];
  const { catalogLinksOf } = await import("./html-links.ts");
  const { links, base } = catalogLinksOf(home.bytes);
  const root = base === undefined ? undefined : readUrl(base, finalUrl(home))?.href;
  return links.flatMap((text) => locator(text, "link element", home, root));
}

/** Looked at as it is written: `new URL` would mend what it holds in silence. */
function locator(text: string, by: Locator["by"], said: Answer, base: string = finalUrl(said)): readonly Locator[] {
  if (strayProblem(text) !== undefined) return [];
  const url = readUrl(text, base);
  return url?.protocol === "https:" || url?.protocol === "http:" ? [{ url: url.href, by, said }] : [];
}
