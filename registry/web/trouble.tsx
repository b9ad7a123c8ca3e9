// The page that a person sees instead of a problem body: what was looked for, and what to try.

import { Layout, type Rendered } from "./layout.tsx";
import { SearchForm } from "./search-form.tsx";
import type { Site } from "./site.ts";

/** What went wrong, in our own words. */
export interface TroubleProps {
  readonly site: Site;
  readonly heading: string;
  readonly detail: string;
}

/** An error or not-found page. */
export function Trouble({ site, heading, detail }: TroubleProps): Rendered {
  return (
    <Layout site={site} title={`${heading} · MCP servers`} indexed={false}>
      <h1>{heading}</h1>
      <p>
        {detail
          .split(/(\/v0\.1\/[a-z]+)(?=\.$)/)
          .map((part, index) => (index % 2 === 1 ? <a href={`${site.basePath}${part}`}>{part}</a> : part))}
      </p>
      <SearchForm site={site} />
      <p>
        Or <a href={`${site.basePath}/`}>see all servers</a>. A server's own page is at <code>/servers/</code> followed
        by its name, such as <code>/servers/com.example/weather</code>.
      </p>
    </Layout>
  );
}
