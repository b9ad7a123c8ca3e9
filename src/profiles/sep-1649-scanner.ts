// The reader `sep-1649-scanner`: sites that grade /.well-known/mcp/server-card.json by the withdrawn SEP-1649.

import { filledMember, member } from "../dialects/source.ts";
import type { Miss } from "../document/reading.ts";
import { isMembers } from "../document/sniff.ts";
import { isCardKind, type Profile } from "./profile.ts";
import { checkServerInfo } from "./server-info.ts";

const spec = "https://github.com/modelcontextprotocol/modelcontextprotocol/issues/1649";

/** Needs what any of the scanners asks for, so that all of them are content (spec.md 4.2). */
export const sep1649Scanner: Profile = {
  name: "sep-1649-scanner",
  title: "SEP-1649 scanners",
  needs:
    "Scanners of the older well-known path need serverInfo with name and version, a transport with an endpoint, capabilities and tools.",
  spec,
  appliesTo: isCardKind,
  *check({ value, report: { card } }) {
    yield* checkServerInfo(value, card, spec);
    yield* checkTransport(value, endpointOf(card));
    if (!isMembers(member(value, "capabilities"))) {
      const change = 'write "capabilities": {} and in it what the server answers to initialize';
      yield { pointer: at(value, "capabilities"), message: "there are no capabilities", change, spec };
    }
    if (!isToolList(member(value, "tools"))) {
      const change = 'write "tools": "dynamic", or the list that tools/list answers';
      yield { pointer: at(value, "tools"), message: "there is no list of tools", change, spec };
    }
  },
};

function at(value: unknown, name: string): string {
  return member(value, name) === undefined ? "" : `/${name}`;
}

function isToolList(tools: unknown): boolean {
  return tools === "dynamic" || Array.isArray(tools);
}

/** A longer URL is not repeated in a message. */
const maxUrlUnits = 200;

interface Endpoint {
  readonly type: string;
  readonly endpoint: string;
}

/** The first remote whose URL can be said again: whole, and without a place for a credential. */
function endpointOf(card: { readonly remotes?: readonly { type: string; url: string }[] } | undefined): Endpoint {
  const remote = card?.remotes?.find(({ url }) => url.length <= maxUrlUnits && !/[{?@]/.test(url));
  return { type: remote?.type ?? "streamable-http", endpoint: remote?.url ?? "https://mcp.example.com/mcp" };
}

function* checkTransport(value: unknown, example: Endpoint): Iterable<Miss> {
  const transport = member(value, "transport");
  const change = `write "transport": ${JSON.stringify(example)}`;
  if (!isMembers(transport)) {
    yield { pointer: at(value, "transport"), message: "there is no transport", change, spec };
  } else if (filledMember(transport, "endpoint", "url") === undefined) {
    yield {
      pointer: "/transport",
      message: "transport names no endpoint",
      change: `add "endpoint": ${JSON.stringify(example.endpoint)}`,
      spec,
    };
  }
}
