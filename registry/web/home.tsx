// The home page: a search box, the counts, and the list.

import { printable } from "../../src/document/printable.ts";
import type { FacetCounts } from "../store/facet-query.ts";
import type { FacetFilter } from "../store/facets.ts";
import type { Entry, StoreCounts } from "../store/store.ts";
import { Filters, listPath } from "./filters.tsx";
import { Layout, type Rendered } from "./layout.tsx";
import { SearchForm } from "./search-form.tsx";
import { readServerJson } from "./server-json.ts";
import { type Site, serverPath } from "./site.ts";
import { Text } from "./text.tsx";
import { checkedWords, counted, evidenceWords } from "./words.ts";

/** What the home page shows. */
export interface HomeProps {
  readonly site: Site;
  readonly now: Date;
  readonly counts: StoreCounts;
  readonly entries: readonly Entry[];
  /** What was searched for, where something was. */
  readonly search?: string;
  /** How many a search or a filter finds; where `capped`, of those that were looked at. */
  readonly found?: { readonly total: number; readonly capped: boolean };
  /** Words that are nowhere, and what was looked for instead. */
  readonly mended?: readonly { readonly typed: string; readonly meant: string }[];
  /** What the list is narrowed by. */
  readonly filter: FacetFilter;
  /** What it can be narrowed by further, with counts. */
  readonly facets: FacetCounts;
  /** Where the next page begins, where there is one: hits before it, or its cursor. */
  readonly after?: number;
  readonly cursor?: string;
}

/** The list of servers, all of them or those that a search finds. */
export function Home(props: HomeProps): Rendered {
  const { site, counts, entries, search, filter, facets } = props;
  const title = search === undefined ? "MCP servers" : `${printable(search)} · MCP servers`;
  return (
    <Layout site={site} title={title} indexed={search === undefined && filter.size === 0}>
      <h1 class="sr">MCP servers</h1>
      <SearchForm site={site} search={search} filter={filter} />
      <p class="soft">{props.found === undefined ? sentence(counts) : found(props.found, counts)}</p>
      <Filters site={site} search={search} filter={filter} facets={facets} />
      <Mended {...props} />
      {entries.length > 0 ? <List {...props} /> : <Nothing {...props} />}
    </Layout>
  );
}

function sentence({ servers, versions, hosts }: StoreCounts): string {
  return `${counted(servers, "server")} in ${counted(versions, "version")}, from ${counted(hosts, "host")}.`;
}

function found({ total, capped }: NonNullable<HomeProps["found"]>, { servers }: StoreCounts): string {
  return `${total.toLocaleString("en")}${capped ? " or more" : ""} of ${counted(servers, "server")}.`;
}

/** Says what was looked for in place of words that are nowhere. */
function Mended({ mended = [] }: HomeProps): Rendered {
  return (
    <>
      {mended.map(({ typed, meant }) => (
        <p>
          No server has “<Text of={typed} />
          ”: these have “<Text of={meant} />
          ”.
        </p>
      ))}
    </>
  );
}

function List(props: HomeProps): Rendered {
  const { site, now, entries } = props;
  const next = nextPage(props);
  return (
    <>
      <table class="list">
        <thead>
          <tr>
            <th scope="col">Server</th>
            <th scope="col">Traffic goes to</th>
            <th scope="col">Who says so</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <Row site={site} now={now} entry={entry} />
          ))}
        </tbody>
      </table>
      {next === undefined ? null : (
        <p>
          <a rel="next" href={next}>
            Next page
          </a>
        </p>
      )}
    </>
  );
}

function nextPage({ site, search, filter, after, cursor }: HomeProps): string | undefined {
  if (cursor !== undefined) return `${site.basePath}/?${new URLSearchParams({ cursor })}`;
  return after === undefined ? undefined : listPath(site, { search, filter, after });
}

function Row({ site, now, entry }: { readonly site: Site; readonly now: Date; readonly entry: Entry }): Rendered {
  const { title, description, remotes = [] } = readServerJson(entry.serverJson);
  const { words, confirmed } = evidenceWords(entry.discovery.evidence, now);
  const { endpointHosts } = entry.discovery;
  return (
    <tr>
      <td>
        <div class="server">
          <span class="tile" aria-hidden="true">
            {tileLetter(entry.name)}
          </span>
          <div>
            <a href={serverPath(site, entry.name)}>
              <Text of={title ?? entry.name} />
            </a>{" "}
            <span class="name soft">
              {title === undefined ? null : `${entry.name} `}
              <Text of={entry.version} />
            </span>
            <p>
              <Text of={description} />
            </p>
          </div>
        </div>
      </td>
      <td data-label="to">
        {endpointHosts.length > 0 ? <Text of={endpointHosts.join(", ")} /> : <NoHost remotes={remotes.length} />}
      </td>
      <td>
        <span class={confirmed ? "" : "warn"}>{words}</span>
        <br />
        <span class="soft">{checkedWords(entry.discovery, now)}</span>
      </td>
    </tr>
  );
}

/** No remote at all, or only such as hide their host in a template. */
function NoHost({ remotes }: { readonly remotes: number }): Rendered {
  return <span class="soft">{remotes === 0 ? "nowhere: no endpoint" : "a host that you fill in"}</span>;
}

/** The first letter of the name's second half: never a publisher's picture (security.md W3). */
function tileLetter(name: string): string {
  return (/[a-z0-9]/i.exec(name.slice(name.indexOf("/") + 1))?.[0] ?? "·").toUpperCase();
}

function Nothing({ site, search, filter, counts }: HomeProps): Rendered {
  if (filter.size > 0) {
    return (
      <>
        <h2>No server passes all filters</h2>
        <p>
          Take one away above, or{" "}
          <a href={`${site.basePath}/`}>see all {counts.servers.toLocaleString("en")} servers</a>.
        </p>
      </>
    );
  }
  if (search !== undefined) {
    return (
      <>
        <h2>
          Nothing found for “<Text of={search} />”
        </h2>
        <p>
          No word of it, and none like it, occurs in a server's name, title, description, tags or hosts. Try other
          words, or <a href={`${site.basePath}/`}>see all {counts.servers.toLocaleString("en")} servers</a>.
        </p>
      </>
    );
  }
  return (
    <>
      <h2>No server is listed yet</h2>
      <p>Crawl the hosts that publish an AI Catalog, into the store that this registry reads:</p>
      <pre>mcp-discover crawl example.com example.org --store FILE</pre>
    </>
  );
}
