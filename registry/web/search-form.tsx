// The search box, on the home page and wherever somebody got lost.

import type { Rendered } from "./layout.tsx";
import type { Site } from "./site.ts";

/** A form that asks the home page; no script, so its answer can be linked to. */
export function SearchForm({
  site,
  search = "",
}: {
  readonly site: Site;
  readonly search?: string | undefined;
}): Rendered {
  return (
    <search>
      <form action={`${site.basePath}/`} method="get">
        <label class="sr" for="q">
          Words in a name, title or description
        </label>
        <input id="q" name="q" type="search" value={search} placeholder="Search names and descriptions" autofocus />
        <button type="submit">Search</button>
      </form>
    </search>
  );
}
