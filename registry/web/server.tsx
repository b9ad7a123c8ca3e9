// The page of one server: how to connect, who says so, its versions, and the stored server.json.

import { printable } from "../../src/document/printable.ts";
import type { Change, Entry, UnconfirmedClaim } from "../store/store.ts";
import { Changes } from "./changes.tsx";
import { Connect } from "./connect.tsx";
import { Evidence } from "./evidence.tsx";
import { Layout, type Rendered } from "./layout.tsx";
import { readServerJson } from "./server-json.ts";
import type { Site } from "./site.ts";
import { Link, Text, When } from "./text.tsx";
import { evidenceWords } from "./words.ts";

/** What the page of a server shows. */
export interface ServerProps {
  readonly site: Site;
  readonly now: Date;
  readonly entry: Entry;
  /** Newest first. */
  readonly versions: readonly Entry[];
  readonly claims: readonly UnconfirmedClaim[];
  /** Newest first. */
  readonly changes: readonly Change[];
}

/** One server. */
export function ServerPage({ site, now, entry, versions, claims, changes }: ServerProps): Rendered {
  const server = readServerJson(entry.serverJson);
  const title = server.title ?? entry.name;
  const { confirmed } = evidenceWords(entry.discovery.evidence, now);
  return (
    <Layout site={site} title={`${printable(title)} · MCP servers`} indexed={confirmed}>
      <h1>
        <Text of={title} />
      </h1>
      <p class="name soft">
        {entry.name} <Text of={entry.version} />
      </p>
      <p>
        <Text of={server.description} />
      </p>
      <Status entry={entry} />
      {server.websiteUrl === undefined ? null : (
        <p>
          Website: <Link to={server.websiteUrl} />
        </p>
      )}
      {server.repository === undefined ? null : (
        <p>
          Source: <Link to={server.repository.url} />
        </p>
      )}
      <Connect remotes={server.remotes ?? []} />
      <Evidence facts={entry.discovery} claims={claims} now={now} />
      <Versions versions={versions} />
      <Changes of={changes} href={`${serverBelow(site, entry.name)}/history`} />
      <More site={site} entry={entry} />
      <h2>server.json</h2>
      <pre>
        <bdi>{pretty(entry.serverJson)}</bdi>
      </pre>
    </Layout>
  );
}

/** What stands behind the page, for programs and for those who want to see for themselves. */
function More({ site, entry: { name, discovery } }: Pick<ServerProps, "site" | "entry">): Rendered {
  const one = `${serverBelow(site, name)}/versions/latest`;
  const what = discovery.cardUrl === undefined ? "what was published" : "the card as it was fetched";
  return (
    <p class="soft">
      As JSON: <a href={`${one}/card`}>{what}</a>, <a href={`${one}/diagnostics`}>what a validator finds in it</a>,{" "}
      <a href={`${one}/evidence`}>who says so</a>.
    </p>
  );
}

/** Where what is ours of a server stands. */
function serverBelow(site: Site, name: string): string {
  return `${site.basePath}/v0.1/x/${site.namespace}/servers/${encodeURIComponent(name)}`;
}

function Status({ entry: { status, statusMessage, statusChangedAt } }: { readonly entry: Entry }): Rendered | null {
  if (status === "active") return null;
  return (
    <p class="warn">
      This server is {status} since <When at={statusChangedAt} to="day" />
      {statusMessage === undefined ? "." : ": "}
      {statusMessage === undefined ? null : <Text of={statusMessage} />}
    </p>
  );
}

function Versions({ versions }: { readonly versions: readonly Entry[] }): Rendered {
  return (
    <>
      <h2>Versions</h2>
      <table class="stack">
        <thead>
          <tr>
            <th scope="col">Version</th>
            <th scope="col">First seen</th>
            <th scope="col">Last changed</th>
            <th scope="col">Status</th>
          </tr>
        </thead>
        <tbody>
          {versions.map((entry) => (
            <tr>
              <td class="name">
                <Text of={entry.version} />
              </td>
              <td data-label="first seen">
                <When at={entry.publishedAt} to="day" />
              </td>
              <td data-label="last changed">
                <When at={entry.updatedAt} to="day" />
              </td>
              <td>{entry.isLatest ? `${entry.status}, latest` : entry.status}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** The stored text indented; line by line, because what is made visible must not swallow the line breaks. */
function pretty(text: string): string {
  return JSON.stringify(JSON.parse(text), null, 2).split("\n").map(printable).join("\n");
}
