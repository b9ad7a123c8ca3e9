// Turns a Server Card v1 into the server.json form that registry clients read.

import type { Card, Icon, Input, KeyValueInput, Remote } from "../document/card.ts";
import { defaultNamespace } from "../namespace.ts";

/** The dated schema that the result satisfies. */
export const serverSchemaUrl = "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json";

/** Where a publisher's own `_meta` lives in a server.json; the official registry keeps nothing else. */
export const publisherProvidedKey = "io.modelcontextprotocol.registry/publisher-provided";

/** The most bytes of JSON that stand under {@link publisherProvidedKey}: the official registry's limit. */
export const maxPublisherMetaBytes = 4_096;

const iconMimeTypes = new Set(["image/png", "image/jpeg", "image/jpg", "image/svg+xml", "image/webp"]);

/** The schema's limit on an icon's `src`. */
const maxIconSrcLength = 255;

/** Keeps the named members that are there, in the order named. */
function pick<T extends object>(from: T, names: readonly (keyof T & string)[]): Record<string, unknown> {
  return Object.fromEntries(names.filter((name) => from[name] !== undefined).map((name) => [name, from[name]]));
}

const inputMembers = [
  "description",
  "isRequired",
  "isSecret",
  "format",
  "default",
  "placeholder",
  "value",
  "choices",
] as const satisfies readonly (keyof Input)[];

function variables(from: Readonly<Record<string, Input>> | undefined): Record<string, unknown> {
  if (from === undefined) return {};
  return {
    variables: Object.fromEntries(Object.entries(from).map(([name, input]) => [name, pick(input, inputMembers)])),
  };
}

function header(from: KeyValueInput): Record<string, unknown> {
  return { ...pick(from, ["name", ...inputMembers]), ...variables(from.variables) };
}

/** `supportedProtocolVersions` has no place in server.json but is tolerated there, and clients need it. */
function remote(from: Remote): Record<string, unknown> {
  return {
    ...pick(from, ["type", "url"]),
    ...(from.headers === undefined ? {} : { headers: from.headers.map(header) }),
    ...variables(from.variables),
    ...pick(from, ["supportedProtocolVersions"]),
  };
}

/** server.json takes https icons of five types only; one that fits in all but its sizes loses just those. */
function icon(from: Icon): Record<string, unknown> | undefined {
  if (!/^https:\/\/\S+$/i.test(from.src) || [...from.src].length > maxIconSrcLength) return undefined;
  if (from.mimeType !== undefined && !iconMimeTypes.has(from.mimeType)) return undefined;
  const sizes = from.sizes?.filter((size) => /^(\d+x\d+|any)$/.test(size)) ?? [];
  return { ...pick(from, ["src", "mimeType"]), ...(sizes.length > 0 ? { sizes } : {}), ...pick(from, ["theme"]) };
}

/** A registry's keys are a registry's to write: a card that carries them could forge a status. */
function isReserved(key: string, namespace: string): boolean {
  const prefix = key.split("/", 1)[0]?.toLowerCase() ?? "";
  return ["io.modelcontextprotocol.registry", defaultNamespace, namespace.toLowerCase()].includes(prefix);
}

/** The publisher's own keys in their order, those left out that are reserved or would not fit any more. */
function publisherMeta(meta: Readonly<Record<string, unknown>>, namespace: string): Record<string, unknown> {
  const kept: [string, unknown][] = [];
  for (const [key, value] of Object.entries(meta)) {
    if (isReserved(key, namespace)) continue;
    const json = JSON.stringify(Object.fromEntries([...kept, [key, value]]));
    if (new TextEncoder().encode(json).length <= maxPublisherMetaBytes) kept.push([key, value]);
  }
  return Object.fromEntries(kept);
}

/** How a card is turned. */
export interface ServerJsonOptions {
  /** The registry's own namespace, whose `_meta` keys a card may not bring; by default the project's. */
  readonly namespace?: string;
}

/**
 * The card as a server.json of 2025-12-11 (registry-api.md 2.2). What that schema has no room for is left out: icons
 * that are not https or of an unknown type, remotes whose URL begins with a variable, members that no version defines.
 */
export function cardToServerJson(card: Card, options: ServerJsonOptions = {}): Record<string, unknown> {
  const icons = card.icons?.map(icon).filter((item) => item !== undefined) ?? [];
  const remotes = card.remotes?.filter(({ url }) => /^https?:\/\/\S+$/.test(url)).map(remote) ?? [];
  const meta = publisherMeta(card._meta ?? {}, options.namespace ?? defaultNamespace);
  return {
    $schema: serverSchemaUrl,
    ...pick(card, ["name", "title", "description", "version", "websiteUrl"]),
    ...(card.repository ? { repository: pick(card.repository, ["url", "source", "id", "subfolder"]) } : {}),
    ...(icons.length > 0 ? { icons } : {}),
    ...(remotes.length > 0 ? { remotes } : {}),
    ...(Object.keys(meta).length > 0 ? { _meta: { [publisherProvidedKey]: meta } } : {}),
  };
}
