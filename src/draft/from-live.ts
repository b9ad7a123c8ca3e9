// What a running server says of itself, as far as a card says it too.

import { isServerName } from "../dialects/names.ts";
import { cutText, oneLine, slug } from "../dialects/texts.ts";
import { cardSchemaUrl } from "../document/card.ts";
import { compareLive } from "../live/compare-live.ts";
import type { LiveOptions, LiveResult } from "../live/live.ts";
import type { Draft } from "./draft.ts";

/** What asking gave: a draft (of a server that wants to know who asks, an empty one), and how the asking ended. */
export interface FromLive {
  readonly draft: Draft;
  readonly result: LiveResult;
}

/**
 * Asks the server at an endpoint who it is, with `server/discover` or `initialize` (spec.md 6.3): at most four requests to that
 * URL and no other, no tool called. Throws a UsageError for what cannot be sent, and the reason of `signal` when that aborts.
 */
export async function fromLive(endpoint: string, options: Omit<LiveOptions, "endpoint" | "remote">): Promise<FromLive> {
  // The comparison needs a card; of this one only the endpoint is used.
  const card = {
    $schema: cardSchemaUrl,
    name: "com.example/unknown",
    version: "0.0.0",
    description: "Not known yet",
    remotes: [{ type: "streamable-http", url: endpoint }],
  } as const;
  const result = await compareLive(card, { ...options, endpoint });
  return { draft: draftOf(result), result };
}

function draftOf({ server, supportedVersions = [] }: LiveResult): Draft {
  const versions = supportedVersions.length > 0 ? { supportedProtocolVersions: supportedVersions } : {};
  if (server === undefined) return versions;
  const { name, version, title, description, websiteUrl } = server;
  const shown = title ?? (isServerName(name) ? undefined : name);
  return {
    ...(isServerName(name) ? { name } : localName(name)),
    ...(version.trim() === "" ? {} : { version }),
    ...(shown === undefined || shown.trim() === "" ? {} : { title: cutText(oneLine(shown)) }),
    ...(description === undefined || description.trim() === "" ? {} : { description: cutText(oneLine(description)) }),
    ...(websiteUrl !== undefined && /^https:\/\/\S+$/.test(websiteUrl) ? { websiteUrl } : {}),
    ...versions,
  };
}

function localName(name: string): Pick<Draft, "localName"> {
  const made = slug(name);
  return made === undefined ? {} : { localName: made };
}
