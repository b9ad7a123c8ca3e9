// Writes the file for the older well-known path: a valid Card v1 that also says what SEP-1649 readers look for.

import type { Card, Remote } from "../document/card.ts";

/** The word by which an older card says that clients must ask the server for a list. */
const dynamic = "dynamic";

/** The remote that a reader without templates can use: the first streamable one, else the first. */
function plainRemote(remotes: readonly Remote[]): Remote | undefined {
  const plain = remotes.filter(({ url }) => !url.includes("{"));
  return plain.find(({ type }) => type === "streamable-http") ?? plain[0];
}

/**
 * Adds to a card the members that scanners and older clients read at /.well-known/mcp/server-card.json: `serverInfo`,
 * `transport`, `protocolVersion` and the like (spec.md 4.2). Claims nothing that the card does not say: lists are
 * `"dynamic"`, `capabilities` is empty. The top-level `version` stays the server's, as v1 wants it.
 */
export function hybrid(card: Card): Record<string, unknown> {
  const { name, title, version, description, websiteUrl, icons, remotes = [] } = card;
  const remote = plainRemote(remotes);
  const protocolVersion = [...(remote?.supportedProtocolVersions ?? [])]
    .filter((each) => /^\d{4}-/.test(each))
    .sort()
    .at(-1);
  const icon = icons?.find(({ src }) => src.startsWith("https:"));
  const needsHeader =
    remote?.headers?.some(({ isRequired, isSecret }) => isRequired === true && isSecret === true) === true;
  const older = {
    ...(protocolVersion !== undefined && { protocolVersion }),
    serverInfo: { name, ...(title !== undefined && { title }), version, description },
    ...(remote !== undefined && { transport: { type: remote.type, endpoint: remote.url, url: remote.url } }),
    ...(websiteUrl !== undefined && { documentationUrl: websiteUrl }),
    ...(icon !== undefined && { iconUrl: icon.src }),
    ...(needsHeader && { authentication: { required: true, schemes: [] } }),
    capabilities: {},
    tools: [dynamic],
    resources: [dynamic],
    prompts: [dynamic],
  };
  return { ...older, ...card };
}
