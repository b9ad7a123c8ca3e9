// The members of a stored server.json that pages show.

import type { KeyValueInput, Remote } from "../../src/document/card.ts";

/** A server.json, as far as it is shown. It comes from a card that satisfied its schema. */
export interface ServerJson {
  readonly description: string;
  readonly title?: string;
  readonly websiteUrl?: string;
  readonly repository?: { readonly url: string };
  readonly remotes?: readonly (Remote & { readonly headers?: readonly KeyValueInput[] })[];
}

/** Reads the text that the store keeps. */
export function readServerJson(text: string): ServerJson {
  return JSON.parse(text) as ServerJson;
}
