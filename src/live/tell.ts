// From how asking ended to what is told of a remote.

import type { Card } from "../document/card.ts";
import type { Failure } from "../http/exchange.ts";
import { quote } from "../text/quote.ts";
import type { Unplaced } from "../validate/unplaced.ts";
import { differences, matchName } from "./differences.ts";
import type { Redirect } from "./exchange-fetch.ts";
import type { LiveResult, ServerSays } from "./live.ts";
import type { Heard, Outcome } from "./negotiate.ts";
import type { Identity } from "./said.ts";

/** A result but for what every result has. */
export type Told = Omit<LiveResult, "endpoint" | "requests" | "diagnostics"> & {
  readonly findings?: readonly Unplaced[];
};

/** The remote that was asked; `endpoint` is its URL as it may be shown. */
export interface Asked {
  readonly card: Card;
  readonly remote: number;
  readonly endpoint: string;
}

const versionsMaxItems = 100;
const textMaxUnits = 1_000;

/** What does not make a server another one than its card says. */
const harmless: ReadonlySet<string> = new Set(["live/name", "live/no-server-info"]);

function cut(text: string): string {
  return text.slice(0, textMaxUnits);
}

/** Icons are compared, not kept: an inline one may be of any size. */
function serverSays({ name, version, title, description, websiteUrl }: Identity): ServerSays {
  return {
    name: cut(name),
    version: cut(version),
    ...(title !== undefined && { title: cut(title) }),
    ...(description !== undefined && { description: cut(description) }),
    ...(websiteUrl !== undefined && { websiteUrl: cut(websiteUrl) }),
  };
}

function tellHeard({ card, remote }: Asked, heard: Heard): Told {
  const { generation, protocol, server, versions } = heard;
  const findings = [...differences({ card, remote, heard })];
  return {
    state: findings.every(({ code }) => harmless.has(code)) ? "agrees" : "differs",
    generation,
    ...(protocol !== undefined && { protocol: cut(protocol) }),
    ...(versions.length > 0 && { supportedVersions: versions.slice(0, versionsMaxItems).map(cut) }),
    ...(server !== undefined && { server: serverSays(server), name: matchName(card.name, server.name) }),
    findings,
  };
}

function tellFailed({ endpoint }: Asked, { code, message, status }: Omit<Failure, "url">): Told {
  return { state: "unreachable", failure: { code, message, url: endpoint, ...(status !== undefined && { status }) } };
}

/** Tells of a server that is known by the first event of the transport before Streamable HTTP. */
export function tellOlderTransport({ card, remote }: Asked): Told {
  const pointer = `/remotes/${remote}/type`;
  const generation = "2025-11-25 and before";
  if (card.remotes?.[remote]?.type === "sse") {
    const finding: Unplaced = {
      code: "live/older-transport",
      severity: "info",
      message: "the endpoint opens the stream of the older transport, over which name and version are not asked",
      pointer,
      hint: "offer Streamable HTTP as well",
    };
    return { state: "agrees", generation, findings: [finding] };
  }
  const finding: Unplaced = {
    code: "live/transport",
    severity: "error",
    message: 'type is "streamable-http", but the endpoint speaks the older HTTP+SSE transport',
    pointer,
    hint: 'write "sse", or better offer Streamable HTTP',
  };
  return { state: "differs", generation, findings: [finding] };
}

/** The finding about an endpoint that sends elsewhere; whether the server behind it agrees is told beside it. */
export function redirectFinding({ remote }: Asked, { to, followed }: Redirect): Unplaced {
  return {
    code: "live/redirect",
    severity: "warning",
    message: `the endpoint redirects to ${quote(to)}${followed ? "" : ", which is not followed"}`,
    pointer: `/remotes/${remote}/url`,
    hint: "write the URL at which the endpoint answers",
  };
}

/** Tells of every other end. */
export function tell(asked: Asked, outcome: Outcome): Told {
  if (outcome.kind === "heard") return tellHeard(asked, outcome.heard);
  if (outcome.kind === "failed") return tellFailed(asked, outcome.failure);
  const pointer = `/remotes/${asked.remote}/url`;
  if (outcome.kind === "authorization") {
    const silent: Unplaced = {
      code: "live/no-challenge",
      severity: "warning",
      message: "the endpoint answers 401 without WWW-Authenticate",
      pointer,
      hint: "send WWW-Authenticate with resource_metadata",
    };
    const { challenge: authorization, named } = outcome;
    return { state: "needs-authorization", authorization, findings: named ? [] : [silent] };
  }
  const finding: Unplaced = {
    code: "live/not-mcp",
    severity: "error",
    message: `the endpoint is no MCP server: it gave ${outcome.why}`,
    pointer,
    hint: "write the URL of the MCP endpoint itself",
  };
  return { state: "not-mcp", findings: [finding] };
}
