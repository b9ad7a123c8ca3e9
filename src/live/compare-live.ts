// Compares one remote of a card with the server that runs behind it: the one thing here that speaks to an MCP server.

import type { Card } from "../document/card.ts";
import { readUrl } from "../text/read-url.ts";
import { UsageError } from "../usage-error.ts";
import { arrange } from "../validate/place.ts";
import { endpointOf } from "./endpoint.ts";
import { createExchangeFetch, type Redirect } from "./exchange-fetch.ts";
import { hideSecrets } from "./hide.ts";
import type { LiveOptions, LiveResult } from "./live.ts";
import { negotiate, type Outcome } from "./negotiate.ts";
import { opensOlderStream } from "./older-transport.ts";
import { readRequestHeaders } from "./request-headers.ts";
import { redirectFinding, tell, tellOlderTransport } from "./tell.ts";

/** What to say aloud before {@link compareLive} is used for a person. */
export const liveNotice =
  "--live speaks to the MCP servers themselves: it asks each who it is, calls no tool, and sends no header but those given here";

/** How asking ended, with a last look for the transport before Streamable HTTP, and what it took. */
interface Asked {
  readonly outcome: Outcome | "older-transport";
  readonly requests: number;
  readonly redirect: Redirect | undefined;
}

async function ask(url: string, options: LiveOptions): Promise<Asked> {
  const sdk = await import("./sdk.ts");
  const fetch = createExchangeFetch(url, options);
  const peer = await sdk.openPeer(url, fetch);
  let version: string | undefined;
  let outcome: Outcome;
  try {
    outcome = await negotiate({ peer, fetch, sdk, hide: (data) => hideSecrets(data, options) });
    if (outcome.kind === "heard") version = outcome.heard.protocol;
  } finally {
    await peer.end(version);
  }
  const [requests, redirect] = [fetch.requests(), fetch.redirect()];
  if (outcome.kind !== "not-mcp" || outcome.silent !== true) return { outcome, requests, redirect };
  const older = await opensOlderStream(fetch.where(), options);
  return { outcome: older ? "older-transport" : outcome, requests: requests + 1, redirect };
}

/**
 * Asks the server behind one remote what it is, with `server/discover` or, where it is older, `initialize`, and tells where it
 * and the card differ (spec.md 6.3). No tool is called, a session that the server began is ended, nothing that the server names
 * is fetched; at most four requests go to the endpoint. Throws a UsageError for a remote that the card does not have and for an
 * endpoint or a header that cannot be sent, and the reason of `signal` when that aborts; all else is in the result. Nothing in
 * the library calls it.
 */
export async function compareLive(card: Card, options: LiveOptions): Promise<LiveResult> {
  const { remote: index = 0, text = "" } = options;
  const remote = card.remotes?.[index];
  if (remote === undefined) throw new UsageError(`the card has no remote ${index}`);
  const headers = readRequestHeaders(options.headers);
  const endpoint = options.endpoint ?? remote.url;
  if (options.endpoint !== undefined && readUrl(endpoint) === undefined) throw new UsageError("the endpoint is no URL");
  const found = endpointOf(remote, options);
  if ("needs" in found) return { endpoint, state: "not-asked", needs: found.needs, requests: 0, diagnostics: [] };
  const { outcome, requests, redirect } = await ask(found.url, { ...options, headers });
  const asked = { card, remote: index, endpoint };
  const told = outcome === "older-transport" ? tellOlderTransport(asked) : tell(asked, hideSecrets(outcome, options));
  const { findings = [], ...rest } = told;
  const all = redirect === undefined ? findings : [...findings, redirectFinding(asked, hideSecrets(redirect, options))];
  return { endpoint, ...rest, requests, diagnostics: arrange(text, [], all) };
}
