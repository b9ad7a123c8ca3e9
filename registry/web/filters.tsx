// The filters of the list as links: what it is narrowed by, and by what it can be narrowed further.

import type { FacetCounts } from "../store/facet-query.ts";
import type { FacetFilter, FacetName } from "../store/facets.ts";
import type { Rendered } from "./layout.tsx";
import type { Site } from "./site.ts";
import { Text } from "./text.tsx";

interface Listed {
  readonly search?: string | undefined;
  readonly filter: FacetFilter;
  readonly after?: number;
}

/** The address of a list. */
export function listPath(site: Site, { search, filter, after }: Listed): string {
  const query = new URLSearchParams(search === undefined ? {} : { q: search });
  for (const [facet, values] of filter) for (const value of values) query.append(facet, value);
  if (after !== undefined) query.set("after", String(after));
  return query.size === 0 ? `${site.basePath}/` : `${site.basePath}/?${query}`;
}

const names: Readonly<Record<FacetName, string>> = {
  transport: "Transport",
  protocol: "Protocol",
  auth: "Asks for",
  evidence: "Evidence",
  status: "Status",
  icon: "Icon",
  type: "Type",
  host: "Host",
  tag: "Tag",
  publisher: "Publisher",
};

const words: Partial<Record<FacetName, Readonly<Record<string, string>>>> = {
  auth: {
    none: "nothing",
    header: "a header",
    variable: "a part of its URL",
    optional: "only what may be left out",
    "no-endpoint": "no endpoint",
  },
  evidence: {
    "served-by": "served by its own domain",
    "controls-domain": "published with proof of its domain",
    "listed-by": "listed by a catalog",
    claimed: "only claimed",
  },
};

/** A line for each facet that tells servers apart; a value that is chosen already can be taken away again. */
export function Filters(props: {
  readonly site: Site;
  readonly search?: string | undefined;
  readonly filter: FacetFilter;
  readonly facets: FacetCounts;
}): Rendered | null {
  const { site, search, filter, facets } = props;
  const chosen = [...filter].flatMap(([facet, values]) => values.map((value) => ({ facet, value })));
  const offered = facets.facets.filter(({ facet, buckets }) => !filter.has(facet) && buckets.length > 1);
  if (chosen.length + offered.length === 0) return null;
  return (
    <nav class="filters" aria-label="Filters">
      {chosen.map(({ facet, value }) => (
        <p>
          <b>{names[facet]}</b> <Text of={wordsFor(facet, value)} />{" "}
          <a rel="nofollow" href={listPath(site, { search, filter: without(filter, facet, value) })}>
            remove
          </a>
        </p>
      ))}
      {offered.map(({ facet, buckets }) => (
        <p>
          <b>{names[facet]}</b>{" "}
          {buckets.map(({ value, count }) => (
            <>
              <a rel="nofollow" href={listPath(site, { search, filter: new Map([...filter, [facet, [value]]]) })}>
                <Text of={wordsFor(facet, value)} />
              </a>{" "}
              <span class="soft">{count.toLocaleString("en")}</span>{" "}
            </>
          ))}
        </p>
      ))}
      {facets.capped ? <p class="soft">Counts are of the newest {facets.counted.toLocaleString("en")}.</p> : null}
    </nav>
  );
}

function wordsFor(facet: FacetName, value: string): string {
  const known = words[facet];
  return known !== undefined && Object.hasOwn(known, value) ? (known[value] ?? value) : value;
}

function without(filter: FacetFilter, facet: FacetName, value: string): FacetFilter {
  const left = new Map(filter);
  const values = (filter.get(facet) ?? []).filter((other) => other !== value);
  if (values.length > 0) left.set(facet, values);
  else left.delete(facet);
  return left;
}
