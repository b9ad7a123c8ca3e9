// Strangers' text and links on a page: isolated, made visible, and never more than text or an https link.

import { printable } from "../../src/document/printable.ts";
import { readUrl } from "../../src/text/read-url.ts";
import type { Rendered } from "./layout.tsx";
import { day, minute } from "./words.ts";

/** A stranger's text. JSX escapes it; `bdi` keeps its direction to itself; what cannot be seen is spelled out. */
export function Text({ of: text }: { readonly of: string }): Rendered {
  return <bdi>{printable(text)}</bdi>;
}

/** A stranger's URL: a link where it is plain https, else its text. */
export function Link({ to: text }: { readonly to: string }): Rendered {
  const href = safeHref(text);
  if (href === undefined) return <Text of={text} />;
  return (
    <a href={href} rel="nofollow ugc noopener noreferrer">
      <Text of={href} />
    </a>
  );
}

/** A date, or a time to the minute, in UTC: never broken in the middle. */
export function When({ at, to = "minute" }: { readonly at: Date; readonly to?: "day" | "minute" }): Rendered {
  return <time datetime={at.toISOString()}>{to === "day" ? day(at) : minute(at)}</time>;
}

/** The normal form of an https URL without credentials, whose host is in ASCII; undefined for anything else. */
export function safeHref(text: string): string | undefined {
  const url = readUrl(text);
  return url?.protocol === "https:" && url.username === "" && url.password === "" ? url.href : undefined;
}
