// The search box, on the home page and wherever somebody got lost.

import type { FacetFilter } from "../store/facets.ts";
import type { Rendered } from "./layout.tsx";
import type { Site } from "./site.ts";

/** A form that asks the home page; no script, so its answer can be linked to. */
export function SearchForm({
  site,
  search = "",
  filter = new Map(),
}: {
  readonly site: Site;
  readonly search?: string | undefined;
  /** What the next search stays narrowed by. */
  readonly filter?: FacetFilter;
}): Rendered {
  return (
    <search>
      <form action={`${site.basePath}/`} method="get">
        <label class="sr" for="q">
          Words in a name, title or description
        </label>
        <input id="q" name="q" type="search" value={search} placeholder="Search servers" autofocus />
        {[...filter].flatMap(([facet, values]) =>
          values.map((value) => <input type="hidden" name={facet} value={value} />),
        )}
        <button type="submit">Search</button>
      </form>
    </search>
  );
}
