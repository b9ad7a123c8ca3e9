// Where a card and the server behind one of its remotes say different things.

import type { Card } from "../document/card.ts";
import { quote } from "../text/quote.ts";
import type { Unplaced } from "../validate/unplaced.ts";
import type { NameMatch } from "./live.ts";
import { modernVersion, olderVersion } from "./messages.ts";
import type { Heard } from "./negotiate.ts";
import type { Identity } from "./said.ts";

/** The protocol's own pages about what a server says of itself. */
export const discoverSpec = "https://modelcontextprotocol.io/specification/2026-07-28/schema#discoverrequest";

/** How the name of a card and that of the server relate (spec.md 1.8, A7). */
export function matchName(card: string, server: string): NameMatch {
  if (card === server) return "equal";
  return card.slice(card.indexOf("/") + 1) === server ? "local-part" : "differs";
}

/** One remote of a card beside what its server said. */
export interface Pair {
  readonly card: Card;
  readonly remote: number;
  readonly heard: Heard;
}

const texts = [
  ["title", "live/title"],
  ["description", "live/description"],
  ["websiteUrl", "live/website-url"],
] as const;

function* checkIdentity(card: Card, server: Identity): Generator<Unplaced> {
  if (matchName(card.name, server.name) === "differs") {
    yield {
      code: "live/name",
      severity: "info",
      message: `name is ${quote(card.name)}, but the server calls itself ${quote(server.name)}`,
      pointer: "/name",
      hint: "let the server give the card's name, or the part of it after the slash",
    };
  }
  if (card.version !== server.version) {
    yield {
      code: "live/version",
      severity: "warning",
      message: `version is ${quote(card.version)}, but the server says ${quote(server.version)}`,
      pointer: "/version",
      hint: "publish the card with each release of the server, with the same version",
    };
  }
  for (const [member, code] of texts) {
    const [ours, theirs] = [card[member], server[member]];
    if (ours === undefined || theirs === undefined || ours === theirs) continue;
    yield {
      code,
      severity: "info",
      message: `${member} is ${quote(ours)}, but the server says ${quote(theirs)}`,
      pointer: `/${member}`,
      hint: `write the same ${member} in both`,
    };
  }
  yield* checkIcons(card, server);
}

function* checkIcons({ icons: ours }: Card, { icons: theirs }: Identity): Generator<Unplaced> {
  if (ours === undefined || theirs === undefined) return;
  const known = new Set(ours.map(({ src }) => src));
  const other = new Set(theirs.map(({ src }) => src));
  if (known.size === other.size && [...known].every((src) => other.has(src))) return;
  yield {
    code: "live/icons",
    severity: "info",
    message: `icons are not those that the server names: ${known.size} here, ${other.size} there`,
    pointer: "/icons",
    hint: "name the same icons in both",
  };
}

/** What a server is known not to speak: of an older one only its choice is known, where it was offered the newest. */
function isUnspoken(version: string, { generation, versions }: Heard): boolean {
  if (versions.includes(version)) return false;
  // A list may leave out the versions that begin with `initialize`, which nobody asked about.
  if (generation === modernVersion) return version >= modernVersion || versions.some((each) => each < modernVersion);
  return version === olderVersion || version >= modernVersion;
}

function* checkVersions({ card, remote, heard }: Pair): Generator<Unplaced> {
  const listed = card.remotes?.[remote]?.supportedProtocolVersions;
  if (listed === undefined || heard.versions.length === 0) return;
  const pointer = `/remotes/${remote}/supportedProtocolVersions`;
  const spoken = heard.versions.slice(0, 10).map(quote).join(", ");
  for (const [index, version] of listed.entries()) {
    if (!isUnspoken(version, heard)) continue;
    yield {
      code: "live/protocol-version",
      severity: "warning",
      message: `supportedProtocolVersions holds ${quote(version)}, but the server speaks ${spoken}`,
      pointer: `${pointer}/${index}`,
      hint: "list the versions that the server supports, and no other",
    };
  }
  const unlisted = heard.versions.filter((version) => !listed.includes(version));
  if (unlisted.length === 0) return;
  yield {
    code: "live/protocol-version-unlisted",
    severity: "info",
    message: `supportedProtocolVersions leaves out ${unlisted.slice(0, 10).map(quote).join(", ")}, which the server speaks`,
    pointer,
    hint: "list every version that the server supports",
  };
}

/** Yields every difference; pointers start at the card's root. Of what only one side says nothing is yielded. */
export function* differences(pair: Pair): Generator<Unplaced> {
  const { card, remote, heard } = pair;
  const type = card.remotes?.[remote]?.type;
  if (type === "sse") {
    yield {
      code: "live/transport",
      severity: "error",
      message: 'type is "sse", but the endpoint speaks Streamable HTTP',
      pointer: `/remotes/${remote}/type`,
      hint: 'write "streamable-http"',
    };
  }
  if (heard.refusal !== undefined) {
    const { code, message } = heard.refusal;
    yield {
      code: "live/discover-refused",
      severity: "warning",
      message: `the server refuses server/discover with error ${code} ${quote(message)}`,
      pointer: `/remotes/${remote}`,
      hint: "answer server/discover to every client, as the protocol asks",
      spec: discoverSpec,
    };
  } else if (heard.server === undefined) {
    yield {
      code: "live/no-server-info",
      severity: "info",
      message: "the server does not say who it is, so that name and version cannot be compared",
      pointer: `/remotes/${remote}`,
      hint: 'name the server in "io.modelcontextprotocol/serverInfo" of the answer',
      spec: discoverSpec,
    };
  }
  if (heard.server !== undefined) yield* checkIdentity(card, heard.server);
  yield* checkVersions(pair);
}
