// Makes the `remotes` of a card from the endpoints that a document names, with a reason for each that gives none.

import type { Input, Remote } from "../document/card.ts";
import { readUrl } from "../text/read-url.ts";
import { authHeaders } from "./authentication.ts";
import type { DialectContext, Note, Reason } from "./dialect.ts";
import { type EndpointUrl, isRefused, readEndpointUrl } from "./endpoint-url.ts";
import { type Candidate, findEndpoints } from "./endpoints.ts";
import { carryHeaders, carryVariable, mergeHeaders } from "./headers.ts";
import { itemsOf, member, membersOf, type Source, under } from "./source.ts";
import { isVagueTransport, readTransport } from "./transports.ts";

/** The remotes of one server, and what was learned on the way. */
export interface CarriedRemotes {
  readonly remotes: readonly Remote[];
  /** Exact hosts of the remotes, templates left out. */
  readonly hosts: readonly string[];
  readonly reasons: readonly Reason[];
  readonly dropped: readonly Note[];
  readonly warnings: readonly Note[];
}

/** What holds for all endpoints of a server. */
export interface RemoteOptions {
  /** True where a list holds the server, so that a bare `url` is an endpoint. */
  readonly inList: boolean;
  /** True where the document is somebody's own settings: keys may hide in paths, and headers are all secret. */
  readonly personal: boolean;
  /** Versions for remotes that state none themselves. */
  readonly versions: readonly string[];
}

const remoteOnly = "a card describes remote servers only";

const versionNames = [
  "supportedProtocolVersions",
  "protocolVersions",
  "supportedVersions",
  "protocolVersion",
  "protocol_version",
  "mcp_version",
  "mcpVersion",
];

/** The protocol versions that an object states: dates and drafts only, since `"1.0"` is a format's version. */
export function protocolVersions(value: unknown): readonly string[] {
  for (const name of versionNames) {
    const stated = member(value, name);
    const versions = (Array.isArray(stated) ? itemsOf(stated) : [stated]).filter(
      (version) => typeof version === "string" && /^(?:\d{4}-\d\d-\d\d|DRAFT-[\w-]{1,40})$/.test(version),
    );
    if (versions.length > 0) return [...new Set(versions as string[])].slice(0, 20);
  }
  return [];
}

/** The members of {@link protocolVersions}, so that a reader can mark them as read. */
export const protocolVersionMembers: readonly string[] = versionNames;

/** A `url` that is the root of a site and not of a host named for MCP is a home page. */
function isHomePage({ url, mayBeHomePage }: Candidate): boolean {
  if (mayBeHomePage !== true || url === undefined || readUrl(url) === undefined) return false;
  const { pathname, search, hostname } = new URL(url);
  return pathname === "/" && search === "" && !/(?:^|[.-])mcp(?:[.-]|$)/.test(hostname);
}

/** What one endpoint gave. */
interface Made {
  readonly remote: Remote;
  readonly host?: string;
  readonly dropped: readonly Note[];
  readonly warnings: readonly Note[];
}

/** Refuses an endpoint for its transport, for having no URL, or for being a home page; undefined where it may be one. */
function refuseUnread(each: Candidate): Reason | undefined {
  const { pointer, url, transport, described } = each;
  const reading = readTransport(transport);
  if (reading !== undefined && "refused" in reading) {
    const why = reading.refused === "local-only" ? `, and ${remoteOnly}` : "";
    return { code: reading.refused, pointer, message: `the transport ${reading.words}${why}` };
  }
  if (url === undefined && member(described, "command") !== undefined)
    return { code: "local-only", pointer, message: `the server is started by a command, and ${remoteOnly}` };
  if (!isHomePage(each)) return undefined;
  const message = "the url is the front page of a site, and no transport says that it is an endpoint";
  return { code: "no-endpoint", pointer, message };
}

function warn(each: Candidate, read: EndpointUrl, hinted: boolean, context: DialectContext): readonly Note[] {
  const words = [...read.warnings];
  if (hinted) words.push("the endpoint ends in /sse and was taken for the older HTTP+SSE transport");
  const served = context.url?.hostname;
  if (read.host !== undefined && served !== undefined && served !== read.host)
    words.push(`the endpoint is on ${read.host}, the document on ${served}`);
  return words.map((message) => ({ pointer: each.pointer, message }));
}

function readOne(each: Candidate, context: DialectContext, options: RemoteOptions): Made | Reason | undefined {
  const { url, pointer, transport, described } = each;
  const refused = refuseUnread(each);
  if (refused !== undefined || url === undefined) return refused;
  const declared = membersOf(member(described, "variables")) ?? {};
  const read = readEndpointUrl(url, {
    ...(context.url !== undefined && { base: context.url }),
    declared: new Set(Object.keys(declared)),
    personal: options.personal,
  });
  if (isRefused(read)) return { ...read, pointer };
  const hinted = /\/sse\/?(?:[?#]|$)/.test(read.url) && isVagueTransport(transport);
  const reading = readTransport(transport);
  const stated = reading !== undefined && "type" in reading ? reading.type : "streamable-http";
  const carried = carryHeaders(member(described, "headers"), under(each.describedAt ?? pointer, "headers"));
  const keys = [...authHeaders(member(described, "authentication")), ...authHeaders(member(described, "auth"))];
  const headers = mergeHeaders(carried.headers, keys);
  const used = Object.entries(declared).filter(([name]) => read.url.includes(`{${name}}`));
  const variables: Record<string, Input> = {
    ...Object.fromEntries(used.map(([name, input]) => [name, carryVariable(input)])),
    ...read.variables,
  };
  const own = protocolVersions(described);
  const versions = own.length > 0 ? own : options.versions;
  const remote: Remote = {
    type: hinted ? "sse" : stated,
    url: read.url,
    ...(headers.length > 0 && { headers }),
    ...(Object.keys(variables).length > 0 && { variables }),
    ...(versions.length > 0 && { supportedProtocolVersions: versions }),
  };
  const warnings = warn(each, read, hinted, context);
  return { remote, dropped: carried.dropped, warnings, ...(read.host !== undefined && { host: read.host }) };
}

/** Reads the remotes of one server; the first group of endpoints that gives any wins (spec.md 4.8). */
export function readRemotes(source: Source, context: DialectContext, options: RemoteOptions): CarriedRemotes {
  const made: Made[] = [];
  const reasons: Reason[] = [];
  for (const group of findEndpoints(source, options.inList)) {
    for (const each of group) {
      const read = readOne(each, context, options);
      if (read === undefined) continue;
      if ("code" in read) reasons.push(read);
      else if (!made.some(({ remote }) => remote.url === read.remote.url && remote.type === read.remote.type))
        made.push(read);
    }
    if (made.length > 0) break;
  }
  return {
    remotes: made.map(({ remote }) => remote),
    hosts: made.flatMap(({ host }) => host ?? []),
    reasons,
    dropped: made.flatMap(({ dropped }) => dropped),
    warnings: made.flatMap(({ warnings }) => warnings),
  };
}
