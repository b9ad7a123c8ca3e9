// The frame of every page.

import type { Child } from "hono/jsx";
import type { JSX } from "hono/jsx/jsx-runtime";
import { type Site, styleHash } from "./site.ts";

/** What a component gives: markup whose every text has been escaped. None of ours waits for anything. */
export type Rendered = JSX.Element;

/** What a page says of itself to its frame. */
export interface LayoutProps {
  readonly site: Site;
  readonly title: string;
  /** False keeps search engines from listing the page: what is not confirmed must not gain from standing here. */
  readonly indexed: boolean;
  readonly children?: Child;
}

/** A whole document but for its doctype. */
export function Layout({ site, title, indexed, children }: LayoutProps): Rendered {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>{title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {indexed ? null : <meta name="robots" content="noindex" />}
        <link
          rel="ai-catalog"
          type="application/ai-catalog+json"
          href={`${site.basePath}/.well-known/ai-catalog.json`}
        />
        <link rel="stylesheet" href={`${site.basePath}/style.css?v=${styleHash}`} />
      </head>
      <body>
        <header>
          <a href={`${site.basePath}/`}>MCP servers</a>
          <span class="soft">found by crawling what their publishers serve</span>
        </header>
        <main>{children}</main>
        <footer>
          <p>
            For programs:{" "}
            <a href={`${site.basePath}/v0.1/servers`}>
              <code>{`${site.publicUrl ?? ""}/v0.1/servers`}</code>
            </a>
            , the MCP Registry's generic API, and <a href={`${site.basePath}/docs`}>all else that is answered</a>. Texts
            on these pages are their publishers' own words, shown as found.
          </p>
        </footer>
      </body>
    </html>
  );
}

/** Turns a page into the text of an HTML document. */
export function document(page: Rendered): string {
  return `<!doctype html>\n${String(page)}`;
}
