// Decides which of a document's own `_meta` entries may travel into a card.

import { isMembers } from "../document/sniff.ts";
import { findCredentials } from "../text/credentials.ts";
import { mayHoldSecrets } from "./commands.ts";

/** The most that one entry may weigh as JSON, in UTF-16 units: `_meta` is for notes. */
const maxEntryUnits = 4096;

const key =
  /^(?:(?:[a-zA-Z](?:[a-zA-Z0-9-]{0,62}[a-zA-Z0-9])?\.)*[a-zA-Z](?:[a-zA-Z0-9-]{0,62}[a-zA-Z0-9])?\/)?[a-zA-Z0-9](?:[\w.-]{0,99}[a-zA-Z0-9])?$/;
const bareReserved = /^(?:traceparent|tracestate|baggage|progressToken)$/;
const reserved = /(?:^|\.)(?:modelcontextprotocol|mcp)(?:\.|\/)/i;

/**
 * The `_meta` entries of publishers, without those of registries and protocols, and without any that could hold a
 * command, a header or a credential (registry-api.md 2.2: vendor keys stay, registry keys go).
 */
export function foreignMeta(meta: unknown): Readonly<Record<string, unknown>> {
  if (!isMembers(meta)) return {};
  const kept = Object.entries(meta).filter(([name, value]) => {
    if (name.length > 200 || !key.test(name) || reserved.test(name)) return false;
    if (bareReserved.test(name) || mayHoldSecrets({ [name]: value })) return false;
    const text = JSON.stringify(value);
    return text.length <= maxEntryUnits && findCredentials(text).length === 0;
  });
  return Object.fromEntries(kept);
}
