// Where documents about MCP servers are served: every place that is or was asked for, and what the specifications say of it.

import { ardPath } from "../discover/places.ts";
import { catalogPath } from "../discover/target.ts";
import type { Report } from "../document/report.ts";

/** What a specification says of a place: in force, reserved, of a neighbouring standard, of an older text, or of none. */
export type Standing = "current" | "reserved" | "neighbour" | "older" | "unofficial";

/** One place. */
export interface Place {
  /** The path on the host; for a place beside an endpoint, what is appended to the endpoint's path. */
  readonly path: string;
  readonly beside?: "endpoint";
  readonly standing: Standing;
  /** Who says or said so: a clause for a table. */
  readonly says: string;
  /** What it means where nothing is there. */
  readonly absent: string;
  /** Asked without `--all` as well. */
  readonly always?: true;
}

/** Where scanners still look for a card of the withdrawn SEP-1649. */
export const olderCardPath = "/.well-known/mcp/server-card.json";

const older = "not needed: no current text asks for it";
const neverStandard = "not needed: it was never a standard";

/** The table of spec.md 4.1, in the order of its rows. */
export const places: readonly Place[] = [
  {
    path: catalogPath,
    standing: "current",
    says: "where MCP clients look first",
    absent: "clients that only know the domain find nothing",
    always: true,
  },
  {
    path: "/server-card",
    beside: "endpoint",
    standing: "reserved",
    says: "reserved for the endpoint's card",
    absent: "optional: a catalog may list a card anywhere",
    always: true,
  },
  {
    path: ardPath,
    standing: "neighbour",
    says: "where ARD 0.91 looks first",
    absent: "not needed unless ARD registries matter to you",
    always: true,
  },
  {
    path: olderCardPath,
    standing: "older",
    says: "SEP-1649 and a draft of SEP-2127, until March 2026",
    absent: "not needed; some scanners still ask for it",
    always: true,
  },
  {
    path: "/.well-known/mcp.json",
    standing: "older",
    says: "proposals of 2025, with many shapes",
    absent: older,
    always: true,
  },
  {
    path: "/.well-known/mcp/catalog.json",
    standing: "older",
    says: "MCP Catalog, May to July 2026",
    absent: older,
  },
  { path: "/.well-known/mcp/server-card", standing: "older", says: "a draft of SEP-2127, March 2026", absent: older },
  {
    path: "/.well-known/mcp/server-cards.json",
    standing: "unofficial",
    says: "one host's list",
    absent: neverStandard,
  },
  { path: "/.well-known/mcp-server-card", standing: "older", says: "a draft, March to June 2026", absent: older },
  {
    path: "/.well-known/mcp-server-card.json",
    standing: "unofficial",
    says: "a community's own",
    absent: neverStandard,
  },
  { path: "/.well-known/mcp", standing: "older", says: "SEP-1960, closed", absent: older },
  { path: "/.well-known/mcp-server", standing: "older", says: "an expired Internet-Draft", absent: older },
  { path: "/.well-known/mcp-servers", standing: "unofficial", says: "some gateways' list", absent: neverStandard },
  { path: "/.well-known/mcp-server.json", standing: "unofficial", says: "one-offs", absent: neverStandard },
  { path: "/.well-known/mcp-schema.json", standing: "unofficial", says: "one-offs", absent: neverStandard },
  { path: "/mcp.json", standing: "unofficial", says: "one-offs", absent: neverStandard },
  { path: "/server.json", standing: "neighbour", says: "a copy of an MCP Registry entry", absent: "not needed" },
  { path: "/.well-known/server.json", standing: "unofficial", says: "one-offs", absent: neverStandard },
  {
    path: "/server-card.json",
    beside: "endpoint",
    standing: "unofficial",
    says: "proposed for static hosts",
    absent: neverStandard,
  },
  {
    path: "/.well-known/mcp/server-card.json",
    beside: "endpoint",
    standing: "unofficial",
    says: "one-offs",
    absent: neverStandard,
  },
  {
    path: "/.well-known/agent-card.json",
    standing: "neighbour",
    says: "A2A agents, not MCP",
    absent: "not needed for MCP",
  },
  {
    path: "/.well-known/api-catalog",
    standing: "neighbour",
    says: "RFC 9727, links to APIs",
    absent: "not needed for MCP",
  },
  {
    path: "/.well-known/glama.json",
    standing: "unofficial",
    says: "one directory's proof of ownership",
    absent: "not needed",
  },
];

/** The URL of a place, for a target's origin and, where it stands beside one, its endpoint; undefined without an endpoint. */
export function placeUrl({ path, beside }: Place, origin: string, endpoint?: string): string | undefined {
  if (beside === undefined) return origin + path;
  if (endpoint === undefined) return undefined;
  const url = new URL(endpoint);
  return `${url.origin}${url.pathname.replace(/\/$/, "")}${path}`;
}

/** Whether a document is a current card that also has what older clients read, at a place where only those look. */
export function isHybrid({ standing }: Place, { card }: Report): boolean {
  return (standing === "older" || standing === "unofficial") && card !== undefined && Object.hasOwn(card, "serverInfo");
}
