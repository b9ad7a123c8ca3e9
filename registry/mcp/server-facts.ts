// What an agent is told of a server: few members, each a publisher's own words or a fact of ours, never mixed.

import type { Remote } from "../../src/document/card.ts";
import type { Evidence } from "../../src/evidence/evidence.ts";
import { isProof } from "../../src/evidence/strength.ts";
import type { Entry } from "../store/store.ts";

/** Endpoints of one server in a list; `get_server` has all of them. */
export const maxListedRemotes = 4;

/** The JSON Schema of {@link serverFacts}, as results of tools declare it. */
export const serverFactsSchema: object = {
  type: "object",
  required: ["name", "version", "description", "remotes", "status", "state", "provedBy", "listedBy"],
  properties: {
    name: { type: "string", description: "The server's name, as get_server takes it." },
    version: { type: "string" },
    title: { type: "string", description: "The publisher's own words." },
    description: { type: "string", description: "The publisher's own words." },
    remotes: {
      type: "array",
      items: { type: "object", properties: { type: { type: "string" }, url: { type: "string" } } },
      description: "Where the server is reached. A url may hold {variables}.",
    },
    status: { type: "string", enum: ["active", "deprecated", "deleted"] },
    state: { type: "string", enum: ["fresh", "stale", "unreachable"], description: "When it was last heard of." },
    cardUrl: {
      type: "string",
      description: "Where the publisher serves the card; absent for what was published here.",
    },
    provedBy: {
      type: "array",
      items: { type: "string" },
      description:
        "The host that the name belongs to, where that host itself serves the card. Empty: nobody proved it.",
    },
    listedBy: { type: "array", items: { type: "string" }, description: "Hosts whose catalogs list the card." },
    score: { type: "integer", description: "Relevance from 1 to 100. It says nothing of trust." },
  },
};

/** Hosts of the facts that count and are told: not over plain http, not lapsed at `at`. */
function hostsOf({ discovery }: Entry, at: Date, tells: (fact: Evidence) => boolean): string[] {
  const facts = discovery.evidence.filter((fact) => tells(fact) && !fact.insecure && fact.expiresAt > at);
  return [...new Set(facts.map(({ host }) => host))];
}

/** Tells of one entry; evidence is judged at `at`. */
export function serverFacts(entry: Entry, at: Date): Readonly<Record<string, unknown>> {
  const {
    title,
    description,
    remotes = [],
  } = JSON.parse(entry.serverJson) as {
    readonly title?: string;
    readonly description: string;
    readonly remotes?: readonly Remote[];
  };
  return {
    name: entry.name,
    version: entry.version,
    ...(title === undefined ? {} : { title }),
    description,
    remotes: remotes.slice(0, maxListedRemotes).map(({ type, url }) => ({ type, url })),
    status: entry.status,
    state: entry.discovery.state,
    ...(entry.discovery.cardUrl === undefined ? {} : { cardUrl: entry.discovery.cardUrl }),
    provedBy: hostsOf(entry, at, isProof),
    listedBy: hostsOf(entry, at, ({ type }) => type === "listed-by"),
  };
}
