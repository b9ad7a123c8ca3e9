// What was left standing from a template: words that were meant to be replaced before a card went out.

import type { Card } from "../document/card.ts";
import type { Diagnostic } from "../document/diagnostic.ts";
import { quote } from "../text/quote.ts";
import { readUrl } from "../text/read-url.ts";

/** `<project>`, `{{host}}`, `your-domain`, `changeme`, `TODO`. A URL template has single braces, so these are none. */
const leftOver =
  /<[a-z][a-z0-9 _-]{0,40}>|\{\{[^{}]{0,60}\}\}|\byour[-_ ]?(?:app|company|domain|host|name|org|organi[sz]ation|project|server|site|team)\b|\bchange[-_ ]?me\b|\bTODO\b|\bxxx+\b/i;

/** Names that nobody can own (RFC 2606, RFC 6761), so what is served in earnest cannot live there. */
const reserved = /(?:^|\.)(?:example\.(?:com|net|org)|example|invalid|test)$/i;

/** Yields one finding for each text of a card that still is a template's. `servedFrom` is the host that served it. */
export function* checkPlaceholders(card: Card, servedFrom: string): Iterable<Diagnostic> {
  for (const [pointer, text] of placesOf(card)) {
    const word = leftOver.exec(text)?.[0];
    if (word !== undefined) yield placeholder(pointer, `${quote(text)} still holds ${quote(word)}`);
    else if (!reserved.test(servedFrom)) {
      const host = /^https?:/i.test(text) ? readUrl(text)?.hostname : undefined;
      if (host !== undefined && reserved.test(host))
        yield placeholder(pointer, `${quote(text)} leads to a documentation host`);
    }
  }
}

function placeholder(pointer: string, message: string): Diagnostic {
  return {
    code: "check/placeholder",
    severity: "warning",
    message,
    pointer,
    hint: "write the real value: this one came with a template",
  };
}

function placesOf({ name, description, websiteUrl, repository, remotes = [] }: Card): (readonly [string, string])[] {
  const found: (readonly [string, string | undefined])[] = [
    ["/name", name],
    ["/description", description],
    ["/websiteUrl", websiteUrl],
    ["/repository/url", repository?.url],
    ...remotes.map(({ url }, index) => [`/remotes/${index}/url`, url] as const),
  ];
  return found.filter((place): place is readonly [string, string] => place[1] !== undefined);
}
